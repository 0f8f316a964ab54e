package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.warehouse.runs.RunRows.Line;
import java.util.ArrayList;
import java.util.List;

/** Rows that a run handed on, as a person and as a script reads them. */
final class RowLines {

    private static final String WAITING = "waiting";
    static final List<String> OUTCOMES =
            List.of("delivered", "skipped", "refused", "failed", WAITING);
    static final List<String> COLUMNS =
            List.of("run", "key", "op", "destination", "outcome", "reason", "detail", "decided_at");

    private RowLines() {}

    /** An empty table for them. */
    static Table table() {
        return new Table(
                "RUN", "KEY", "OP", "DESTINATION", "OUTCOME", "REASON", "DECIDED", "DETAIL");
    }

    /** A line of the table. */
    static String[] shown(Line line) {
        return new String[] {
            "" + line.run(),
            line.key(),
            line.op(),
            line.destination(),
            outcome(line),
            line.reason(),
            Moment.shown(line.decidedAt()),
            line.detail()
        };
    }

    /** What a destination made of it, or that it waits. */
    static String outcome(Line line) {
        return line.outcome().isEmpty() ? WAITING : line.outcome();
    }

    /** For CSV; in the order of {@link #COLUMNS}. */
    static List<Object> cells(Line line) {
        List<Object> cells = new ArrayList<>();
        cells.add(line.run());
        cells.add(line.key());
        cells.add(line.op());
        cells.add(line.destination());
        cells.add(outcome(line));
        cells.add(line.reason());
        cells.add(line.detail());
        cells.add(line.decidedAt());
        return cells;
    }

    /** For scripts. */
    static ObjectNode json(Line line) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("run", line.run())
                .put("key", line.key())
                .put("op", line.op())
                .put("destination", line.destination())
                .put("outcome", outcome(line))
                .put("reason", line.reason())
                .put("detail", line.detail())
                .put("decided_at", line.decidedAt() == null ? null : "" + line.decidedAt());
    }
}
