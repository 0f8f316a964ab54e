package io.tiktokroutes.mapping.camel;

import io.tiktokroutes.mapping.Mappings;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * Camel's {@code mapping:NAME}: applies a mapping file to each record of a delivery that is still
 * open.
 */
public final class MappingComponent extends DefaultComponent {

    private final Mappings mappings;

    public MappingComponent(Mappings mappings) {
        this.mappings = mappings;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        // a route that names a mapping which is not there must not start
        mappings.get(remaining);
        return new MappingEndpoint(uri, this, remaining);
    }

    Mappings mappings() {
        return mappings;
    }
}
