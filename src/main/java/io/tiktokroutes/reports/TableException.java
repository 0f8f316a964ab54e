package io.tiktokroutes.reports;

/** Why nothing can be written into a table, in one sentence for a person. */
public final class TableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean passing;

    private TableException(String message, boolean passing, Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    /** A person has to change the table, the route or the mapping. */
    static TableException mistake(String message) {
        return new TableException(message, false, null);
    }

    /** It may work the next time: the database does not answer, or the table is locked. */
    static TableException passing(String message, Throwable cause) {
        return new TableException(message, true, cause);
    }

    /** True for what may be gone the next time. */
    public boolean isPassing() {
        return passing;
    }
}
