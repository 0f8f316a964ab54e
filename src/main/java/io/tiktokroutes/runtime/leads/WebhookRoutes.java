package io.tiktokroutes.runtime.leads;

import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/** Tells whether a route takes TikTok's lead webhooks now. */
final class WebhookRoutes {

    private static final Pattern KAMELET =
            Pattern.compile("kamelet:(//)?tiktok-lead-webhook-source([?/].*)?");

    private final CamelContext context;

    WebhookRoutes(CamelContext context) {
        this.context = context;
    }

    boolean any() {
        return context.getRoutes().stream()
                .map(route -> route.getEndpoint().getEndpointUri())
                .anyMatch(uri -> KAMELET.matcher(uri).matches());
    }
}
