package io.tiktokroutes.runtime.syncs;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done again and again on a thread of its own; the same trouble is told once. */
final class Ticking extends ServiceSupport {

    /** One turn. */
    @FunctionalInterface
    interface Work {
        void turn() throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Ticking.class);

    private static final int GRACE_MILLIS = 5_000;

    private final CamelContext context;
    private final String what;
    private final long pauseMillis;
    private final Work work;
    private ScheduledExecutorService timer;
    private String trouble = "";

    /**
     * @param what is done, as the log and the thread call it, such as {@code finishing of runs}
     */
    Ticking(CamelContext context, String what, long pauseMillis, Work work) {
        this.context = context;
        this.what = what;
        this.pauseMillis = pauseMillis;
        this.work = work;
    }

    @Override
    protected void doStart() {
        timer = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, what);
        var unused =
                timer.scheduleWithFixedDelay(
                        this::turn, pauseMillis, pauseMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        if (timer != null) { // null when the start failed before this one's turn
            // a turn that is under way is finished: an interrupt would close an H2 file
            context.getExecutorServiceManager().shutdownGraceful(timer, GRACE_MILLIS);
        }
    }

    private void turn() {
        if (!context.isStarted()) {
            return;
        }
        try {
            work.turn();
            trouble = "";
        } catch (Exception e) {
            if (isRunAllowed() && !e.toString().equals(trouble)) {
                trouble = e.toString();
                LOG.warn("{}: {}", what, trouble);
            }
        }
    }
}
