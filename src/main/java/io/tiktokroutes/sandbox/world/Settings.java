package io.tiktokroutes.sandbox.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** How the switches stand. */
public final class Settings {

    private volatile Map<Switch, Object> values = Map.of();

    public boolean on(Switch which) {
        return (Boolean) value(which);
    }

    public long number(Switch which) {
        return (Long) value(which);
    }

    public double factor(Switch which) {
        return (Double) value(which);
    }

    public String word(Switch which) {
        return (String) value(which);
    }

    /** True when the switch stands at this word. */
    public boolean is(Switch which, String word) {
        return word(which).equals(word);
    }

    private Object value(Switch which) {
        return values.getOrDefault(which, which.otherwise());
    }

    /** Sets several switches, all or none; throws IllegalArgumentException in the user's words. */
    public synchronized void set(JsonNode wanted) {
        Map<Switch, Object> next = new EnumMap<>(Switch.class);
        next.putAll(values);
        for (Map.Entry<String, JsonNode> one : wanted.properties()) {
            Switch which =
                    Arrays.stream(Switch.values())
                            .filter(s -> s.word().equals(one.getKey()))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "there is no switch "
                                                            + one.getKey()
                                                            + "; GET /_sandbox/settings lists them"));
            next.put(which, which.read(one.getValue()));
        }
        values = next;
    }

    /** Equal as long as no switch stands otherwise than before. */
    public Object state() {
        return values;
    }

    public synchronized void reset() {
        values = Map.of();
    }

    /** Every switch with its value, default and meaning. */
    public ObjectNode toJson() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (Switch which : Switch.values()) {
            ObjectNode one = all.putObject(which.word());
            one.putPOJO("value", value(which));
            one.putPOJO("default", which.otherwise());
            one.put("meaning", which.meaning());
        }
        return all;
    }
}
