package io.tiktokroutes.reports;

import io.tiktokroutes.store.Sql;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Set;

/** What a database means with an error, as far as it matters to who writes a table. */
enum TableFailure {
    /** Another transaction was in the way; the same may well succeed if it is done again. */
    CONFLICT,
    LOCKED,
    /** The connection is gone, or there is none. */
    LOST,
    DISK_FULL,
    OTHER;

    /** H2: lock timeout; MariaDB: lock wait timeout. PostgreSQL has a state for it. */
    private static final Set<Integer> LOCK_CODES = Set.of(50200, 1205);

    private static final String LOCK_STATE = "55P03";

    /** H2: concurrent update; MariaDB: record has changed since last read. */
    private static final Set<Integer> CONFLICT_CODES = Set.of(90131, 1020);

    /** H2: connection broken, database closed, already closed, file in use. */
    private static final Set<Integer> LOST_CODES = Set.of(90067, 90098, 90121, 90020);

    private static final Set<String> LOST_STATES = Set.of("57P01", "57P02", "57P03");

    /** MariaDB: disk full, table full. PostgreSQL has a state for it, H2 only words. */
    private static final Set<Integer> FULL_CODES = Set.of(1021, 1114);

    private static final String FULL_STATE = "53100";

    static TableFailure of(SQLException e) {
        // the outermost ones are often of the pool, which repeats
        for (TableFailure kind : new TableFailure[] {DISK_FULL, LOCKED, LOST, CONFLICT}) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (kind.is(t)) {
                    return kind;
                }
            }
        }
        return OTHER;
    }

    private boolean is(Throwable thrown) {
        String words = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
        if (this == DISK_FULL && words.contains("no space left")) {
            return true;
        }
        if (!(thrown instanceof SQLException e)) {
            return false;
        }
        String state = String.valueOf(e.getSQLState());
        int code = e.getErrorCode();
        return switch (this) {
            case DISK_FULL -> FULL_CODES.contains(code) || state.equals(FULL_STATE);
            case LOCKED -> LOCK_CODES.contains(code) || state.equals(LOCK_STATE);
            case LOST ->
                    e instanceof SQLTransientConnectionException
                            || e instanceof SQLNonTransientConnectionException
                            || LOST_CODES.contains(code)
                            || LOST_STATES.contains(state)
                            || state.startsWith("08")
                            || words.equals("connection is closed");
            case CONFLICT -> CONFLICT_CODES.contains(code) || Sql.isConflict(e);
            case OTHER -> true;
        };
    }

    /**
     * One sentence about it.
     *
     * @param holders who holds the lock; may be empty
     */
    TableException told(String table, SQLException e, String holders) {
        String what =
                switch (this) {
                    case CONFLICT -> "is written by others all the time (" + words(e) + ")";
                    case LOCKED ->
                            "is locked by "
                                    + (holders.isEmpty() ? "another connection" : holders)
                                    + "; end its transaction";
                    case LOST -> "cannot be reached: " + words(e);
                    case DISK_FULL ->
                            "cannot be written: the disk of its database is full ("
                                    + words(e)
                                    + "); make room";
                    case OTHER -> "cannot be written: " + words(e);
                };
        return TableException.passing(
                "table "
                        + table
                        + " "
                        + what
                        + ". Nothing was written; the next pull does it again",
                e);
    }

    /** The first line of what the database itself said. */
    static String words(Throwable thrown) {
        Throwable last = thrown;
        while (last.getCause() != null && last.getCause() != last) {
            last = last.getCause();
        }
        String words = last.getMessage() == null ? last.toString() : last.getMessage();
        // MariaDB's driver begins with the number of its connection
        return words.lines().findFirst().orElse("").replaceFirst("^\\(conn=-?\\d+\\) ", "").strip();
    }
}
