package io.tiktokroutes.runtime;

import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.runtime.notify.Notifier;
import io.tiktokroutes.runtime.syncs.SyncServices;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.warehouse.runs.RunForgetting;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/** Wires what happens to runs of syncs after they were handed on. */
final class SyncBeans {

    private final Settings settings;
    private final Sql sql;
    private final Metrics metrics;
    private final Duration retention;

    SyncBeans(Settings settings, Sql sql, Metrics metrics) throws StartupException {
        this.settings = settings;
        this.sql = sql;
        this.metrics = metrics;
        this.retention = settings.duration("runs.retention");
    }

    /**
     * @param notifier is told how syncs do; null when nobody is to be
     */
    void equip(CamelContext context, Notifier notifier) throws Exception {
        SyncServices services = new SyncServices(context, sql, metrics);
        services.equip(notifier);
        if (notifier != null) { // a dry run changes nothing
            WarehouseDatabase warehouse = WarehouseDatabase.writing(settings);
            context.addService(
                    new ServiceSupport() {
                        @Override
                        protected void doStop() {
                            warehouse.close();
                        }
                    });
            services.writeBack(warehouse.dataSource());
        }
        RunForgetting forgetting = new RunForgetting(sql, Clock.systemUTC());
        context.addService(
                new Forgetting(context, "runs of syncs", () -> forgetting.forget(retention)));
    }
}
