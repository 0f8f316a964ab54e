package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/**
 * The inbox table: records are put, claimed for a while, and then leave or wait for another try.
 *
 * <p>Several processes may share one database: rows are claimed with {@code for update skip locked}
 * (or, where nobody else is usual, in the hope that nobody was quicker), and a claim ends by itself
 * when its process dies.
 */
public final class InboxStore {

    private static final String POSTPONE =
            "update inbox set claimed_until = null, attempts = attempts + 1, ready_at = ?";

    private final Sql sql;
    private final Claims claims;
    private final Clock clock;
    private final InboxSql.Chosen statements = new InboxSql.Chosen();

    public InboxStore(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        this.claims = new Claims(sql, clock);
    }

    /**
     * Puts records; when this returns they are committed.
     *
     * @return how many were new; a key that is in the inbox or in its ledger is a duplicate
     */
    public Accepted put(String inbox, List<Record> records) throws SQLException {
        return new GroupCommit(different -> insert(inbox, different, null)).put(records);
    }

    /**
     * Commits records whose keys differ.
     *
     * @param lease when they are claimed by the caller from the beginning; null when they are not
     * @return the ids of those that were new, by record key
     */
    Map<String, Long> insert(String inbox, List<Record> records, Duration lease)
            throws SQLException {
        // another process may put one of the keys in between
        return sql.insistently(
                connection -> {
                    Instant now = clock.instant();
                    LocalDateTime until = lease == null ? null : Sql.utc(now.plus(lease));
                    InboxSql way = statements.on(connection);
                    Map<String, Long> ids =
                            way.insertNew(connection, inbox, records, Sql.utc(now), until);
                    withdrawSettled(connection, inbox, ids);
                    return ids;
                });
    }

    /**
     * Takes those back that were settled while they were inserted: the statement had seen the
     * ledger before their line was in it, and the inbox after their row was out of it.
     */
    private void withdrawSettled(Connection connection, String inbox, Map<String, Long> ids)
            throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        InboxSql way = statements.on(connection);
        try (PreparedStatement delete =
                connection.prepareStatement("delete from inbox where id = ?")) {
            for (String settled : way.inLedger(connection, inbox, ids.keySet())) {
                delete.setLong(1, ids.remove(settled));
                delete.executeUpdate();
            }
        }
    }

    /**
     * Claims up to that many records which are ready and not claimed by anybody, oldest first.
     *
     * @param lease how long they are ours; renew or settle them before
     */
    public Batch claim(String inbox, int most, Duration lease) throws SQLException {
        return claims.claim(inbox, most, lease);
    }

    private void lease(Connection connection, List<Record> records, LocalDateTime until)
            throws SQLException {
        new IdUpdate("update inbox set claimed_until = ?", until, "", null)
                .on(connection, statements.on(connection), ids(records));
    }

    private static List<Long> ids(List<Record> records) {
        return records.stream().map(Record::id).toList();
    }

    /** Keeps claimed records for another while. */
    public void renew(List<Record> claimed, Duration lease) throws SQLException {
        LocalDateTime until = Sql.utc(clock.instant().plus(lease));
        sql.insistently(
                connection -> {
                    lease(connection, claimed, until);
                    return null;
                });
    }

    /** Gives claimed records back unchanged: anybody may claim them at once. */
    void release(List<Record> claimed) throws SQLException {
        sql.insistently(
                connection -> {
                    lease(connection, claimed, null);
                    return null;
                });
    }

    /**
     * Ends a claim: some records leave the inbox, the others become ready again later.
     *
     * @param done leave
     * @param again stay, with one attempt more
     * @param readyAt when those that stay may be claimed again
     */
    public void settle(List<Record> done, List<Record> again, Instant readyAt) throws SQLException {
        sql.insistently(
                connection -> {
                    InboxSql way = statements.on(connection);
                    IdUpdate.of("delete from inbox").on(connection, way, ids(done));
                    if (!again.isEmpty()) {
                        new IdUpdate(POSTPONE, Sql.utc(readyAt), "", null)
                                .on(connection, way, ids(again));
                    }
                    return null;
                });
    }

    /** How many records are ready or under way, counted no further than that. */
    public long ready(String inbox, long most) throws SQLException {
        LocalDateTime now = Sql.utc(clock.instant());
        return sql.transaction(connection -> count(connection, inbox, now, most));
    }

    /** How many records wait, counted no further than the bound. */
    public long depth(String inbox, long bound) throws SQLException {
        return sql.transaction(connection -> count(connection, inbox, null, bound));
    }

    /**
     * @param due only what is to be claimed by then; null for all
     */
    private static long count(Connection connection, String inbox, LocalDateTime due, long most)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select count(*) from (select 1 as one from inbox where inbox = ?"
                                + (due == null ? "" : " and ready_at <= ?")
                                + " fetch first "
                                + most
                                + " rows only) waiting")) {
            select.setString(1, inbox);
            if (due != null) {
                select.setObject(2, due);
            }
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
