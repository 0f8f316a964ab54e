package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/**
 * One submitted form.
 *
 * @param answers by the keys of the form's questions; texts as a rule, but any JSON is carried
 * @param test made by the mock endpoint, not by a person
 */
record Lead(
        long id,
        Form form,
        Region region,
        Instant created,
        Origin origin,
        Map<String, JsonNode> answers,
        boolean test) {

    /** The ad it came from; empty ids and names when it came from none. */
    record Origin(
            String campaignId,
            String campaignName,
            String groupId,
            String groupName,
            String adId,
            String adName) {

        static final Origin NONE = new Origin("", "", "", "", "", "");
    }

    /** An answer as it stands in a file; empty where there is none. */
    String text(String question) {
        JsonNode answer = answers.get(question);
        if (answer == null || answer.isNull()) {
            return "";
        }
        return answer.isTextual() ? answer.textValue() : answer.toString();
    }
}
