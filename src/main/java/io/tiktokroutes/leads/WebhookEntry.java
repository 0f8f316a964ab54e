package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One entry of a webhook as the flat object that an export makes of the same lead: ids are text,
 * what is not there is absent, and the answers stand under the names of their questions.
 */
final class WebhookEntry {

    /** What may be an id here, so that it fits every column it is written to. */
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_]{1,64}");

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,11}");

    /** What a lead says of itself; no answer may stand under such a name. */
    private static final Set<String> COLUMNS =
            Set.of(
                    "id",
                    "created_time",
                    "form_id",
                    "form_name",
                    "advertiser_id",
                    "library_id",
                    "campaign_id",
                    "campaign_name",
                    "adgroup_id",
                    "adgroup_name",
                    "ad_id",
                    "ad_name",
                    "is_organic",
                    "is_test",
                    "lead_source",
                    "region");

    private final JsonNode entry;
    private final ObjectNode lead = JsonNodeFactory.instance.objectNode();
    private final Set<String> taken = new HashSet<>(COLUMNS);
    private final Map<String, Integer> asked = new HashMap<>();
    private int nameless;

    private WebhookEntry(JsonNode entry) {
        this.entry = entry;
    }

    /**
     * Reads an entry, whatever it is.
     *
     * @return a lead that has at least its id, or one without any column
     */
    static WebhookEntry read(JsonNode entry) {
        WebhookEntry read = new WebhookEntry(entry);
        String id = id(entry.path("id"));
        if (!id.isEmpty()) {
            read.lead.put("id", id);
            read.describe();
            read.answer();
        }
        return read;
    }

    ObjectNode lead() {
        return lead;
    }

    /** How many answers were left out because nobody knows to which question they belong. */
    int nameless() {
        return nameless;
    }

    private void describe() {
        created(entry.path("create_time"));
        putId("form_id", "page_id");
        putText("form_name", "page_name");
        putId("advertiser_id", "advertiser_id");
        putId("library_id", "library_id");
        for (String part : new String[] {"campaign", "adgroup", "ad"}) {
            putId(part + "_id", part + "_id");
            putText(part + "_name", part + "_name");
        }
        // a lead without a campaign came without an ad
        lead.put("is_organic", lead.has("campaign_id") ? "0" : "1");
        String source = entry.path("lead_source").asText("");
        if (source.equals("DIRECT_MESSAGE")) {
            // all others are of instant forms, as every lead of an export
            lead.put("lead_source", source);
        }
    }

    private void created(JsonNode time) {
        String text = time.isValueNode() && !time.isNull() ? time.asText().strip() : "";
        if (text.isEmpty() || text.equals("0")) {
            return;
        }
        try {
            text =
                    SECONDS.matcher(text).matches()
                            ? Instant.ofEpochSecond(Long.parseLong(text)).toString()
                            : text;
        } catch (DateTimeException e) {
            // a mapping that needs the time refuses the lead; the others are not held up
        }
        lead.put("created_time", text);
    }

    private void putId(String column, String field) {
        String id = id(entry.path(field));
        if (!id.isEmpty()) {
            lead.put(column, id);
        }
    }

    private void putText(String column, String field) {
        String text = entry.path(field).isValueNode() ? entry.path(field).asText("") : "";
        if (!text.isEmpty() && !entry.path(field).isNull()) {
            lead.put(column, text);
        }
    }

    /** An id with all its digits; TikTok writes 0 where there is none. */
    private static String id(JsonNode value) {
        String id = value.isIntegralNumber() || value.isTextual() ? value.asText().strip() : "";
        return ID.matcher(id).matches() && !id.equals("0") ? id : "";
    }

    private void answer() {
        for (JsonNode change : entry.path("changes")) {
            String question =
                    change.path("field").isTextual() ? change.path("field").asText().strip() : "";
            if (question.isEmpty()) {
                nameless++;
                continue;
            }
            String column = free(question);
            JsonNode value = change.path("value");
            if (value.isContainerNode()) {
                lead.set(column, value);
            } else if (!value.asText("").isEmpty() && !value.isNull()) {
                // as text, like every cell of an export
                lead.put(column, value.asText());
            }
        }
    }

    /**
     * The question's own name, or another one when it is taken: a form may ask the same twice, or
     * have a question called "id", and no answer may take the place of another or of a column.
     */
    private String free(String question) {
        String free = question;
        int number = asked.getOrDefault(question, 1);
        while (!taken.add(free)) {
            number++;
            free = question + " (" + number + ")";
        }
        // the next of the same name need not try them all again
        asked.put(question, number);
        return free;
    }
}
