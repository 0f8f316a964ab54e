package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.inbox.log.Action;
import io.tiktokroutes.inbox.log.Run;
import io.tiktokroutes.record.Outcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Runs as lines: one for each record. */
final class RunLines {

    private RunLines() {}

    static void print(PrintWriter out, List<Run> runs) {
        Table table =
                new Table(
                        "FLOW",
                        "RUNNING ID",
                        "STATUS",
                        "START TIME",
                        "END TIME",
                        "KEY",
                        "DESTINATIONS");
        for (Run run : runs) {
            table.add(
                    flow(run),
                    run.id().toString(),
                    run.status().word(),
                    Moment.shown(run.receivedAt()),
                    Moment.shown(run.endedAt().orElse(null)),
                    run.key(),
                    destinations(run));
        }
        table.print(out);
    }

    /** One run by itself, as it comes: nobody knows yet how wide the others are. */
    static String line(Run run) {
        return String.format(
                Locale.ROOT,
                "%s  %-7s  %-24s  %s  %s  %s",
                Moment.shown(run.endedAt().orElse(run.receivedAt())),
                run.status().word(),
                flow(run),
                run.id(),
                run.key(),
                destinations(run));
    }

    /** The flow, or the inbox where the flow was not noted. */
    static String flow(Run run) {
        return run.flow().isEmpty() ? "inbox:" + run.inbox() : run.flow();
    }

    private static String destinations(Run run) {
        return run.latest().stream()
                .map(
                        action ->
                                action.destination()
                                        + " "
                                        + action.outcome().kind().word()
                                        + (action.outcome().reason().isEmpty()
                                                ? ""
                                                : " " + action.outcome().reason()))
                .collect(Collectors.joining(", "));
    }

    /**
     * @param earlier with the outcomes that later ones replaced
     */
    static ObjectNode json(Run run, boolean earlier) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("flow", run.flow()).put("running_id", run.id().toString());
        node.put("inbox", run.inbox()).put("key", run.key());
        node.put("status", run.status().word());
        node.put("start_time", run.receivedAt() == null ? null : run.receivedAt().toString());
        node.put("end_time", run.endedAt().map(Object::toString).orElse(null));
        ArrayNode actions = node.putArray("destinations");
        for (Action action : earlier ? run.actions() : run.latest()) {
            Outcome outcome = action.outcome();
            ObjectNode told = actions.addObject();
            told.put("destination", action.destination()).put("outcome", outcome.kind().word());
            told.put("reason", outcome.reason()).put("detail", outcome.detail());
            told.put("request_id", outcome.requestId()).put("attempts", action.attempts());
            told.put("decided_at", action.decidedAt().toString());
            if (earlier) {
                told.put("earlier", action.earlier());
            }
        }
        return node;
    }
}
