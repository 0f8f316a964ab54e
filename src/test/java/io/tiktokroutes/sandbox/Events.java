package io.tiktokroutes.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Requests with events, to be spoiled one field at a time. */
final class Events {

    static final String HASH = "dbf1912b4cad4df9823f627874244e64b50a6ac550b9cb33b17df671a26679db";

    private Events() {}

    static ObjectNode web(String... eventIds) {
        ObjectNode body = root("web", Sandbox.PIXEL_CODE);
        ArrayNode data = body.putArray("data");
        for (String id : eventIds) {
            ObjectNode event = data.addObject();
            event.put("event", "Purchase").put("event_time", 1772444467).put("event_id", id);
            event.putObject("user").put("email", HASH).put("ip", "203.0.113.24");
            event.putObject("page").put("url", "https://shop.example.com/done");
            ObjectNode properties = event.putObject("properties");
            properties.put("currency", "EUR").put("value", 119.5);
            properties
                    .putArray("contents")
                    .addObject()
                    .put("content_id", "SKU-1")
                    .put("price", 59.75)
                    .put("quantity", 2);
        }
        return body;
    }

    static ObjectNode offline(String id) {
        ObjectNode body = root("offline", Sandbox.EVENT_SET_ID);
        ObjectNode event = body.putArray("data").addObject();
        event.put("event", "Purchase").put("event_time", 1772446500).put("event_id", id);
        event.putObject("user").putArray("phone").add(HASH);
        return body;
    }

    static ObjectNode crm(String id) {
        ObjectNode body = root("crm", Sandbox.CRM_EVENT_SET_ID);
        ObjectNode event = body.putArray("data").addObject();
        event.put("event", "QualifiedLead").put("event_time", 1772446500).put("event_id", id);
        event.putObject("lead").put("lead_id", "7309999999999999999");
        return body;
    }

    static ObjectNode app() {
        ObjectNode body = root("app", Sandbox.TIKTOK_APP_ID);
        ObjectNode event = body.putArray("data").addObject();
        event.put("event", "InstallApp").put("event_time", 1772444467);
        event.putObject("app").put("app_id", "343200656");
        return body;
    }

    static ObjectNode pixelEvent(String id) {
        ObjectNode event = Client.JSON.createObjectNode();
        event.put("type", "track").put("event", "AddToCart").put("event_id", id);
        event.put("timestamp", "2026-03-02T09:40:00Z");
        ObjectNode context = event.putObject("context");
        context.putObject("page").put("url", "https://shop.example.com/p/119");
        context.putObject("user").put("email", HASH);
        event.putObject("properties").put("currency", "EUR").put("value", 59.5);
        return event;
    }

    static ObjectNode pixelBatch(String... ids) {
        ObjectNode body = Client.JSON.createObjectNode().put("pixel_code", Sandbox.PIXEL_CODE);
        ArrayNode batch = body.putArray("batch");
        for (String id : ids) {
            batch.add(pixelEvent(id));
        }
        return body;
    }

    static ObjectNode offlineEvent(String id) {
        ObjectNode event = Client.JSON.createObjectNode();
        event.put("event", "CompletePayment").put("event_id", id);
        event.put("timestamp", "2026-03-02T10:15:00.000Z");
        event.putObject("context").putObject("user").putArray("emails").add(HASH);
        event.putObject("properties")
                .put("currency", "EUR")
                .put("value", 42)
                .put("event_channel", "in_store");
        return event;
    }

    static ObjectNode offlineBatch(String... ids) {
        ObjectNode body = Client.JSON.createObjectNode().put("event_set_id", Sandbox.EVENT_SET_ID);
        ArrayNode batch = body.putArray("batch");
        for (String id : ids) {
            batch.add(offlineEvent(id));
        }
        return body;
    }

    private static ObjectNode root(String source, String id) {
        return Client.JSON
                .createObjectNode()
                .put("event_source", source)
                .put("event_source_id", id);
    }
}
