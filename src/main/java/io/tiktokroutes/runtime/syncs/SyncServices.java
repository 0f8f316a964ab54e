package io.tiktokroutes.runtime.syncs;

import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.runtime.notify.Notifier;
import io.tiktokroutes.runtime.syncs.SyncWatch.Standing;
import io.tiktokroutes.schedule.ScheduleComponent;
import io.tiktokroutes.store.Glance;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.warehouse.runs.CalledSyncs;
import io.tiktokroutes.warehouse.runs.PastRun;
import io.tiktokroutes.warehouse.runs.RunBook;
import io.tiktokroutes.warehouse.runs.RunCloser;
import io.tiktokroutes.warehouse.runs.RunState;
import io.tiktokroutes.warehouse.runs.WriteBack;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the syncs of the running routes. */
public final class SyncServices {

    private static final Logger LOG = LoggerFactory.getLogger(SyncServices.class);

    private static final long CLOSE_MILLIS = 2_000;
    private static final long CALL_MILLIS = 1_000;
    private static final long WRITE_MILLIS = 5_000;

    /** The group of the schedules that begin runs. */
    private static final String GROUP = "models/";

    private final CamelContext context;
    private final Sql sql;
    private final Metrics metrics;
    private final RunningSyncs running;
    private final RunCloser closer;
    private final SyncWatch watch;
    private final CalledSyncs calls;
    private final Instant start = Instant.now();
    private boolean looked;

    public SyncServices(CamelContext context, Sql sql, Metrics metrics) {
        Clock clock = Clock.systemUTC();
        this.context = context;
        this.sql = sql;
        this.metrics = metrics;
        this.running = new RunningSyncs(context);
        this.closer = new RunCloser(sql, clock);
        this.watch = new SyncWatch(new RunBook(sql));
        this.calls = new CalledSyncs(sql, clock);
    }

    /**
     * @param notifier is told how syncs do; null when nobody is to be
     */
    public void equip(Notifier notifier) throws Exception {
        HealthCheckRegistry.get(context)
                .register(
                        new SyncsHealthCheck(
                                new Glance<>("syncs", () -> watch.look(running.all().keySet()))));
        context.addService(
                new Ticking(
                        context,
                        "finishing runs of syncs",
                        CLOSE_MILLIS,
                        () -> {
                            closer.look(this::count);
                            if (notifier != null) {
                                tell(notifier);
                            }
                        }));
        context.addService(
                new Ticking(context, "looking for calls of syncs", CALL_MILLIS, this::call));
    }

    /**
     * Has results written to the warehouse, for syncs that wish it.
     *
     * @param warehouse may be changed
     */
    public void writeBack(DataSource warehouse) throws Exception {
        WriteBack writing = new WriteBack(sql, warehouse, Clock.systemUTC());
        context.addService(
                new Ticking(
                        context, "writing results to the warehouse", WRITE_MILLIS, writing::look));
    }

    private void count(RunCloser.Closed closed) {
        PastRun run = closed.run();
        Map<String, Long> operations = new LinkedHashMap<>();
        operations.put("added", run.added());
        operations.put("changed", run.changed());
        operations.put("removed", run.removed());
        operations.put("again", run.again());
        metrics.run(run.sync(), run.state().word(), operations);
    }

    private void tell(Notifier notifier) throws SQLException {
        for (Standing each : watch.look(running.all().keySet())) {
            boolean news = each.run() != null && each.run().finishedAt().isAfter(start);
            notifier.sync(each.sync(), each.level(), each.words(), news);
        }
    }

    private void call() throws SQLException {
        Map<String, Map<String, String>> syncs = running.all();
        if (syncs.isEmpty()) {
            return;
        }
        ScheduleComponent schedules = context.getComponent("schedule", ScheduleComponent.class);
        if (!looked) {
            again(syncs.keySet(), schedules);
            looked = true;
        }
        for (String sync : calls.take(syncs.keySet())) {
            boolean begun = schedules.runNow(GROUP + sync);
            LOG.info("sync {}: {}", sync, begun ? "called by a person" : "has no schedule to call");
        }
    }

    /** What aborted a run is often mended by a new start; nobody should wait for the next time. */
    private void again(Set<String> syncs, ScheduleComponent schedules) throws SQLException {
        for (Standing each : watch.look(syncs)) {
            if (each.run() != null
                    && each.run().state() == RunState.ABORTED
                    && each.run().finishedAt().isBefore(start)
                    && schedules.runNow(GROUP + each.sync())) {
                LOG.info("sync {}: its last run was aborted, so that it comes again", each.sync());
            }
        }
    }
}
