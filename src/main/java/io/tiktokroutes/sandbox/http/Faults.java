package io.tiktokroutes.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The faults somebody ordered, and how one of them changes an answer. */
public final class Faults {

    private final Routes routes;
    private final List<Fault> faults = new ArrayList<>();

    Faults(Routes routes) {
        this.routes = routes;
    }

    /** Takes an order such as {@code {"path":"/event/track/","times":3,"code":40100}}. */
    public synchronized void order(JsonNode order) {
        Fault fault = new Fault(order);
        String path = fault.order.get("path").asText();
        if (!path.endsWith("*") && !routes.has(path)) {
            throw new IllegalArgumentException(
                    "there is no endpoint " + path + "; GET /_sandbox/ lists them");
        }
        faults.add(fault);
    }

    public synchronized void clear() {
        faults.clear();
    }

    public synchronized ArrayNode toJson() {
        ArrayNode all = Json.array();
        faults.forEach(fault -> all.add(fault.toJson()));
        return all;
    }

    /** The fault that strikes this call, or null; the oldest order goes first. */
    synchronized ObjectNode take(String method, String path, String route) {
        for (Iterator<Fault> each = faults.iterator(); each.hasNext(); ) {
            Fault fault = each.next();
            if (fault.strikes(method, path, route)) {
                if (fault.spent()) {
                    each.remove();
                }
                return fault.order;
            }
        }
        return null;
    }

    /** The answer the order asks for, or null where it only delays or cuts. */
    static Reply reply(ObjectNode order, Call call, String self) {
        Reply reply = null;
        if (order.has("code")) {
            int code = order.get("code").asInt();
            JsonNode data = order.get("data");
            reply = Reply.envelope(call, code, order.path("message").asText(message(code)), data);
        } else if (order.has("redirect")) {
            String query = call.rawQuery().isEmpty() ? "" : "?" + call.rawQuery();
            String location = order.path("location").asText(self + call.path() + query);
            reply = Reply.text(order.get("redirect").asInt(307), "").with("Location", location);
        } else if (order.has("status") || order.has("body")) {
            JsonNode body = order.path("body");
            String text =
                    body.isTextual() || body.isMissingNode() ? body.asText() : body.toString();
            String type =
                    text.startsWith("<")
                            ? "text/html"
                            : body.isContainerNode() ? "application/json" : "text/plain";
            reply =
                    Reply.of(
                            order.path("status").asInt(200),
                            order.path("content_type").asText(type),
                            text.getBytes(StandardCharsets.UTF_8));
        }
        if (reply != null) {
            for (Map.Entry<String, JsonNode> header : order.path("headers").properties()) {
                reply = reply.with(header.getKey(), header.getValue().asText());
            }
        }
        return reply;
    }

    /** Texts seen in the wild (reference, events 1.8, leads 1.4), for orders that bring none. */
    private static String message(int code) {
        return switch (code) {
            case 0 -> "OK";
            case 20001 -> "Partially successful";
            case 40001 -> "No permission to operate advertiser.";
            case 40100 -> "Too many requests. Please retry in some time.";
            case 40102 -> "Access token is expired.";
            case 40104 ->
                    "Access token is null, you should set it in http header with key Access-Token.";
            case 40105 -> "Access token is incorrect or has been revoked.";
            case 40132 -> "The request QPS is limited by pixel_code's value.";
            case 50000 -> "remote or network error";
            case 51001, 51010, 51039 -> "internal service timeout";
            case 51002 -> "Internal service error. Please retry later.";
            default -> "Error " + code + ", ordered by a fault.";
        };
    }
}
