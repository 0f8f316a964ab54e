package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is asked about many keys at once, for each kind of database in the way that is quick there:
 * one by one where a statement costs no way over the network, all in one statement where it does.
 */
interface InboxSql {

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

    /**
     * The end of a query for rows to claim: the oldest first, no more than that, and where it can
     * be had, locked so that no other process claims them.
     */
    String oldest(int most);

    /** How many ids a condition {@code id = any(?)} may name at once. */
    int idsAtOnce();

    /** Called in the transaction of such a query before it. */
    void beforeClaim(Connection connection) throws SQLException;

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
                String product = connection.getMetaData().getDatabaseProductName();
                way = product.equals("PostgreSQL") ? new AllAtOnce() : new OneByOne();
            }
            return way;
        }
    }
}
