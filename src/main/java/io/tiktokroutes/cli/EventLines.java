package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.inbox.log.LedgerLine;
import io.tiktokroutes.record.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;

/** The event log as lines: one for each record and destination. */
final class EventLines {

    private EventLines() {}

    static void print(PrintWriter out, List<LedgerLine> lines) {
        Table table =
                new Table(
                        "LOG ID",
                        "LOGGED DATE",
                        "TRACKED TIME",
                        "EVENT ID",
                        "EVENT TRACKING NAME",
                        "REJECT MESSAGE");
        for (LedgerLine line : lines) {
            table.add(
                    logId(line),
                    Moment.shown(line.action().decidedAt()),
                    Moment.shown(line.receivedAt()),
                    line.key(),
                    line.action().destination(),
                    rejectMessage(line));
        }
        table.print(out);
    }

    static void printJson(NdjsonOut out, List<LedgerLine> lines, ShownPayload payloads)
            throws IOException, SQLException {
        for (LedgerLine line : lines) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("log_id", logId(line));
            node.put("logged_date", line.action().decidedAt().toString());
            node.put(
                    "tracked_time",
                    line.receivedAt() == null ? null : line.receivedAt().toString());
            node.put("event_id", line.key());
            node.put("event_tracking_name", line.action().destination());
            node.put("outcome", line.action().outcome().kind().word());
            node.put("reject_message", rejectMessage(line));
            node.put("flow", line.flow()).put("inbox", line.inbox());
            node.put("running_id", line.runId());
            node.set("raw_log", payloads.find(line.flow(), line.inbox(), line.key()).orElse(null));
            out.write(node);
        }
    }

    /** The id under which the other side knows the call; ours when it gave none. */
    private static String logId(LedgerLine line) {
        String request = line.action().outcome().requestId();
        return request.isEmpty() ? line.runId() : request;
    }

    private static String rejectMessage(LedgerLine line) {
        Outcome outcome = line.action().outcome();
        if (outcome.kind() == Outcome.Kind.DELIVERED) {
            return "";
        }
        return outcome.detail().isEmpty()
                ? outcome.reason()
                : outcome.reason() + ": " + outcome.detail();
    }
}
