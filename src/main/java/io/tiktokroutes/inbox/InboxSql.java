package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.store.DatabaseKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is asked about many keys at once, for each kind of database in the way that is quick there:
 * one by one where a statement costs no way over the network, all in one statement where it does.
 */
interface InboxSql {

    /** Copies lines of the ledger to the history, up to the condition which ones. */
    String TO_HISTORY =
            "insert into ledger_history (destination, inbox, record_key, outcome, reason, detail,"
                    + " request_id, attempts, decided_at, flow, received_at) select destination,"
                    + " inbox, record_key, outcome, reason, detail, request_id, attempts,"
                    + " decided_at, flow, received_at from ledger where inbox = ? and destination = ?"
                    + " and record_key";

    /**
     * Inserts the records whose key is neither in the inbox nor in its ledger.
     *
     * @param records with different keys
     * @param claimedUntil a lease to begin with, or null for rows that anybody may claim
     * @return the ids of the new rows, by record key
     */
    Map<String, Long> insertNew(
            Connection connection,
            String inbox,
            Collection<Record> records,
            LocalDateTime now,
            LocalDateTime claimedUntil)
            throws SQLException;

    /** Which of these keys of an inbox any destination has in the ledger. */
    Set<String> inLedger(Connection connection, String inbox, Collection<String> keys)
            throws SQLException;

    /** What a destination made of records of an inbox, by record key. */
    Map<String, Known> known(
            Connection connection, String destination, String inbox, Collection<String> keys)
            throws SQLException;

    /** Copies to the history what the ledger has of a destination and records of an inbox. */
    default void keep(
            Connection connection, String destination, String inbox, Collection<String> keys)
            throws SQLException {
        try (PreparedStatement copy = connection.prepareStatement(TO_HISTORY + " = ?")) {
            copy.setString(1, inbox);
            copy.setString(2, destination);
            for (String key : keys) {
                copy.setString(3, key);
                copy.addBatch();
            }
            copy.executeBatch();
        }
    }

    /** The table inbox as a query for rows to claim names it. */
    default String queue() {
        return "inbox";
    }

    /**
     * The end of a query for rows to claim: the oldest first, no more than that, and where it can
     * be had, locked so that no other process claims them.
     */
    String oldest(int most);

    /** Called in the transaction of such a query before it. */
    default void beforeClaim(Connection connection) throws SQLException {}

    /** How many ids a condition may name at once. */
    int idsAtOnce();

    /** The condition for rows of the inbox with one of so many ids. */
    default String idIsOneOf(int count) {
        return "id = any(?)";
    }

    /**
     * Sets the ids of that condition.
     *
     * @param next the number of its first question mark
     * @return the number after its last one
     */
    default int setIds(PreparedStatement statement, int next, List<Long> ids) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(next, connection.createArrayOf("bigint", ids.toArray()));
        return next + 1;
    }

    /**
     * What else an update sets that changes what a row is for. Where claims do not lock, it is a
     * new id: whoever read the row before, and comes to claim it, finds it gone and looks again.
     */
    default String renumbered() {
        return "id = default, ";
    }

    /** What stands in the row of the ledger that a result set is on. */
    static Known known(ResultSet row) throws SQLException {
        String word = row.getString("outcome").toUpperCase(Locale.ROOT);
        return new Known(
                new Outcome(
                        Outcome.Kind.valueOf(word),
                        row.getString("reason"),
                        row.getString("detail"),
                        row.getString("request_id")),
                row.getInt("attempts"),
                row.getObject("again_at") != null);
    }

    /** The way of the database in use, found out at the first question. */
    final class Chosen {
        private volatile InboxSql way;

        InboxSql on(Connection connection) throws SQLException {
            if (way == null) {
                way =
                        switch (DatabaseKind.of(connection)) {
                            case H2 -> new OneByOne();
                            case POSTGRESQL -> new AllAtOnce();
                            case MARIADB -> new InLists();
                        };
            }
            return way;
        }
    }
}
