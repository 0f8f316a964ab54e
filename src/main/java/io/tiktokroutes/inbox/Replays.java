package io.tiktokroutes.inbox;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts records to work once more for some of their destinations; the others of the route leave them
 * alone.
 *
 * <p>The outcome a destination has in the ledger is marked as one that does not count, in the same
 * transaction that puts the record into its inbox. So whatever is killed when, a record is sent
 * again once, and not a second time.
 */
public final class Replays {

    /** So many records at most in one call: others want to write to the tables meanwhile. */
    public static final int PIECE = 200;

    private static final int TRIES = 8;

    /** H2: another transaction holds the row for longer than it is waited for. */
    private static final int H2_LOCK_TIMEOUT = 50200;

    /**
     * A record to be sent again.
     *
     * @param payload the JSON as the source gave it
     * @param destinations for which ones
     */
    public record Again(String key, String payload, Set<String> destinations) {}

    /** What came of a record that was to be sent again. */
    public enum Placed {
        /** It is in the inbox, for these destinations. */
        PUT,
        /** It is in the inbox already, and these destinations come to it anyway. */
        WAITS,
        /** A batch that is under way holds it; ask again in a moment. */
        UNDER_WAY,
        /** The destination has an outcome for it, and only those without one were wanted. */
        SETTLED
    }

    /** Which records are put, and with what. */
    enum Wish {
        ALL,
        /** Those that a destination has no outcome for. */
        MISSING,
        /** All; and those that wait get the payload that is given. */
        RENEWED
    }

    private final Sql sql;
    private final Clock clock;
    private final InboxSql.Chosen statements = new InboxSql.Chosen();

    public Replays(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Puts records back to work, whatever their destinations made of them before.
     *
     * @param records with different keys, {@link #PIECE} at most
     * @return what came of each, by record key
     */
    public Map<String, Placed> again(String inbox, List<Again> records) throws SQLException {
        return put(inbox, records, Wish.ALL);
    }

    /**
     * Puts those to work which a destination has no outcome for.
     *
     * @param records with different keys, {@link #PIECE} at most
     * @return what came of each, by record key
     */
    public Map<String, Placed> missing(String inbox, List<Again> records) throws SQLException {
        return put(inbox, records, Wish.MISSING);
    }

    /**
     * Puts records back to work with payloads that may be newer than those they had: a record that
     * is in the inbox gets the new one, too, unless a batch holds it.
     *
     * @param records with different keys, {@link #PIECE} at most
     * @return what came of each, by record key
     */
    Map<String, Placed> renewed(String inbox, List<Again> records) throws SQLException {
        return put(inbox, records, Wish.RENEWED);
    }

    private Map<String, Placed> put(String inbox, List<Again> records, Wish wish)
            throws SQLException {
        for (int tried = 1; ; tried++) {
            try {
                return sql.transaction(connection -> put(connection, inbox, records, wish));
            } catch (SQLException e) {
                // a running program wrote one of the rows in between: look again
                boolean clash = Sql.isConflict(e) || e.getErrorCode() == H2_LOCK_TIMEOUT;
                if (!clash || tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Map<String, Placed> put(
            Connection connection, String inbox, List<Again> records, Wish wish)
            throws SQLException {
        ReplayRows rows = new ReplayRows(connection, statements.on(connection), inbox);
        return rows.put(records, wish, Sql.utc(clock.instant()));
    }

    /** The names in the column only_destination; none when the record is for all. */
    static Set<String> names(String column) {
        return column == null || column.isEmpty()
                ? Set.of()
                : new TreeSet<>(Arrays.asList(column.split("\n")));
    }

    /** The names as the column has them; null for none. */
    static String column(Set<String> names) {
        List<String> sorted = new ArrayList<>(new TreeSet<>(names));
        return sorted.isEmpty() ? null : String.join("\n", sorted);
    }
}
