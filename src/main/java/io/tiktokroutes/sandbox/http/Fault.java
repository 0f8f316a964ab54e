package io.tiktokroutes.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One fault that was ordered for a path; counts down as it strikes. Guarded by {@link Faults}. */
final class Fault {

    private static final Set<String> KEYS =
            Set.of(
                    "path",
                    "method",
                    "times",
                    "skip",
                    "code",
                    "message",
                    "data",
                    "status",
                    "body",
                    "content_type",
                    "headers",
                    "delay_ms",
                    "cut",
                    "redirect",
                    "location");

    final ObjectNode order;
    private long left;
    private long skip;

    /** Throws an IllegalArgumentException in the user's words when the order makes no sense. */
    Fault(JsonNode order) {
        if (!order.isObject()) {
            throw new IllegalArgumentException(
                    "a fault is an object such as {\"path\":\"/event/track/\",\"code\":40100}");
        }
        List<String> unknown = new ArrayList<>();
        order.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!KEYS.contains(name)) {
                                unknown.add(name);
                            }
                        });
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "a fault has no field "
                            + unknown
                            + "; it has "
                            + KEYS.stream().sorted().toList());
        }
        if (order.path("path").asText().isBlank()) {
            throw new IllegalArgumentException(
                    "a fault needs a path, for instance /event/track/ or * for all");
        }
        String cut = order.path("cut").asText("");
        if (!Set.of("", "true", "false", "after", "body").contains(cut)) {
            throw new IllegalArgumentException("cut is true, \"after\" or \"body\"");
        }
        this.order = order.deepCopy();
        String path = order.get("path").asText();
        if (path.startsWith(Gate.API)) {
            this.order.put("path", path.substring(Gate.API.length()));
        }
        this.left = order.path("times").asLong(1);
        this.skip = order.path("skip").asLong(0);
    }

    /**
     * Whether it strikes this call; a negative number of times never ends.
     *
     * @param path as it was asked for
     * @param route the same with the names of its segments, where it has any
     */
    boolean strikes(String method, String path, String route) {
        String wanted = order.path("path").asText();
        boolean here =
                wanted.endsWith("*")
                        ? path.startsWith(wanted.substring(0, wanted.length() - 1))
                        : wanted.equals(path) || wanted.equals(route);
        if (!here || left == 0 || !order.path("method").asText(method).equalsIgnoreCase(method)) {
            return false;
        }
        if (skip > 0) {
            skip--;
            return false;
        }
        left--;
        return true;
    }

    boolean spent() {
        return left == 0;
    }

    ObjectNode toJson() {
        return order.deepCopy().put("left", left < 0 ? -1 : left);
    }
}
