package io.tiktokroutes.inbox.log;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** Writes lines of the ledger, and records beside them, as tests want them. */
public final class LedgerBench {

    private final Database database;

    public LedgerBench(Database database) {
        this.database = database;
    }

    /** A line of a flow; its record was accepted a second before. */
    public LedgerBench line(
            String flow, String inbox, String key, String destination, String outcome, String at)
            throws SQLException {
        Instant decided = Instant.parse(at);
        return line(
                "ledger", flow, inbox, key, destination, outcome, 1, decided.minusSeconds(1), at);
    }

    /**
     * @param outcome with a reason behind it where it has one, such as {@code refused BAD_EMAIL}
     * @param received null for a line of an older version
     */
    public LedgerBench line(
            String table,
            String flow,
            String inbox,
            String key,
            String destination,
            String outcome,
            int attempts,
            Instant received,
            String at)
            throws SQLException {
        String[] words = outcome.split(" ", 2);
        execute(
                "insert into "
                        + table
                        + " (flow, inbox, record_key, destination, outcome, reason, detail,"
                        + " request_id, attempts, decided_at, received_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                flow,
                inbox,
                key,
                destination,
                words[0],
                words.length > 1 ? words[1] : "",
                words.length > 1 ? "why it is so" : "",
                words[0].equals("delivered") ? "request-" + key : "",
                attempts,
                Sql.utc(Instant.parse(at)),
                received == null ? null : Sql.utc(received));
        return this;
    }

    /** A record in its inbox. */
    public LedgerBench waiting(String inbox, String key, String payload, Instant received)
            throws SQLException {
        execute(
                "insert into inbox (inbox, record_key, payload, attempts, ready_at, received_at)"
                        + " values (?, ?, ?, 0, ?, ?)",
                inbox,
                key,
                payload,
                Sql.utc(Instant.now().plusSeconds(60)),
                Sql.utc(received));
        return this;
    }

    public void execute(String statement, Object... values) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            prepared.execute();
        }
    }
}
