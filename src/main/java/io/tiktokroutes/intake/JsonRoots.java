package io.tiktokroutes.intake;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The JSON values of a body, one after the other: one value, or several (NDJSON). */
final class JsonRoots {

    /** What is done with a value; it may refuse the body. */
    interface Taker {
        void take(JsonNode root) throws IntakeException;
    }

    /** What is done with a value that the parser stands at the beginning of. */
    interface Reader {
        void read(JsonParser parser) throws IOException, IntakeException;
    }

    /** Decimals and 19-digit ids stay exact. */
    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    // or 100.00 would become 1E+2
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build()
                    .readerFor(JsonNode.class);

    private JsonRoots() {}

    /**
     * Reads a body.
     *
     * @throws IntakeException 400 when it is not JSON (naming line and column), or holds nothing
     */
    static void read(byte[] body, Taker taker) throws IntakeException {
        parse(body, parser -> taker.take(value(parser)));
    }

    /** The same, for whoever reads the values himself, to their last token. */
    static void parse(byte[] body, Reader reader) throws IntakeException {
        boolean empty = true;
        // root by root: Jackson's own iterator would end in silence behind the first array
        try (JsonParser roots = JSON.createParser(body)) {
            while (roots.nextToken() != null) {
                reader.read(roots);
                empty = false;
            }
        } catch (JsonProcessingException e) {
            throw new IntakeException(400, position(e) + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IntakeException(400, "the body could not be read");
        }
        if (empty) {
            throw new IntakeException(400, "the body is empty; post a JSON object or several");
        }
    }

    /** The value that the parser stands at the beginning of. */
    static JsonNode value(JsonParser parser) throws IOException {
        return JSON.readTree(parser);
    }

    /** How long a value is as JSON text in UTF-8, without white space. */
    static int bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static String position(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null
                ? "malformed JSON: "
                : "malformed JSON at line "
                        + at.getLineNr()
                        + ", column "
                        + at.getColumnNr()
                        + ": ";
    }
}
