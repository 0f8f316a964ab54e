package io.tiktokroutes.warehouse.runs;

import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A database with runs in it, as the protocol of runs has them written. */
public final class RunBench implements AutoCloseable {

    /** When everything happens, unless a test says otherwise. */
    public static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    public final Database database;
    public final Sql sql;
    final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    final RunCloser closer;
    final RunBook book;

    public RunBench(String kind, Path folder) throws Exception {
        this(BothDatabases.open(kind, folder));
    }

    public RunBench(Database database) {
        this.database = database;
        this.sql = new Sql(database.dataSource());
        this.closer = new RunCloser(sql, clock);
        this.book = new RunBook(sql);
    }

    /** A sync of the inbox that has its name. */
    public RunBench sync(String name, String mode, Instant claimedUntil) throws Exception {
        execute(
                "insert into model_sync (name, primary_key, mode, inbox, write_back, bound_at,"
                        + " claimed_until) values (?, 'id', ?, ?, '', ?, ?)",
                name,
                mode,
                name,
                Sql.utc(NOON.minusSeconds(3600)),
                claimedUntil == null ? null : Sql.utc(claimedUntil));
        return this;
    }

    public RunBench sync(String name) throws Exception {
        return sync(name, "insert", null);
    }

    /** A run that began a minute ago. */
    public long run(String sync, RunState state, boolean handed, long... counts) throws Exception {
        return run(sync, state, handed, NOON.minusSeconds(60), counts);
    }

    public long run(String sync, RunState state, boolean handed, Instant started, long... counts)
            throws Exception {
        execute(
                "insert into model_run (sync, state, started_at, queried_at, handed_at,"
                        + " finished_at, row_count, added, changed, removed, again, reason)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                sync,
                state.word(),
                Sql.utc(started),
                handed ? Sql.utc(started.plusSeconds(1)) : null,
                handed ? Sql.utc(started.plusSeconds(2)) : null,
                state.isOver() ? Sql.utc(started.plusSeconds(3)) : null,
                counts.length > 0 ? counts[0] : 0L,
                counts.length > 1 ? counts[1] : 0L,
                counts.length > 2 ? counts[2] : 0L,
                counts.length > 3 ? counts[3] : 0L,
                counts.length > 4 ? counts[4] : 0L,
                state == RunState.ABORTED ? "no such table" : "");
        return Long.parseLong(rows("select max(id) from model_run").get(0));
    }

    /** A row that a run handed on under its own key. */
    public RunBench row(long run, String key, String op) throws Exception {
        return row(run, key, key, op);
    }

    public RunBench row(long run, String key, String record, String op) throws Exception {
        execute(
                "insert into model_run_row (run_id, row_key, record_key, op) values (?, ?, ?, ?)",
                run,
                key,
                record,
                op);
        return this;
    }

    /** An outcome of ten seconds ago. */
    public RunBench outcome(String inbox, String key, String destination, Outcome outcome)
            throws Exception {
        return outcome(inbox, key, destination, outcome, NOON.minusSeconds(10));
    }

    public RunBench outcome(
            String inbox, String key, String destination, Outcome outcome, Instant decided)
            throws Exception {
        execute(
                "delete from ledger where inbox = ? and record_key = ?" + " and destination = ?",
                inbox,
                key,
                destination);
        execute(
                "insert into ledger (destination, inbox, record_key, outcome, reason, detail,"
                        + " request_id, attempts, decided_at) values (?, ?, ?, ?, ?, ?, '', 1, ?)",
                destination,
                inbox,
                key,
                outcome.kind().word(),
                outcome.reason(),
                outcome.detail(),
                Sql.utc(decided));
        return this;
    }

    /** A record that waits in an inbox. */
    public RunBench waits(String inbox, String key) throws Exception {
        execute(
                "insert into inbox (inbox, record_key, payload, attempts, ready_at, received_at)"
                        + " values (?, ?, '{}', 0, ?, ?)",
                inbox,
                key,
                Sql.utc(NOON),
                Sql.utc(NOON));
        return this;
    }

    public void execute(String statement, Object... values) throws SQLException {
        sql.transaction(
                connection -> {
                    try (PreparedStatement change = connection.prepareStatement(statement)) {
                        for (int i = 0; i < values.length; i++) {
                            change.setObject(i + 1, values[i]);
                        }
                        return change.executeUpdate();
                    }
                });
    }

    /** A row per line, cells with bars between. */
    public List<String> rows(String query) throws SQLException {
        return sql.transaction(
                connection -> {
                    List<String> lines = new ArrayList<>();
                    try (PreparedStatement select = connection.prepareStatement(query);
                            ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            List<String> cells = new ArrayList<>();
                            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                                cells.add(rows.getString(i));
                            }
                            lines.add(String.join("|", cells.stream().map(c -> "" + c).toList()));
                        }
                    }
                    return lines;
                });
    }

    List<RunCloser.Closed> look() throws SQLException {
        List<RunCloser.Closed> closed = new ArrayList<>();
        closer.look(closed::add);
        return closed;
    }

    @Override
    public void close() {
        database.close();
    }
}
