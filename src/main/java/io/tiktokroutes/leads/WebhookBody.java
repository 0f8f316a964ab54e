package io.tiktokroutes.leads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.http.RefusedRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a webhook of TikTok's tells: leads, or something that is not for us.
 *
 * @param leads flat objects with at least an id
 * @param ignored entries that are about something else than leads
 * @param malformed entries that are no lead
 * @param notes what is wrong with the parts that were left out, without a word of their content
 */
record WebhookBody(List<ObjectNode> leads, int ignored, int malformed, List<String> notes) {

    private static final String LEAD = "1";

    /** TikTok writes up to 1000 entries; more than that many times over is no webhook of TikTok. */
    private static final int MOST_ENTRIES = 10_000;

    private static final int MOST_NOTES = 5;

    /** What the payload column of the inbox holds on H2. */
    private static final int LONGEST = 1_000_000;

    /** Decimals and 19-digit ids stay exact. */
    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build()
                    .readerFor(JsonNode.class);

    /**
     * Takes a body apart. An entry that cannot be read keeps none of the others back.
     *
     * @throws RefusedRequest 400 when it is not JSON, 413 when it has far too many entries
     */
    static WebhookBody read(byte[] body) throws RefusedRequest {
        JsonNode root = parse(body);
        JsonNode entries = root.path("entry");
        String object = root.path("object").isValueNode() ? root.path("object").asText() : "";
        if (root.isObject() && !object.equals(LEAD)) {
            String about = object.matches("[0-9]{1,9}") ? "object " + object : "no known object";
            return new WebhookBody(
                    List.of(),
                    Math.max(1, entries.size()),
                    0,
                    List.of("it is about " + about + ", and leads are object " + LEAD));
        }
        if (!entries.isArray()) {
            return new WebhookBody(List.of(), 0, 1, List.of("it has no list of entries"));
        }
        if (entries.size() > MOST_ENTRIES) {
            throw new RefusedRequest(413, "more than " + MOST_ENTRIES + " entries");
        }
        return entries(entries, body.length > LONGEST);
    }

    private static JsonNode parse(byte[] body) throws RefusedRequest {
        JsonNode root;
        try {
            root = JSON.readValue(body);
        } catch (JsonProcessingException e) {
            throw new RefusedRequest(
                    400,
                    "the body is not JSON"
                            + (e.getLocation() == null
                                    ? ""
                                    : " (line %d, column %d)"
                                            .formatted(
                                                    e.getLocation().getLineNr(),
                                                    e.getLocation().getColumnNr())));
        } catch (IOException e) {
            throw new RefusedRequest(400, "the body could not be read");
        }
        if (root == null || root.isMissingNode()) {
            throw new RefusedRequest(400, "the body is empty");
        }
        return root;
    }

    private static WebhookBody entries(JsonNode entries, boolean mayBeLong) {
        List<ObjectNode> leads = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        int malformed = 0;
        for (int i = 0; i < entries.size(); i++) {
            WebhookEntry read = WebhookEntry.read(entries.get(i));
            String wrong = "";
            if (read.lead().isEmpty()) {
                wrong = "has no id";
            } else if (mayBeLong && read.lead().toString().length() > LONGEST) {
                wrong = "is longer than " + LONGEST + " characters";
            }
            if (wrong.isEmpty()) {
                leads.add(read.lead());
                wrong = read.nameless() == 0 ? "" : "has answers without a question";
            } else {
                malformed++;
            }
            if (!wrong.isEmpty() && notes.size() < MOST_NOTES) {
                notes.add("entry " + (i + 1) + " of " + entries.size() + " " + wrong);
            }
        }
        return new WebhookBody(leads, 0, malformed, notes);
    }
}
