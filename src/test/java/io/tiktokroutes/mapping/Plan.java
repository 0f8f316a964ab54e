package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Short ways to a mapping and its outcome, for tests. */
final class Plan {

    private static final Map<String, String> PROPERTIES =
            Map.of("zone", "Europe/Paris", "land", "FR");

    private Plan() {}

    /** The mapping this text describes. */
    static Mapping of(String text) throws MappingException {
        return new MappingReader("test", "mappings/test.mapping.yaml", PROPERTIES::get, Map.of())
                .read(text);
    }

    /** JSON written as YAML; numbers are exact. */
    static JsonNode json(String text) throws MappingException {
        YamlFile file = new YamlFile("input", null);
        return file.json(file.read(text));
    }

    /** What one row makes of an input. */
    static Mapped row(String row, String input) throws MappingException {
        return of("rows:\n  - " + row + "\n").apply(json(input), Map.of());
    }

    /** The payload as text, or what came instead of one. */
    static String told(Mapped mapped) {
        return mapped instanceof Mapped.Payload payload
                ? payload.payload().toString()
                : mapped.toString();
    }
}
