package io.tiktokroutes.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.leads.Forms;
import io.tiktokroutes.sandbox.leads.LeadStore;
import io.tiktokroutes.sandbox.leads.Webhooks;
import io.tiktokroutes.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Control endpoints for forms, for those who fill them in, and for webhooks. */
public final class LeadControl {

    private static final String PUBLISHED = "PUBLISHED";

    private final Forms forms;
    private final LeadStore leads;
    private final Webhooks webhooks;

    public LeadControl(Forms forms, LeadStore leads, Webhooks webhooks) {
        this.forms = forms;
        this.leads = leads;
        this.webhooks = webhooks;
    }

    public void addTo(Routes routes) {
        Control.add(routes, "GET", "/forms", call -> Reply.json(200, forms.toJson()));
        Control.add(routes, "POST", "/forms", this::add);
        Control.add(routes, "POST", "/forms/{page_id}/status", this::publish);
        Control.add(routes, "POST", "/forms/{page_id}/leads", this::submit);
        Control.add(routes, "GET", "/leads", this::ids);
        Control.add(routes, "GET", "/webhooks", call -> Reply.json(200, webhooks.toJson()));
        Control.add(routes, "POST", "/webhooks/deliver", this::deliver);
        Control.add(routes, "POST", "/webhooks/replay", this::replay);
    }

    private Reply add(Call call) {
        Given form =
                Given.of(
                        call,
                        "a form",
                        "title",
                        "questions",
                        "status",
                        "advertiser_id",
                        "library_id");
        String id =
                forms.add(
                        form.text("title"),
                        form.text("advertiser_id", World.ADVERTISER_ID),
                        form.text("library_id", ""),
                        published(form.text("status", PUBLISHED)),
                        questions(form.node("questions")),
                        call.at());
        return Reply.json(200, Json.object().put("page_id", id));
    }

    private static Map<String, String> questions(JsonNode given) {
        Map<String, String> questions = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> one : given.properties()) {
            questions.put(one.getKey(), one.getValue().textValue());
        }
        if (questions.isEmpty() || questions.containsValue(null)) {
            throw new IllegalArgumentException(
                    "a form needs questions, such as {\"email\":\"E-Mail-Adresse\"}: the key in"
                            + " webhooks and the label in exports");
        }
        return questions;
    }

    private Reply publish(Call call) {
        Given given = Given.of(call, "a form's status", "status");
        forms.publish(call.segment("page_id"), published(given.text("status")), call.at());
        return Control.done();
    }

    private static boolean published(String status) {
        if (!List.of(PUBLISHED, "EDITED").contains(status)) {
            throw new IllegalArgumentException("status is PUBLISHED or EDITED, not " + status);
        }
        return status.equals(PUBLISHED);
    }

    private Reply submit(Call call) {
        ObjectNode answer = Json.object();
        answer.set("lead_ids", texts(leads.submit(call.segment("page_id"), call.json())));
        return Reply.json(200, answer);
    }

    private Reply ids(Call call) {
        List<Long> ids = leads.ids(call.query("form_id"), call.query("region"));
        int from = Math.min(ids.size(), Math.max(0, call.queryInt("offset", 0)));
        int most = Math.max(0, call.queryInt("limit", ids.size()));
        int to = (int) Math.min(ids.size(), (long) from + most);
        ObjectNode answer = Json.object().put("total", ids.size());
        answer.set("lead_ids", texts(ids.subList(from, to)));
        return Reply.json(200, answer);
    }

    /** Any body, signed as webhooks are, to everybody who subscribed or to one of them. */
    private Reply deliver(Call call) {
        Given given = Given.of(call, "a delivery", "object", "body", "subscription_id");
        JsonNode body = given.node("body");
        if (body.isMissingNode()) {
            throw new IllegalArgumentException(
                    "a delivery needs a body: JSON, or a text that is sent as it is");
        }
        if (given.has("object") && !given.node("object").isIntegralNumber()) {
            throw new IllegalArgumentException("object is a number, such as 11");
        }
        if (given.has("object") && !body.isObject()) {
            throw new IllegalArgumentException("object goes into a body that is a JSON object");
        }
        String text = body.isTextual() ? body.textValue() : body.toString();
        if (given.has("object")) {
            ObjectNode whole = Json.object();
            whole.set("object", given.node("object"));
            body.properties().forEach(one -> whole.putIfAbsent(one.getKey(), one.getValue()));
            text = whole.toString();
        }
        return deliveries(webhooks.deliver(text, given.text("subscription_id", null)));
    }

    /** Sends an earlier delivery once more, as somebody who had overheard it would. */
    private Reply replay(Call call) {
        Given given = Given.of(call, "a replay", "delivery");
        if (!given.node("delivery").isIntegralNumber()) {
            throw new IllegalArgumentException(
                    "a replay needs delivery, a number of GET /_sandbox/webhooks");
        }
        return deliveries(List.of(webhooks.replay(given.node("delivery").longValue())));
    }

    private static Reply deliveries(List<Long> numbers) {
        ObjectNode answer = Json.object();
        numbers.forEach(answer.putArray("deliveries")::add);
        return Reply.json(200, answer);
    }

    private static ArrayNode texts(List<Long> ids) {
        ArrayNode texts = Json.array();
        ids.forEach(id -> texts.add(Long.toString(id)));
        return texts;
    }
}
