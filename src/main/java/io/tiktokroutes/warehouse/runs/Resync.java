package io.tiktokroutes.warehouse.runs;

import io.tiktokroutes.store.Sql;
import io.tiktokroutes.warehouse.runs.RunBook.Bound;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;

/**
 * Forgets what a sync sent and what it is bound to, so that its next run is like the first one. Its
 * records keep their keys, and with them the ids that TikTok knows them by.
 */
public final class Resync {

    /** A run of the sync is under way. */
    public static final class UnderWayException extends Exception {
        private static final long serialVersionUID = 1L;

        UnderWayException(String sync) {
            super("a run of " + sync + " is under way");
        }
    }

    private static final int PIECE = 5_000;

    /** Longer than one piece takes; a command that is killed lets the sync go by itself. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Sql sql;
    private final Clock clock;

    public Resync(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** How many rows the sync sent and would send again. */
    public long rows(Bound sync) throws SQLException {
        return sql.transaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select count(*) from model_row where sync_id = ?")) {
                        select.setInt(1, sync.id());
                        try (ResultSet row = select.executeQuery()) {
                            row.next();
                            return row.getLong(1);
                        }
                    }
                });
    }

    /**
     * Forgets everything. When it is cut short, it is to be done again.
     *
     * @throws UnderWayException when a run is; nothing was done then
     */
    public void all(Bound sync) throws SQLException, UnderWayException {
        claim(sync);
        // the ledger first: rows that are forgotten while it still knows them would not go again
        if (!sync.inbox().isEmpty() && sync.mode().equals("insert")) {
            String after = "";
            while (after != null) {
                after = again(sync, after);
            }
        }
        boolean more = true;
        while (more) {
            more = sql.insistently(connection -> forget(connection, sync));
        }
        sql.insistently(
                connection -> {
                    update(
                            connection,
                            "update audience set kind = '' where inbox in (?, ?)",
                            sync.inbox().isEmpty() ? sync.name() : sync.inbox(),
                            sync.name());
                    // where its records go stays known: earlier runs may wait for them
                    update(
                            connection,
                            "update model_sync set primary_key = '', mode = '',"
                                    + " columns_seen = null, claimed_until = null where id = ?",
                            sync.id());
                    return null;
                });
    }

    /** Forgets only which columns the query had. */
    public void columns(Bound sync) throws SQLException {
        sql.insistently(
                connection ->
                        update(
                                connection,
                                "update model_sync set columns_seen = null where id = ?",
                                sync.id()));
    }

    private void claim(Bound sync) throws SQLException, UnderWayException {
        LocalDateTime now = Sql.utc(clock.instant());
        int claimed =
                sql.insistently(
                        connection ->
                                update(
                                        connection,
                                        "update model_sync set claimed_until = ? where id = ? and"
                                                + " (claimed_until is null or claimed_until < ?)",
                                        now.plus(LEASE),
                                        sync.id(),
                                        now));
        if (claimed == 0) {
            throw new UnderWayException(sync.name());
        }
    }

    private void renew(Connection connection, Bound sync) throws SQLException {
        update(
                connection,
                "update model_sync set claimed_until = ? where id = ?",
                Sql.utc(clock.instant()).plus(LEASE),
                sync.id());
    }

    /**
     * The outcomes of the next rows do not count any more. Only those of the sync's own rows:
     * others may fill its inbox, too.
     *
     * @return the last of them; null at the end
     */
    private String again(Bound sync, String after) throws SQLException {
        return sql.insistently(
                connection -> {
                    String last = last(connection, sync, after);
                    if (last == null) {
                        return null;
                    }
                    renew(connection, sync);
                    try (PreparedStatement select =
                                    connection.prepareStatement(
                                            "select row_key from model_row where sync_id = ?"
                                                    + " and row_key > ? and row_key <= ?");
                            PreparedStatement mark =
                                    connection.prepareStatement(
                                            "update ledger set again_at = ? where inbox = ?"
                                                    + " and record_key = ?")) {
                        select.setInt(1, sync.id());
                        select.setString(2, after);
                        select.setString(3, last);
                        try (ResultSet rows = select.executeQuery()) {
                            while (rows.next()) {
                                mark.setObject(1, Sql.utc(clock.instant()));
                                mark.setString(2, sync.inbox());
                                mark.setString(3, rows.getString(1));
                                mark.addBatch();
                            }
                        }
                        mark.executeBatch();
                    }
                    return last;
                });
    }

    private static String last(Connection connection, Bound sync, String after)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select max(piece.row_key) from (select row_key from model_row"
                                + " where sync_id = ? and row_key > ?"
                                + " order by sync_id, row_key fetch first "
                                + PIECE
                                + " rows only) piece")) {
            select.setInt(1, sync.id());
            select.setString(2, after);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** True when there are more. */
    private boolean forget(Connection connection, Bound sync) throws SQLException {
        String last = last(connection, sync, "");
        if (last == null) {
            return false;
        }
        renew(connection, sync);
        update(
                connection,
                "delete from model_row where sync_id = ? and row_key <= ?",
                sync.id(),
                last);
        return true;
    }

    private static int update(Connection connection, String statement, Object... values)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate();
        }
    }
}
