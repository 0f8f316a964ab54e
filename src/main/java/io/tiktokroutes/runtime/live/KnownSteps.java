package io.tiktokroutes.runtime.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;

/** The names of all steps a route may have, as the YAML DSL's own schema lists them. */
final class KnownSteps {

    private KnownSteps() {}

    /**
     * Read anew each time, for it is needed only after a mistake; empty if Camel moved its schema.
     */
    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        try (InputStream schema =
                KnownSteps.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            if (schema != null) {
                new ObjectMapper()
                        .readTree(schema)
                        .at("/items/definitions/org.apache.camel.model.ProcessorDefinition")
                        .path("properties")
                        .fieldNames()
                        .forEachRemaining(names::add);
            }
        } catch (IOException e) {
            return Set.of(); // only a hint is lost
        }
        return names;
    }
}
