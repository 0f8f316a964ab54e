package io.tiktokroutes.sandbox.leads;

import java.time.Instant;
import java.util.Map;

/**
 * One submitted form.
 *
 * @param answers by the keys of the form's questions
 * @param test made by the mock endpoint, not by a person
 */
record Lead(
        long id,
        Form form,
        Region region,
        Instant created,
        Origin origin,
        Map<String, String> answers,
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
}
