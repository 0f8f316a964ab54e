package io.tiktokroutes.runtime.sinks;

import io.tiktokroutes.audiences.AudienceWatch;
import java.sql.SQLException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the audiences of running routes be looked after, twice a minute if need be. */
public final class AudienceEye extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(AudienceEye.class);

    private static final long FIRST_SECONDS = 5;
    private static final long SECONDS = 30;

    private final CamelContext context;
    private final RunningSinks sinks;
    private final AudienceWatch watch;
    private final long seconds;
    private ScheduledExecutorService timer;

    public AudienceEye(CamelContext context, AudienceWatch watch, long mostSeconds) {
        this.context = context;
        this.sinks = new RunningSinks(context);
        this.watch = watch;
        this.seconds = Math.max(1, Math.min(SECONDS, mostSeconds));
    }

    @Override
    protected void doStart() {
        timer =
                context.getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(this, "audiences");
        long first = Math.min(FIRST_SECONDS, seconds);
        var unused = timer.scheduleWithFixedDelay(this::look, first, seconds, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() {
        if (timer != null) { // null when the start failed before this one's turn
            // a look that is under way is finished: an interrupt would close an H2 file
            context.getExecutorServiceManager().shutdownGraceful(timer, 5_000);
        }
    }

    private void look() {
        try {
            if (isRunAllowed()) {
                watch.look(sinks.destinations());
            }
        } catch (SQLException | RuntimeException e) {
            if (isRunAllowed()) {
                LOG.warn("audiences could not be looked after: {}", e.toString());
            }
        }
    }
}
