package io.tiktokroutes.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A kamelet, as far as the writer of a route needs to know it.
 *
 * @param name such as {@code tiktok-event-sink}
 * @param type source, sink or action
 * @param title a few words
 * @param description one or more sentences
 * @param parameters in the order of the file
 */
record Kamelet(
        String name, String type, String title, String description, List<Parameter> parameters) {

    /**
     * A parameter of a kamelet. Texts are empty where nothing is written.
     *
     * @param isSet true when the file gives a default, be it empty
     * @param choices the values it may have; none when it may have any
     */
    record Parameter(
            String name,
            String type,
            boolean isSet,
            String fallback,
            boolean required,
            boolean secret,
            String description,
            List<String> choices,
            String example) {}

    static Kamelet read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static Kamelet parse(String yaml) {
        Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        Object definition = at(root, "spec", "definition");
        Object required = at(definition, "required");
        List<Parameter> parameters = new ArrayList<>();
        if (at(definition, "properties") instanceof Map<?, ?> properties) {
            properties.forEach(
                    (name, property) ->
                            parameters.add(parameter(String.valueOf(name), property, required)));
        }
        return new Kamelet(
                text(at(root, "metadata", "name")),
                text(at(root, "metadata", "labels", "camel.apache.org/kamelet.type")),
                text(at(definition, "title")),
                text(at(definition, "description")),
                List.copyOf(parameters));
    }

    private static Parameter parameter(String name, Object property, Object required) {
        List<String> choices = new ArrayList<>();
        if (at(property, "enum") instanceof List<?> values) {
            values.forEach(value -> choices.add(text(value)));
        }
        boolean isSet = property instanceof Map<?, ?> keys && keys.containsKey("default");
        return new Parameter(
                name,
                text(at(property, "type")),
                isSet,
                text(at(property, "default")),
                required instanceof List<?> names && names.contains(name),
                "password".equals(at(property, "format")),
                text(at(property, "description")),
                List.copyOf(choices),
                text(at(property, "example")));
    }

    private static Object at(Object node, String... keys) {
        Object value = node;
        for (String key : keys) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value;
    }

    private static String text(Object value) {
        return value == null ? "" : String.valueOf(value).strip();
    }
}
