package io.tiktokroutes.lint.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.inbox.InboxEndpoint;
import io.tiktokroutes.lint.Resources;
import io.tiktokroutes.schedule.ScheduleEndpoint;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * The components a route may name. Camel's own are read from the descriptions in their jars, which
 * needs neither a context nor the component itself.
 */
public final class Components {

    private static final String SERVICES = "META-INF/services/org/apache/camel/component";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> others;
    private final Map<String, Optional<CamelComponent>> read = new HashMap<>();

    /**
     * @param others components that are there too, and of which no more is known
     */
    public Components(Set<String> others) {
        this.others = others;
        read.put("inbox", Optional.of(ours(InboxEndpoint.class)));
        read.put("schedule", Optional.of(ours(ScheduleEndpoint.class)));
        read.put("mapping", Optional.of(new CamelComponent(Map.of(), false)));
        read.put("delivery", Optional.of(CamelComponent.ANY));
        read.put("report-table", Optional.of(CamelComponent.ANY));
    }

    /** The names of all of them. */
    public static Set<String> names() {
        Set<String> names = Resources.names(SERVICES);
        names.addAll(List.of("inbox", "schedule", "mapping", "delivery", "report-table"));
        return names;
    }

    /** The component of that name, if there is one. */
    Optional<CamelComponent> find(String scheme) {
        return read.computeIfAbsent(scheme, this::load);
    }

    private Optional<CamelComponent> load(String scheme) {
        Optional<String> service = Resources.text(SERVICES + "/" + scheme);
        if (service.isEmpty()) {
            return others.contains(scheme) ? Optional.of(CamelComponent.ANY) : Optional.empty();
        }
        return service.get()
                .lines()
                .filter(line -> line.startsWith("class="))
                .map(line -> line.substring("class=".length()).strip())
                .map(type -> type.substring(0, type.lastIndexOf('.')).replace('.', '/'))
                .flatMap(
                        folder ->
                                Resources.text("META-INF/" + folder + "/" + scheme + ".json")
                                        .stream())
                .findFirst()
                .map(Components::describe)
                .or(() -> Optional.of(CamelComponent.ANY));
    }

    private static CamelComponent describe(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return CamelComponent.ANY;
        }
        Map<String, ComponentOption> options = new TreeMap<>();
        root.path("properties")
                .properties()
                .forEach(
                        option -> {
                            List<String> choices = new ArrayList<>();
                            option.getValue().path("enum").forEach(c -> choices.add(c.asText()));
                            options.put(
                                    option.getKey(),
                                    new ComponentOption(
                                            choices.isEmpty()
                                                    ? option.getValue().path("type").asText()
                                                    : "enum",
                                            choices,
                                            option.getValue().path("prefix").asText()));
                        });
        JsonNode component = root.path("component");
        return new CamelComponent(
                options,
                component.path("lenientProperties").asBoolean()
                        || component.path("api").asBoolean());
    }

    /** Ours has no description in the jar, for that is made of what stands in the class. */
    private static CamelComponent ours(Class<?> endpoint) {
        Map<String, ComponentOption> options = new TreeMap<>();
        for (Field field : endpoint.getDeclaredFields()) {
            if (field.isAnnotationPresent(UriParam.class)) {
                options.put(field.getName(), new ComponentOption(type(field), List.of(), ""));
            } else if (field.isAnnotationPresent(UriPath.class)) {
                options.put(field.getName(), new ComponentOption("string", List.of(), ""));
            }
        }
        // what every endpoint of Camel has
        for (String name : List.of("bridgeErrorHandler", "lazyStartProducer")) {
            options.put(name, new ComponentOption("boolean", List.of(), ""));
        }
        for (String name : List.of("exceptionHandler", "exchangePattern")) {
            options.put(name, new ComponentOption("string", List.of(), ""));
        }
        return new CamelComponent(options, false);
    }

    private static String type(Field field) {
        if (field.getType() == boolean.class) {
            return "boolean";
        }
        return field.getType().isPrimitive() ? "integer" : "string";
    }
}
