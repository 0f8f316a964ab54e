package io.tiktokroutes.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.mapping.Mapped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Tells of each record that was not mapped, in a line of JSON. */
final class OutcomeLines {

    private final NdjsonOut out;

    OutcomeLines(OutputStream err) throws IOException {
        this.out = new NdjsonOut(err);
    }

    void skipped(long index, long line, Mapped.Skipped skipped) throws IOException {
        out.write(line(index, line, "skipped", skipped.reason()).put("detail", skipped.detail()));
    }

    void refused(long index, long line, Mapped.Refused refused) throws IOException {
        ObjectNode node = line(index, line, "refused", refused.reason());
        if (refused.row() > 0) {
            node.put("row", refused.row());
        }
        out.write(node.put("detail", refused.detail()));
    }

    void trouble(long index, long line, Pieces.Trouble trouble) throws IOException {
        out.write(line(index, line, "refused", trouble.reason()).put("detail", trouble.detail()));
    }

    /**
     * @param line where the parser stopped
     * @param column where it stopped in that line, counted from 1
     */
    void malformed(long index, long line, long column, JsonProcessingException e)
            throws IOException {
        String problem = e instanceof JsonEOFException ? "the record ends too early" : words(e);
        out.write(
                line(index, line, "refused", "MALFORMED")
                        .put("column", column)
                        .put("detail", "no JSON: " + problem));
    }

    /** The parser's words, without what it quotes of the record: that may be personal. */
    private static String words(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith("Unrecognized token")) {
            return "a word that means nothing here; text stands in quotes";
        }
        if (message.startsWith("Trailing token")) {
            return "something follows the end of the record; write one record a line";
        }
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static ObjectNode line(long index, long line, String outcome, String reason) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("index", index)
                .put("line", line)
                .put("outcome", outcome)
                .put("reason", reason);
    }

    void flush() throws IOException {
        out.flush();
    }
}
