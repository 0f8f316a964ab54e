package io.tiktokroutes.runtime;

import io.tiktokroutes.inbox.Ledger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Once an hour lets the ledger forget what is older than its retention. */
final class Forgetting extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

    private final CamelContext context;
    private final Ledger ledger;
    private final Duration retention;
    private ScheduledExecutorService timer;

    Forgetting(CamelContext context, Ledger ledger, Duration retention) {
        this.context = context;
        this.ledger = ledger;
        this.retention = retention;
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
            int forgotten = ledger.forget(retention);
            if (forgotten > 0) {
                LOG.info("the ledger forgot {} outcomes", forgotten);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn("the ledger could not forget: {}", e.toString());
        }
    }
}
