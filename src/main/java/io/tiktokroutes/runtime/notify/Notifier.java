package io.tiktokroutes.runtime.notify;

import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.runtime.sinks.Sink;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs and sends what is to be told, on a thread of its own, and looks at the health checks now and
 * then.
 */
public final class Notifier extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

    private static final int TICK_SECONDS = 1;

    /** A change of health is worth a few seconds, and some checks ask the database. */
    private static final int TICKS_BETWEEN_LOOKS = 5;

    /** The check of syncs, each of which is told of by itself. */
    private static final String SYNCS = "syncs";

    private final CamelContext context;
    private final Notices notices;
    private final List<Outbox> outboxes = new ArrayList<>();
    private ScheduledExecutorService timer;
    private int ticks;
    private String trouble = "";

    private Notifier(CamelContext context, Notices notices) {
        this.context = context;
        this.notices = notices;
    }

    /**
     * As the settings {@code notify.*} wish.
     *
     * @param http carries the webhook
     * @param channels false for the log alone
     * @throws StartupException for settings that do not go together
     */
    public static Notifier of(
            CamelContext context, Settings settings, HttpCalls http, boolean channels)
            throws StartupException {
        Clock clock = Clock.systemUTC();
        Wishes wishes = Wishes.of(settings.get("notify.on"), settings.duration("notify.every"));
        Notifier notifier = new Notifier(context, new Notices(wishes, clock));
        boolean mail = settings.find("notify.mail-host").isPresent();
        for (String needed : new String[] {"notify.mail-from", "notify.mail-to"}) {
            if (mail && settings.find(needed).isEmpty()) {
                throw new StartupException(
                        settings.missing(needed) + "; notify.mail-host needs it");
            }
        }
        if (channels) {
            settings.find("notify.webhook-url")
                    .map(url -> new Webhook(http, URI.create(url)))
                    .ifPresent(channel -> notifier.outboxes.add(new Outbox(channel, clock)));
            if (mail) {
                notifier.outboxes.add(new Outbox(new Mail(context, settings), clock));
            }
        }
        return notifier;
    }

    /** The same work, with an eye on what came of it. */
    public Sink.Work watched(Sink.Work work) {
        return notices.watched(work);
    }

    /**
     * How a sync does now, by its last run; told when it changes.
     *
     * @param words of that run, for people
     * @param news false for a run of before the start, which was told of then
     */
    public void sync(String name, Level level, String words, boolean news) {
        notices.sync(name, level, words, news);
    }

    @Override
    protected void doStart() {
        timer =
                context.getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(this, "notifier");
        var unused =
                timer.scheduleWithFixedDelay(
                        this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() {
        if (timer != null) { // null when the start failed before this one's turn
            context.getExecutorServiceManager().shutdownNow(timer);
        }
    }

    private void tick() {
        try {
            // while it starts and stops routes are down, and that is no news
            if (context.isStarted() && ++ticks % TICKS_BETWEEN_LOOKS == 0) {
                look();
            }
            notices.due().forEach(this::tell);
            outboxes.forEach(Outbox::send);
            trouble = "";
        } catch (RuntimeException e) {
            if (!e.toString().equals(trouble)) {
                trouble = e.toString();
                LOG.warn("notifications are in trouble: {}", trouble);
            }
        }
    }

    private void look() {
        for (HealthCheck.Result result : HealthCheckHelper.invokeReadiness(context)) {
            boolean own = result.getCheck().getId().equals(SYNCS);
            if (!own && result.getState() != HealthCheck.State.UNKNOWN && context.isStarted()) {
                notices.checked(
                        result.getCheck().getId(),
                        result.getState() == HealthCheck.State.DOWN,
                        result.getMessage().orElse(""));
            }
        }
    }

    private void tell(Notice notice) {
        if (notice.failure()) {
            LOG.warn("{}", notice.line());
        } else {
            LOG.info("{}", notice.line());
        }
        outboxes.forEach(outbox -> outbox.add(notice));
    }
}
