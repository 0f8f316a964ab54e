package io.tiktokroutes.runtime;

import java.sql.SQLException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Once an hour lets a table forget what is older than its retention. */
final class Forgetting extends ServiceSupport {

    /** Forgets what is too old, and tells how much that was. */
    @FunctionalInterface
    interface Work {
        int forget() throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

    private final CamelContext context;
    private final String what;
    private final Work work;
    private ScheduledExecutorService timer;

    /**
     * @param what is forgotten, as the log calls it, such as {@code outcomes of the ledger}
     */
    Forgetting(CamelContext context, String what, Work work) {
        this.context = context;
        this.what = what;
        this.work = work;
    }

    @Override
    protected void doStart() {
        timer =
                context.getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(this, "forgetting");
        var unused = timer.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
    }

    @Override
    protected void doStop() {
        if (timer != null) { // null when the start failed before this one's turn
            context.getExecutorServiceManager().shutdownNow(timer);
        }
    }

    private void forget() {
        try {
            int forgotten = work.forget();
            if (forgotten > 0) {
                LOG.info("forgot {} {}", forgotten, what);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn("could not forget the {}: {}", what, e.toString());
        }
    }
}
