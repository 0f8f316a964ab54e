package io.tiktokroutes.warehouse.runs;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the ledger has of the rows of a run. */
final class RunOutcomes {

    /**
     * Lines of the ledger for rows of a run. A record that is tried again keeps its key, and what
     * other destinations made of it before the run is none of the run's. An outer join, as H2 would
     * otherwise begin with the ledger and look through all rows of the run for each of its lines.
     */
    static final String JOIN =
            " left join ledger line on line.inbox = ? and line.record_key = part.record_key"
                    + " and (part.op in ('added', 'removed') or line.decided_at >= ?)";

    private static final String COUNT =
            "select line.destination, part.op, line.outcome, line.reason, count(*)"
                    + " from model_run_row part"
                    + JOIN
                    + " where part.run_id = ?"
                    + " group by line.destination, part.op, line.outcome, line.reason";

    private RunOutcomes() {}

    /** Counted by destination, kind of change, outcome and reason; what has none is left out. */
    static List<RunResult> count(Connection connection, PastRun run, String inbox)
            throws SQLException {
        List<RunResult> results = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setString(1, inbox);
            select.setObject(2, Sql.utc(run.startedAt()));
            select.setLong(3, run.id());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString(1) != null) {
                        results.add(RunResult.read(rows));
                    }
                }
            }
        }
        return results;
    }
}
