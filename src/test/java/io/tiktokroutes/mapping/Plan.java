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
        return of(text, Map.of());
    }

    /** The mapping this text describes; it may use these lookups. */
    static Mapping of(String text, Map<String, Lookup> lookups) throws MappingException {
        MappingReader.Text file = new MappingReader.Text("mappings/test.mapping.yaml", text);
        return new MappingReader(PROPERTIES::get, lookups, Map.of("test", file)).read("test");
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
