package io.tiktokroutes.sandbox.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tiktokroutes.sandbox.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects and events of the portal: those of the start, and those a test defines. */
final class CdpSchemas {

    private static final int MOST = 200;
    private static final long FIRST_EVENT_ID = 900_001;

    private static final String PERSON =
            "email:sp phone:sp city district ward country address:tp gender company is_tiktok:n"
                    + " lead_source lead_time:d note:t ";
    private static final String AD =
            "form_id form_name campaign_id campaign_name adgroup_id adgroup_name ad_id ad_name"
                    + " is_organic ";

    private final Map<String, CdpObject> objects = new LinkedHashMap<>();
    private final Map<String, CdpEvent> events = new LinkedHashMap<>();
    private long lastEventId;

    CdpSchemas() {
        reset();
    }

    synchronized void reset() {
        objects.clear();
        events.clear();
        lastEventId = FIRST_EVENT_ID - 1;
        object("customers", PERSON + "customer_id sex_gender birthday source registered_at:d");
        object("lead", PERSON + AD + "lead_locate:t lead_event created_time:d");
        object("visitor", PERSON + "visitor_id");
        object("product", "type category price:n currency url:t");
        String lead = "id name:sp email:sp lead_source advertiser_id is_test " + AD;
        event("submit_lead_form", "Submit lead", "lead_form", "submit", "lead", lead);
        event("create_lead", "Create lead", "lead", "create", "lead", lead);
        event("update_lead", "Update lead", "lead", "update", "lead", lead);
        event(
                "identify_user",
                "Identify user",
                "user",
                "identify",
                "",
                "customer_id:s! identify_event:s! identify_time:d!");
        event("sign_in", "Sign in", "user", "sign_in", "", "method");
        event("sign_up", "Sign up", "user", "sign_up", "", "method");
        event("view_page", "View page", "pageview", "view", "", "page_type:s! page_category:s!");
        event("purchase", "Purchase", "product", "purchase", "product", "revenue:n order_id");
    }

    private void object(String code, String attributes) {
        objects.put(code, new CdpObject(code, CdpAttribute.of(attributes)));
    }

    private void event(
            String code, String name, String ec, String ea, String object, String attributes) {
        events.put(
                code,
                new CdpEvent(
                        ++lastEventId,
                        code,
                        name,
                        ec,
                        ea,
                        CdpAttribute.of(attributes),
                        object,
                        List.of("customers", "visitor")));
    }

    /** Null when there is none. */
    synchronized CdpObject object(String code) {
        return objects.get(code);
    }

    /** Null when there is none. */
    synchronized CdpEvent event(String ec, String ea) {
        return events.values().stream()
                .filter(event -> event.ec().equals(ec) && event.ea().equals(ea))
                .findFirst()
                .orElse(null);
    }

    synchronized ArrayNode eventsJson() {
        ArrayNode all = Json.array();
        events.values().forEach(event -> all.add(event.toJson()));
        return all;
    }

    /**
     * Makes an object, or adds attributes to the one there is.
     *
     * @throws IllegalArgumentException in the user's words
     */
    synchronized CdpObject define(String code, JsonNode body) {
        name(code, objects.size());
        CdpObject before = objects.getOrDefault(code, new CdpObject(code, Map.of()));
        CdpObject after = before.with(CdpAttribute.read(body.path("attributes")));
        objects.put(code, after);
        return after;
    }

    /**
     * Makes an event, or adds attributes and objects to the one there is.
     *
     * @throws IllegalArgumentException in the user's words
     */
    synchronized CdpEvent defineEvent(String code, JsonNode body) {
        name(code, events.size());
        CdpEvent before = events.get(code);
        String ec = body.path("ec").asText(before == null ? "" : before.ec());
        String ea = body.path("ea").asText(before == null ? "" : before.ea());
        CdpEvent same = event(ec, ea);
        if (ec.isEmpty() || ea.isEmpty() || (same != null && !same.equals(before))) {
            throw new IllegalArgumentException("ec and ea are needed, and belong to one event");
        }
        Map<String, CdpAttribute> attributes =
                new LinkedHashMap<>(before == null ? Map.of() : before.attributes());
        if (body.has("attributes")) {
            attributes.putAll(CdpAttribute.read(body.path("attributes")));
        }
        List<String> foreign =
                new ArrayList<>(before == null ? List.of() : before.foreignObjects());
        if (body.has("foreign_objects")) {
            foreign.clear();
            body.path("foreign_objects").forEach(each -> foreign.add(each.asText()));
        }
        CdpEvent event =
                new CdpEvent(
                        before == null ? ++lastEventId : before.id(),
                        code,
                        body.path("name").asText(before == null ? code : before.name()),
                        ec,
                        ea,
                        attributes,
                        body.path("main_object").asText(before == null ? "" : before.mainObject()),
                        foreign);
        events.put(code, event);
        return event;
    }

    private static void name(String code, int size) {
        if (!code.matches("[a-z][a-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("a code has small letters, digits and underscores");
        }
        if (size >= MOST) {
            throw new IllegalArgumentException("there are " + MOST + " already");
        }
    }
}
