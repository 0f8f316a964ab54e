package io.tiktokroutes.runtime;

import io.tiktokroutes.leads.ExportTroubles;
import io.tiktokroutes.leads.LeadLabels;
import io.tiktokroutes.leads.LeadSource;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.TikTokApi;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;

/** Shows Camel what the kamelets of leads name, and looks after the leads that are kept. */
final class LeadBeans {

    private final DataSource database;
    private final TikTokApi api;
    private final Advertisers advertisers;
    private final LeadLabels labels;
    private final Duration retention;

    LeadBeans(
            Settings settings,
            DataSource database,
            TikTokApi api,
            Advertisers advertisers,
            Mappings mappings)
            throws StartupException {
        this.database = database;
        this.api = api;
        this.advertisers = advertisers;
        this.labels = new LeadLabels(() -> mappings.lookup(LeadLabels.LOOKUP));
        this.retention = settings.duration("leads.retention");
    }

    void equip(CamelContext context) throws Exception {
        Clock clock = Clock.systemUTC();
        ExportTroubles troubles = new ExportTroubles(clock);
        LeadSource source = new LeadSource(api, advertisers, database, labels, troubles, clock);
        context.getRegistry().bind("tiktok-leads", source);
        HealthCheckRegistry.get(context).register(new LeadExportHealthCheck(troubles));
        context.addService(
                new Forgetting(context, "answers of leads", () -> source.forget(retention)));
    }
}
