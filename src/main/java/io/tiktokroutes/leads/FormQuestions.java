package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks TikTok for the questions of a form.
 *
 * <p>Source: TikTok's page "Get the fields of an Instant Form". Standard questions have keys such
 * as {@code phone_number}, all others their text; there are no types and no choices.
 */
public final class FormQuestions {

    private FormQuestions() {}

    /** The keys of the questions, in the form's order. */
    public static List<String> of(LeadForm form, TikTokApi api) throws TikTokException {
        JsonNode data =
                api.call(
                                TikTokRequest.get(
                                        "/page/field/get/",
                                        form.owner().and(Map.of("page_id", form.pageId()))))
                        .data();
        List<String> keys = new ArrayList<>();
        for (JsonNode field : data.path("fields")) {
            if (!field.asText("").isBlank()) {
                keys.add(field.asText());
            }
        }
        return keys;
    }
}
