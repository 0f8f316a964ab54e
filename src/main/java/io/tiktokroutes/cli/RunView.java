package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.cli.Flow.Sink;
import io.tiktokroutes.inbox.log.Action;
import io.tiktokroutes.inbox.log.Run;
import io.tiktokroutes.record.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** One run with its actions: the load, then every try of every destination. */
final class RunView {

    private final List<Flow> flows;
    private final ShownPayload payloads;
    private final boolean detail;

    /**
     * @param detail with the record itself
     */
    RunView(List<Flow> flows, ShownPayload payloads, boolean detail) {
        this.flows = flows;
        this.payloads = payloads;
        this.detail = detail;
    }

    void print(PrintWriter out, Run run) throws SQLException {
        out.println("Flow        " + RunLines.flow(run));
        out.println("Running ID  " + run.id());
        out.println("Record      " + run.key() + " of inbox " + run.inbox());
        out.println("Status      " + run.status().word());
        out.println("Start time  " + Moment.shown(run.receivedAt()));
        out.println("End time    " + Moment.shown(run.endedAt().orElse(null)));
        out.println();
        Table table = new Table("ACTION", "ACTION STATUS", "START TIME", "DESCRIPTION");
        table.add(
                "load (inbox:" + run.inbox() + ")",
                "success",
                Moment.shown(run.receivedAt()),
                "1 record received" + (detail ? "" : "; --detail shows it"));
        for (Action action : run.actions()) {
            table.add(
                    action.destination() + kamelet(run, action),
                    status(action.outcome().kind()),
                    Moment.shown(action.decidedAt()),
                    description(action));
        }
        table.print(out);
        if (detail) {
            out.println();
            Optional<JsonNode> payload = payloads.find(run.flow(), run.inbox(), run.key());
            out.println(
                    payload.map(JsonNode::toPrettyString)
                            .orElse("The record is not stored any more."));
        }
    }

    void printJson(NdjsonOut out, Run run) throws SQLException, IOException {
        ObjectNode node = RunLines.json(run, true);
        if (detail) {
            node.set("record", payloads.find(run.flow(), run.inbox(), run.key()).orElse(null));
        }
        out.write(node);
    }

    /** What writes to the destination, where the route files tell it. */
    private String kamelet(Run run, Action action) {
        return flows.stream()
                .filter(
                        flow ->
                                run.flow().isEmpty()
                                        ? flow.inbox().equals(run.inbox())
                                        : flow.id().equals(run.flow()))
                .map(flow -> flow.sinks().get(action.destination()))
                .filter(sink -> sink != null)
                .map(Sink::kamelet)
                .findFirst()
                .map(name -> " (" + name + ")")
                .orElse("");
    }

    /** In the words of the log's users; which outcome it was the description says. */
    private static String status(Outcome.Kind kind) {
        return switch (kind) {
            case DELIVERED -> "success";
            case SKIPPED -> "skipped";
            case REFUSED, FAILED -> "failed";
        };
    }

    private static String description(Action action) {
        Outcome outcome = action.outcome();
        StringBuilder words = new StringBuilder(outcome.kind().word());
        if (!outcome.reason().isEmpty()) {
            words.append(' ').append(outcome.reason());
        }
        if (!outcome.detail().isEmpty()) {
            words.append(": ").append(outcome.detail());
        }
        if (!outcome.requestId().isEmpty()) {
            words.append("; request ").append(outcome.requestId());
        }
        if (action.attempts() > 1) {
            words.append("; try ").append(action.attempts());
        }
        if (action.earlier()) {
            words.append("; a later outcome took its place");
        } else if (outcome.kind() == Outcome.Kind.FAILED) {
            words.append("; it is tried again");
        }
        return words.toString();
    }
}
