package io.tiktokroutes.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.calls.SentCall;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;

/** Calls as a person reads them: a line each, or with request and response. */
final class CallLines {

    /** More records of a request are read by nobody, unless somebody asks for them. */
    private static final int FEW = 2;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private static final ObjectWriter PRETTY =
            JSON.writer(
                    new DefaultPrettyPrinter()
                            .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

    private final String key;
    private final boolean all;

    /**
     * @param key of a record whose own piece of each request is wanted; empty for all pieces
     * @param all true for all records of a request, however many
     */
    CallLines(String key, boolean all) {
        this.key = key;
        this.all = all;
    }

    /** A line for each. */
    static void list(PrintWriter out, List<SentCall> calls) {
        Table table =
                new Table(
                        Set.of(3, 4),
                        "TIME",
                        "DESTINATION",
                        "CALL",
                        "RECORDS",
                        "MS",
                        "HTTP",
                        "CODE",
                        "REQUEST ID",
                        "MESSAGE");
        for (SentCall call : calls) {
            table.add(
                    Moment.shown(call.calledAt()),
                    call.destination(),
                    call.method() + " " + call.endpoint(),
                    "" + call.records(),
                    "" + call.millis(),
                    call.status() == 0 ? "" : "" + call.status(),
                    call.code(),
                    call.requestId(),
                    call.message());
        }
        table.print(out);
    }

    /** With request and response. */
    void print(PrintWriter out, SentCall call) {
        out.println(
                "%s  %s  %s %s  %d %s, %d ms"
                        .formatted(
                                Moment.shown(call.calledAt()),
                                call.destination(),
                                call.method(),
                                call.endpoint(),
                                call.records(),
                                call.records() == 1 ? "record" : "records",
                                call.millis()));
        out.println("  " + verdict(call));
        if (!call.note().isEmpty()) {
            out.println("  note: " + call.note());
        }
        body(out, "request", shown(call));
        body(out, "response", tree(call.answer()));
        out.println();
    }

    private static String verdict(SentCall call) {
        if (call.status() == 0) {
            return "no answer: " + call.message();
        }
        return (call.failed() ? "failed: " : "done: ")
                + "HTTP "
                + call.status()
                + (call.code().isEmpty() ? "" : ", code " + call.code())
                + (call.message().isEmpty() ? "" : ", " + call.message())
                + (call.requestId().isEmpty() ? "" : ", request " + call.requestId());
    }

    private JsonNode shown(SentCall call) {
        JsonNode request = tree(call.request());
        CallPieces pieces = CallPieces.of(request, call.keys());
        if (!key.isEmpty()) {
            return pieces.of(key);
        }
        return all ? request : pieces.first(FEW);
    }

    private static void body(PrintWriter out, String what, JsonNode json) {
        if (json.isMissingNode()) {
            out.println("  " + what + ": not kept");
            return;
        }
        try {
            String text = PRETTY.writeValueAsString(json);
            out.println("  " + what + ": " + text.replace("\n", "\n  "));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return json.isEmpty() ? JsonNodeFactory.instance.missingNode() : JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a call that is kept is no JSON", e);
        }
    }

    /** For scripts: everything, and with a key its own pieces only. */
    ObjectNode json(SentCall call) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("destination", call.destination()).put("called_at", call.calledAt().toString());
        node.put("method", call.method()).put("endpoint", call.endpoint());
        node.put("records", call.records()).put("millis", call.millis());
        node.put("http_status", call.status()).put("code", call.code());
        node.put("message", call.message()).put("request_id", call.requestId());
        node.put("failed", call.failed()).put("note", call.note());
        JsonNode request = tree(call.request());
        JsonNode wanted = key.isEmpty() ? request : CallPieces.of(request, call.keys()).of(key);
        node.set("request", wanted.isMissingNode() ? null : wanted);
        JsonNode answer = tree(call.answer());
        node.set("response", answer.isMissingNode() ? null : answer);
        if (key.isEmpty()) {
            call.keys().forEach(node.putArray("keys")::add);
        }
        return node;
    }
}
