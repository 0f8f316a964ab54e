package io.tiktokroutes.runtime.leads;

import org.apache.camel.CamelContext;

/** Tells whether a route takes TikTok's lead webhooks now. */
final class WebhookRoutes {

    private static final String KAMELET = "kamelet://tiktok-lead-webhook-source";

    private final CamelContext context;

    WebhookRoutes(CamelContext context) {
        this.context = context;
    }

    boolean any() {
        return context.getRoutes().stream()
                .anyMatch(route -> route.getEndpoint().getEndpointUri().startsWith(KAMELET));
    }
}
