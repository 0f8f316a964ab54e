package io.tiktokroutes.mapping;

/** A mistake in a file under {@code mappings/}: where it stands, what is wrong, what to write. */
public final class MappingException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final int column;
    private final String problem;

    /**
     * @param file the file as a person would write its path
     * @param line counted from 1; 0 when the mistake has no place in the file
     * @param column counted from 1; 0 when the mistake has no place in the file
     * @param problem one sentence: what is wrong; what to write
     */
    public MappingException(String file, int line, int column, String problem) {
        super(file + (line > 0 ? ":" + line + ":" + column : "") + ": " + problem);
        this.file = file;
        this.line = line;
        this.column = column;
        this.problem = problem;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** The message without the place. */
    public String problem() {
        return problem;
    }
}
