package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one test lead that a form can have: TikTok makes up its answers, and sends it to the webhook.
 *
 * <p>Source: TikTok's pages "Create, get and delete a test lead".
 */
public final class TestLeads {

    private static final String SOURCE = "INSTANT_FORM";

    /**
     * A test lead.
     *
     * @param answers TikTok's own made-up data, by the keys of the questions
     */
    public record TestLead(String id, Map<String, String> answers) {}

    private final TikTokApi api;

    public TestLeads(TikTokApi api) {
        this.api = api;
    }

    /** Makes one; TikTok refuses when the form has one. */
    public TestLead create(LeadForm form) throws TikTokException {
        ObjectNode body = form.owner().in(JsonNodeFactory.instance.objectNode());
        body.put("lead_source", SOURCE).put("page_id", form.pageId());
        return lead(api.call(TikTokRequest.post("/page/lead/mock/create/", body)).data());
    }

    /** The one that the form has. */
    public Optional<TestLead> find(LeadForm form) throws TikTokException {
        Map<String, Object> query =
                form.owner().and(Map.of("lead_source", SOURCE, "page_id", form.pageId()));
        TestLead lead = lead(api.call(TikTokRequest.get("/page/lead/mock/get/", query)).data());
        return lead.id().isEmpty() ? Optional.empty() : Optional.of(lead);
    }

    public void remove(LeadForm form, TestLead lead) throws TikTokException {
        ObjectNode body = form.owner().in(JsonNodeFactory.instance.objectNode());
        api.call(TikTokRequest.post("/page/lead/mock/delete/", body.put("lead_id", lead.id())));
    }

    /** The id is a number in some answers and a text in others. */
    private static TestLead lead(JsonNode data) {
        Map<String, String> answers = new LinkedHashMap<>();
        data.path("lead_data")
                .properties()
                .forEach(answer -> answers.put(answer.getKey(), answer.getValue().asText()));
        return new TestLead(data.path("meta_data").path("lead_id").asText(""), answers);
    }
}
