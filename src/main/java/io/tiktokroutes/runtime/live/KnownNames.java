package io.tiktokroutes.runtime.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.support.PluginHelper;

/**
 * The names that may stand in a route file, for hints at the right one. They are looked up anew
 * each time, for they are needed only after a mistake; where the lookup fails, only a hint is lost.
 */
final class KnownNames {

    private final CamelContext context;

    KnownNames(CamelContext context) {
        this.context = context;
    }

    /** The steps a route may have, as the YAML DSL's own schema lists them. */
    Set<String> steps() {
        Set<String> names = new TreeSet<>();
        try (InputStream schema =
                KnownNames.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            if (schema != null) {
                new ObjectMapper()
                        .readTree(schema)
                        .at("/items/definitions/org.apache.camel.model.ProcessorDefinition")
                        .path("properties")
                        .fieldNames()
                        .forEachRemaining(names::add);
            }
        } catch (Exception e) {
            return Set.of();
        }
        return names;
    }

    /** The components that are on the class path, used or not. */
    Set<String> components() {
        try {
            return PluginHelper.getPackageScanResourceResolver(context)
                    .findResources("classpath:META-INF/services/org/apache/camel/component/*")
                    .stream()
                    .map(found -> found.getLocation().replaceFirst(".*/", ""))
                    .collect(Collectors.toSet());
        } catch (Exception e) {
            return context.getComponentNames();
        }
    }

    /** What may stand under {@code parameters:} of an endpoint. */
    Set<String> optionsOf(String component) {
        EndpointUriFactory factory =
                context.getCamelContextExtension().getEndpointUriFactory(component);
        return factory == null ? Set.of() : factory.propertyNames();
    }
}
