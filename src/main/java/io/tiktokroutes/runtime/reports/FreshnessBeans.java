package io.tiktokroutes.runtime.reports;

import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.reports.ReportFreshness;
import io.tiktokroutes.reports.ReportTroubles;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.Sql;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;

/** Wires what tells how fresh the reports are. */
public final class FreshnessBeans {

    private final Settings settings;
    private final DataSource database;
    private final ReportTroubles troubles;
    private final Metrics metrics;

    /**
     * @param database where the days that were read are noted
     */
    public FreshnessBeans(
            Settings settings, DataSource database, ReportTroubles troubles, Metrics metrics) {
        this.settings = settings;
        this.database = database;
        this.troubles = troubles;
        this.metrics = metrics;
    }

    public void equip(CamelContext context) throws StartupException {
        Clock clock = Clock.systemUTC();
        ReportWatch watch =
                new ReportWatch(
                        new RunningReports(context)::all,
                        settings.list("tiktok.advertiser-ids"),
                        new ReportFreshness(new Sql(database))::all,
                        troubles,
                        metrics,
                        clock);
        HealthCheckRegistry.get(context)
                .register(
                        new ReportHealthCheck(
                                watch, settings.duration("reports.stale-after"), clock));
    }
}
