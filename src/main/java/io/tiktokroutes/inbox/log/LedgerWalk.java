package io.tiktokroutes.inbox.log;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Goes through the ledger in the order of time, page by page along its index, so that a ledger of
 * millions of lines is never read as a whole.
 */
final class LedgerWalk {

    /** No database has a time beyond. */
    static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private static final int MOST = 100_000;

    private final Sql sql;
    private final RunFilter.Condition condition;
    private final boolean forward;
    private int page;
    private Instant at;
    private boolean done;
    private Set<LedgerLine> given = new HashSet<>();

    private LedgerWalk(
            Sql sql, RunFilter.Condition condition, boolean forward, Instant from, int page) {
        this.sql = sql;
        this.condition = condition;
        this.forward = forward;
        this.at = from;
        this.page = page;
    }

    /**
     * From the newest line back.
     *
     * @param page how many lines to read at once
     */
    static LedgerWalk back(Sql sql, RunFilter.Condition condition, int page) {
        return new LedgerWalk(sql, condition, false, END, page);
    }

    /** From that time on to the newest line. */
    static LedgerWalk on(Sql sql, RunFilter.Condition condition, Instant from, int page) {
        return new LedgerWalk(sql, condition, true, from, page);
    }

    /** The next lines; none at the end. */
    List<LedgerLine> next() throws SQLException {
        while (!done) {
            List<LedgerLine> lines = sql.transaction(this::read);
            done = lines.size() < page;
            Instant last = lines.isEmpty() ? at : lines.get(lines.size() - 1).action().decidedAt();
            if (last.equals(at)) {
                // a batch has one time for all of its lines, which may be more than a page
                page = Math.min(MOST, page * 2);
            }
            List<LedgerLine> fresh = new ArrayList<>(lines);
            fresh.removeIf(given::contains);
            Set<LedgerLine> edge = last.equals(at) ? given : new HashSet<>();
            lines.stream().filter(l -> l.action().decidedAt().equals(last)).forEach(edge::add);
            given = edge;
            done |= fresh.isEmpty() && page == MOST;
            at = last;
            if (!fresh.isEmpty()) {
                return fresh;
            }
        }
        return List.of();
    }

    private List<LedgerLine> read(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select "
                                + LedgerLine.COLUMNS
                                + " from ledger where decided_at "
                                + (forward ? ">=" : "<=")
                                + " ? and "
                                + condition.sql()
                                + " order by decided_at "
                                + (forward ? "asc" : "desc")
                                + " fetch first "
                                + page
                                + " rows only")) {
            select.setObject(1, Sql.utc(at));
            condition.bind(select, 2);
            List<LedgerLine> lines = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    lines.add(LedgerLine.read(rows, false));
                }
            }
            return lines;
        }
    }
}
