package io.tiktokroutes.warehouse.runs;

import io.tiktokroutes.store.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that a run handed on, each with what its destinations made of it by now. They are read
 * in pages, so that millions need no memory and no long transaction.
 */
public final class RunRows {

    /**
     * One row at one destination.
     *
     * @param op added, changed, removed or again
     * @param destination empty while none has an outcome, or when the ledger forgot it
     * @param outcome empty while it waits for one
     * @param detail one sentence; may be empty
     * @param decidedAt null when there is no outcome
     */
    public record Line(
            long run,
            String key,
            String op,
            String destination,
            String outcome,
            String reason,
            String detail,
            Instant decidedAt) {}

    /** Takes the rows in the order of their keys. */
    @FunctionalInterface
    public interface Taker<E extends Exception> {
        void take(Line line) throws E;
    }

    private static final int PAGE = 1000;

    private static final String COLUMNS =
            "select part.row_key, part.op, line.destination, line.outcome, line.reason, line.detail,"
                    + " line.decided_at, line.again_at from ";

    private static final String NEXT =
            COLUMNS
                    + "(select row_key, record_key, op from model_run_row"
                    + " where run_id = ? and row_key > ? order by run_id, row_key fetch first "
                    + PAGE
                    + " rows only) part"
                    + RunOutcomes.JOIN
                    + " order by part.row_key, line.destination";

    private static final String ONE =
            COLUMNS
                    + "(select row_key, record_key, op from model_run_row"
                    + " where run_id = ? and row_key = ?) part"
                    + RunOutcomes.JOIN
                    + " order by line.destination";

    private final Sql sql;

    public RunRows(Sql sql) {
        this.sql = sql;
    }

    /** All rows of a run. */
    public <E extends Exception> void each(PastRun run, String inbox, Taker<E> taker)
            throws SQLException, E {
        String after = "";
        List<Line> page = lines(NEXT, run, inbox, after);
        while (!page.isEmpty()) {
            for (Line line : page) {
                taker.take(line);
                after = line.key();
            }
            page = lines(NEXT, run, inbox, after);
        }
    }

    /** One row of a run; none when the run did not hand it on. */
    public List<Line> of(PastRun run, String inbox, String key) throws SQLException {
        return lines(ONE, run, inbox, key);
    }

    private List<Line> lines(String statement, PastRun run, String inbox, String key)
            throws SQLException {
        return sql.transaction(
                connection -> {
                    List<Line> lines = new ArrayList<>();
                    try (PreparedStatement select = connection.prepareStatement(statement)) {
                        select.setLong(1, run.id());
                        select.setString(2, key);
                        select.setString(3, inbox);
                        select.setObject(4, Sql.utc(run.startedAt()));
                        try (ResultSet rows = select.executeQuery()) {
                            while (rows.next()) {
                                lines.add(line(run, rows));
                            }
                        }
                    }
                    return lines;
                });
    }

    private static Line line(PastRun run, ResultSet row) throws SQLException {
        // what was put back to work has no outcome until there is a new one
        boolean decided = row.getString(4) != null && row.getObject(8) == null;
        LocalDateTime at = row.getObject(7, LocalDateTime.class);
        return new Line(
                run.id(),
                row.getString(1),
                row.getString(2),
                row.getString(3) == null ? "" : row.getString(3),
                decided ? row.getString(4) : "",
                decided ? row.getString(5) : "",
                decided ? row.getString(6) : "",
                decided ? Sql.instant(at) : null);
    }
}
