package io.tiktokroutes.runtime.live;

import io.tiktokroutes.lint.routes.Components;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;

/**
 * The names that may stand in a route file, for hints at the right one. They are looked up anew
 * each time, for they are needed only after a mistake; where the lookup fails, only a hint is lost.
 */
final class KnownNames {

    private final CamelContext context;

    KnownNames(CamelContext context) {
        this.context = context;
    }

    /** The components that are on the class path, used or not, and those made by hand. */
    Set<String> components() {
        Set<String> names = Components.names();
        names.addAll(context.getComponentNames());
        return names;
    }

    /** What may stand under {@code parameters:} of an endpoint. */
    Set<String> optionsOf(String component) {
        EndpointUriFactory factory =
                context.getCamelContextExtension().getEndpointUriFactory(component);
        return factory == null ? Set.of() : factory.propertyNames();
    }
}
