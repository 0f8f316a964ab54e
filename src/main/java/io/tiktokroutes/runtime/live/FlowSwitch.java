package io.tiktokroutes.runtime.live;

import io.tiktokroutes.store.FlowStops;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Obeys {@code flows stop} and {@code flows start}, which write to a table: every process that
 * shares the database does within two seconds, and again after a restart.
 */
public final class FlowSwitch extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(FlowSwitch.class);

    private static final long LOOK_MILLIS = 700;

    /** What could not be started, for instance as a database is down, is tried again so often. */
    private static final int LOOKS_UNTIL_RETRY = 15;

    private final CamelContext context;
    private final LiveFiles live;
    private final FlowStops stops;
    private ScheduledExecutorService looking;
    private volatile Map<String, Instant> stopped = Map.of();
    private String trouble = "";
    private int looks;

    public FlowSwitch(CamelContext context, LiveFiles live, FlowStops stops) {
        this.context = context;
        this.live = live;
        this.stops = stops;
    }

    /** Called when the routes are loaded and nothing runs yet: what is stopped never starts. */
    public void first() throws SQLException {
        apply(stops.all());
    }

    @Override
    protected void doInit() {
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        if (health != null) {
            health.register(new FlowsHealthCheck(() -> stopped, live));
        }
    }

    @Override
    protected void doStart() {
        looking =
                context.getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(this, "FlowSwitch");
        var unused =
                looking.scheduleWithFixedDelay(
                        this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        if (looking != null) { // null when the start failed before this one's turn
            context.getExecutorServiceManager().shutdownNow(looking);
        }
    }

    private void look() {
        try {
            Map<String, Instant> now = stops.all();
            boolean retry = ++looks % LOOKS_UNTIL_RETRY == 0 && !live.notStarted().isEmpty();
            if ((retry || !now.equals(stopped)) && context.isStarted()) {
                apply(now);
            }
            trouble = "";
        } catch (SQLException | RuntimeException e) {
            // looked at again in a moment, so the same trouble is told once
            if (!trouble.equals(e.toString())) {
                trouble = e.toString();
                LOG.warn("which flows are stopped cannot be read; all stays as it is: {}", trouble);
            }
        }
    }

    private void apply(Map<String, Instant> now) {
        live.obey(now.keySet());
        stopped = new TreeMap<>(now);
    }
}
