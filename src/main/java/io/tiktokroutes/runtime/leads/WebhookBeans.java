package io.tiktokroutes.runtime.leads;

import io.tiktokroutes.leads.KeptSubscriptions;
import io.tiktokroutes.leads.LeadWebhook;
import io.tiktokroutes.leads.WebhookApp;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.TikTokApi;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the lead webhook: its kamelet's bean, and who keeps TikTok posting to it. */
public final class WebhookBeans {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookBeans.class);
    private static final String URL = "leads.webhook-url";

    private final Settings settings;
    private final DataSource database;
    private final Metrics metrics;

    public WebhookBeans(Settings settings, DataSource database, Metrics metrics) {
        this.settings = settings;
        this.database = database;
        this.metrics = metrics;
    }

    /** Shows Camel what the kamelet names. */
    public WebhookBeans equip(CamelContext context) throws StartupException {
        context.getRegistry()
                .bind(
                        "tiktok-lead-webhook",
                        new LeadWebhook(
                                settings.get("tiktok.app-secret"),
                                settings.number("http.max-body-bytes", 1, 1 << 30),
                                database,
                                metrics));
        return this;
    }

    /**
     * Has the subscriptions looked after while the context runs, if leads.webhook-url is set.
     *
     * @param token the access token that subscriptions live with
     */
    public void keep(
            CamelContext context, TikTokApi api, Advertisers advertisers, Supplier<String> token)
            throws Exception {
        Supplier<Map<String, String>> without = Map::of;
        if (!settings.get(URL).isEmpty()) {
            WebhookApp app =
                    new WebhookApp(
                            settings.get("tiktok.app-id"),
                            settings.get("tiktok.app-secret"),
                            settings.get(URL));
            SubscriptionKeeper keeper =
                    new SubscriptionKeeper(
                            context,
                            new KeptSubscriptions(
                                    api, advertisers, app, settings.list("tiktok.lead-forms")),
                            token,
                            settings.duration("leads.subscription-check"));
            context.addService(keeper);
            without = keeper::without;
        }
        HealthCheckRegistry.get(context)
                .register(new SubscriptionHealthCheck(without, () -> off(context)));
    }

    /** Told at the start, when the routes run: a webhook that takes nothing is no mistake. */
    public void begin(CamelContext context) {
        if (!off(context).isEmpty()) {
            LOG.info(off(context));
        }
    }

    private String off(CamelContext context) {
        String why = "";
        if (settings.get("tiktok.app-secret").isEmpty()) {
            why = LeadWebhook.NO_SECRET + ". Every webhook is answered 503";
        } else if (settings.get(URL).isEmpty()) {
            why =
                    URL
                            + " is not set, so the program subscribes to no leads; set it to the"
                            + " https address at which TikTok reaches /webhooks/tiktok/leads";
        }
        return why.isEmpty() || !new WebhookRoutes(context).any()
                ? ""
                : "Leads come by export alone: " + why;
    }
}
