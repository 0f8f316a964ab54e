package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The form in which records of an object are sent. An attribute without a value is left out, which
 * leaves alone what the CDP has; where the sink allows null, null stands there and clears it.
 */
final class ObjectForm {

    private static final String ATTRIBUTES = "attributes.";

    private final boolean removes;
    private final Set<String> nullable;

    /**
     * @param settings the parameters of the sink
     * @param columns the columns that a mapping writes, by its name
     * @param object as the CDP declares it; null when that is not known
     */
    ObjectForm(
            Map<String, String> settings, Function<String, Set<String>> columns, CdpObject object) {
        this.removes = settings.getOrDefault("writeMode", "").equals("remove");
        String allow = settings.getOrDefault("allowNull", "").strip();
        Set<String> named =
                switch (allow) {
                    case "", "false" -> Set.of();
                    case "true" ->
                            attributesOf(columns.apply(settings.getOrDefault("mapping", "")));
                    default ->
                            Stream.of(allow.split(","))
                                    .map(String::strip)
                                    .collect(Collectors.toCollection(TreeSet::new));
                };
        this.nullable = new TreeSet<>(named);
        if (object != null) {
            // what the CDP requires cannot be cleared
            object.required().forEach(attribute -> nullable.remove(attribute.code()));
        }
    }

    private static Set<String> attributesOf(Set<String> columns) {
        return columns.stream()
                .filter(column -> column.startsWith(ATTRIBUTES))
                .map(column -> column.substring(ATTRIBUTES.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The payload as it is sent; the one that was given stays as it is. */
    JsonNode of(JsonNode mapped) {
        if (!mapped.isObject()) {
            return mapped; // told by the schema
        }
        if (removes) {
            ObjectNode only = JsonNodeFactory.instance.objectNode();
            return mapped.has("id") ? only.set("id", mapped.get("id")) : only;
        }
        ObjectNode payload = mapped.deepCopy();
        if (payload.path("attributes").isMissingNode() && !nullable.isEmpty()) {
            payload.putObject("attributes");
        }
        if (payload.path("attributes") instanceof ObjectNode attributes) {
            List<String> empty = new ArrayList<>();
            for (Map.Entry<String, JsonNode> field : attributes.properties()) {
                if (CdpAttribute.isEmpty(field.getValue())) {
                    empty.add(field.getKey());
                }
            }
            attributes.remove(empty);
            for (String code : nullable) {
                if (!attributes.has(code)) {
                    attributes.putNull(code);
                }
            }
        }
        return payload;
    }
}
