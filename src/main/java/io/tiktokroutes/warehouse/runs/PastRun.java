package io.tiktokroutes.warehouse.runs;

import io.tiktokroutes.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One run of a sync, as the table has it.
 *
 * @param queriedAt when the query was read to its end; null before
 * @param handedAt when all its records were handed on; null before
 * @param finishedAt null while it is not over
 * @param rows that the query gave
 * @param again rows that were refused before, and tried again although they did not change
 * @param reason why it was aborted or cancelled; empty otherwise
 * @param settled whether the outcomes of its rows were counted
 */
public record PastRun(
        long id,
        String sync,
        RunState state,
        Instant startedAt,
        Instant queriedAt,
        Instant handedAt,
        Instant finishedAt,
        long rows,
        long added,
        long changed,
        long removed,
        long again,
        String reason,
        boolean settled) {

    static final String COLUMNS =
            "run.id, run.sync, run.state, run.started_at, run.queried_at, run.handed_at,"
                    + " run.finished_at, run.row_count, run.added, run.changed, run.removed,"
                    + " run.again, run.reason, run.settled_at";

    /** The row that a result set of those columns is on. */
    static PastRun read(ResultSet row) throws SQLException {
        return new PastRun(
                row.getLong(1),
                row.getString(2),
                RunState.of(row.getString(3)),
                instant(row, 4),
                instant(row, 5),
                instant(row, 6),
                instant(row, 7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getString(13),
                row.getObject(14) != null);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : Sql.instant(time);
    }

    /** How many rows it hands on. */
    public long operations() {
        return added + changed + removed + again;
    }

    /** False while it reads, or hands on. */
    public boolean isHandedOn() {
        return state.isOver() || handedAt != null;
    }

    /** Such as {@code 12 added, 3 changed of 1,000 rows}. */
    public String counts() {
        List<String> parts = new ArrayList<>();
        add(parts, added, "added");
        add(parts, changed, "changed");
        add(parts, removed, "removed");
        add(parts, again, "again");
        return (parts.isEmpty() ? "nothing new" : String.join(", ", parts))
                + String.format(Locale.ROOT, " of %,d rows", rows);
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }
}
