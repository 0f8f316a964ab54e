package io.tiktokroutes.runtime;

import io.tiktokroutes.audiences.AudienceBook;
import io.tiktokroutes.audiences.AudienceFileSender;
import io.tiktokroutes.audiences.AudienceWatch;
import io.tiktokroutes.audiences.ListUpload;
import io.tiktokroutes.audiences.ListedAudiences;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.runtime.sinks.AudienceEye;
import io.tiktokroutes.runtime.sinks.AudienceHealthCheck;
import io.tiktokroutes.runtime.sinks.GatheringSink;
import io.tiktokroutes.runtime.sinks.Sink;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.TikTokApi;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;

/** The audiences that are uploaded as files, and an eye on those of both kinds. */
final class AudienceFileBeans {

    private final DataSource database;
    private final Metrics metrics;
    private final Duration between;
    private final int minimum;

    AudienceFileBeans(Settings settings, DataSource database, Metrics metrics)
            throws StartupException {
        this.database = database;
        this.metrics = metrics;
        this.between = settings.duration("audiences.check");
        this.minimum = settings.number("audiences.minimum", 1, 1_000_000);
    }

    /**
     * @param once calls only once
     * @param dry whether nothing may leave
     * @param around puts around the work what stands around every sink
     */
    void equip(
            CamelContext context,
            TikTokApi api,
            TikTokApi once,
            boolean dry,
            Function<Sink.Work, Sink> around) {
        Clock clock = Clock.systemUTC();
        Sql sql = new Sql(database);
        ListedAudiences lists = new ListedAudiences(sql, clock);
        ListUpload upload =
                dry
                        ? null
                        : new ListUpload(
                                new AudienceBook(sql, clock), lists, api, once, minimum, clock);
        context.getRegistry()
                .bind(
                        "tiktok-audience-files",
                        new GatheringSink(new AudienceFileSender(upload, metrics)::gather, around));
    }

    /** Looks after the audiences of running routes. */
    void watch(CamelContext context, TikTokApi api) throws Exception {
        Clock clock = Clock.systemUTC();
        ListedAudiences lists = new ListedAudiences(new Sql(database), clock);
        AudienceWatch watch = new AudienceWatch(lists, api, between, minimum, metrics, clock);
        HealthCheckRegistry.get(context).register(new AudienceHealthCheck(watch, minimum));
        context.addService(new AudienceEye(context, watch, between.toSeconds()));
    }
}
