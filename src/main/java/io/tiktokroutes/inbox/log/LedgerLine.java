package io.tiktokroutes.inbox.log;

import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;

/**
 * One line of the ledger as it stands.
 *
 * @param flow the route's id; empty for lines of before it was noted
 * @param receivedAt when the record was accepted; null for lines of before it was noted
 */
public record LedgerLine(String inbox, String key, String flow, Instant receivedAt, Action action) {

    /** The columns that {@link #read} wants. */
    static final String COLUMNS =
            "inbox, record_key, flow, received_at, destination, outcome, reason, detail,"
                    + " request_id, attempts, decided_at";

    static LedgerLine read(ResultSet row, boolean earlier) throws SQLException {
        Outcome outcome =
                new Outcome(
                        Outcome.Kind.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                        row.getString("reason"),
                        row.getString("detail"),
                        row.getString("request_id"));
        return new LedgerLine(
                row.getString("inbox"),
                row.getString("record_key"),
                row.getString("flow"),
                instant(row.getObject("received_at", LocalDateTime.class)),
                new Action(
                        row.getString("destination"),
                        outcome,
                        row.getInt("attempts"),
                        instant(row.getObject("decided_at", LocalDateTime.class)),
                        earlier));
    }

    /** The id of the run it belongs to. */
    public String runId() {
        return RunId.of(inbox, key, receivedAt).toString();
    }

    private static Instant instant(LocalDateTime utc) {
        return utc == null ? null : Sql.instant(utc);
    }
}
