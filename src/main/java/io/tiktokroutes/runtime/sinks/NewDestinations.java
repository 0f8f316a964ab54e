package io.tiktokroutes.runtime.sinks;

import io.tiktokroutes.inbox.DestinationStarts;
import io.tiktokroutes.inbox.DestinationStarts.Start;
import io.tiktokroutes.inbox.InboxComponent;
import io.tiktokroutes.runtime.sinks.InboxSinks.InboxSink;
import io.tiktokroutes.store.Sql;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after destinations that were never at work before: notes that they are now, and gives those
 * that start from the beginning the leads that were there before them, in the background.
 */
public final class NewDestinations extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(NewDestinations.class);

    private static final long BUSY_MILLIS = 50;
    private static final long IDLE_MILLIS = 1_000;
    private static final long TROUBLE_MILLIS = 10_000;

    private final CamelContext context;
    private final InboxSinks sinks;
    private final Sql sql;
    private final DestinationStarts starts;

    /** Of which nothing is left to do. */
    private final Set<InboxSink> done = new HashSet<>();

    private final Set<InboxSink> told = new HashSet<>();
    private final Map<InboxSink, FromBeginning> underWay = new HashMap<>();
    private ScheduledExecutorService timer;
    private volatile Future<?> next;

    public NewDestinations(CamelContext context, Sql sql) {
        this.context = context;
        this.sinks = new InboxSinks(context);
        this.sql = sql;
        this.starts = new DestinationStarts(sql, Clock.systemUTC());
    }

    @Override
    protected void doStart() {
        timer =
                context.getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(this, "new-destinations");
        lookIn(BUSY_MILLIS);
    }

    @Override
    protected void doStop() {
        if (timer != null) { // null when the start failed before this one's turn
            next.cancel(false);
            // a step that is under way is finished: an interrupt would close an H2 file
            context.getExecutorServiceManager().shutdownGraceful(timer, 5_000);
        }
    }

    private void lookIn(long millis) {
        try {
            next = timer.schedule(this::look, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopped meanwhile", e);
        }
    }

    private void look() {
        long pause = TROUBLE_MILLIS;
        try {
            pause = step() ? BUSY_MILLIS : IDLE_MILLIS;
        } catch (SQLException | RuntimeException e) {
            if (isRunAllowed()) {
                LOG.warn("new destinations could not be looked after: {}", e.toString());
            }
        }
        if (isRunAllowed()) {
            lookIn(pause);
        }
    }

    /** True when there is more to do at once. */
    private boolean step() throws SQLException {
        List<InboxSink> running = sinks.all();
        done.retainAll(running);
        told.retainAll(running);
        underWay.keySet().retainAll(running);
        boolean busy = false;
        for (InboxSink sink : running) {
            if (!done.contains(sink) && isRunAllowed()) {
                busy |= step(sink);
            }
        }
        return busy;
    }

    private boolean step(InboxSink sink) throws SQLException {
        FromBeginning begun = underWay.get(sink);
        if (begun == null) {
            begun = begin(sink);
        }
        if (begun == null) {
            return false;
        }
        boolean busy = begun.step();
        if (begun.isDone()) {
            underWay.remove(sink);
            done.add(sink);
        }
        return busy;
    }

    /** Null when there is nothing to do for it. */
    private FromBeginning begin(InboxSink sink) throws SQLException {
        Set<String> forms = sink.fromBeginning() ? sinks.leadForms().get(sink.inbox()) : null;
        if (sink.fromBeginning() && forms == null) {
            if (told.add(sink)) {
                LOG.error(
                        "{}: startFrom: beginning needs an inbox that a TikTok lead source of a"
                                + " running route fills, for only leads are stored; inbox:{} is"
                                + " none. It gets what comes from now on",
                        sink.destination(),
                        sink.inbox());
            }
            return null;
        }
        Start start = starts.begin(sink.destination(), sink.inbox(), forms == null);
        if (forms == null || start.done()) {
            done.add(sink);
            return null;
        }
        InboxComponent inboxes = context.getComponent("inbox", InboxComponent.class);
        FromBeginning begun = new FromBeginning(sink, forms, start, starts, sql, inboxes);
        underWay.put(sink, begun);
        return begun;
    }
}
