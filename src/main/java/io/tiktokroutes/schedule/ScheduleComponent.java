package io.tiktokroutes.schedule;

import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.store.ScheduleRuns;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.support.DefaultComponent;
import org.quartz.Scheduler;

/**
 * Camel's {@code schedule:GROUP/NAME?when=...}: work at set times, over the scheduler of Camel's
 * Quartz component.
 */
public final class ScheduleComponent extends DefaultComponent {

    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";
    private static final Pattern NAME = Pattern.compile("(" + WORD + ")/(" + WORD + ")");
    private static final long LOOK_SECONDS = 30;

    private final ScheduleRuns runs;
    private final Metrics metrics;
    private final ZoneId zone;
    private final Clock clock;
    private final Map<String, ScheduleConsumer> consumers = new ConcurrentSkipListMap<>();
    private final Set<String> shown = new HashSet<>();
    private boolean manual;
    private Duration firstPause = Duration.ofSeconds(5);
    private ScheduledExecutorService looking;

    /**
     * @param runs where it is kept when each schedule last ran
     * @param metrics where the age of that is shown
     * @param zone whose clock is meant where a route names none
     */
    public ScheduleComponent(ScheduleRuns runs, Metrics metrics, ZoneId zone) {
        this(runs, metrics, zone, Clock.systemUTC());
    }

    ScheduleComponent(ScheduleRuns runs, Metrics metrics, ZoneId zone, Clock clock) {
        this.runs = runs;
        this.metrics = metrics;
        this.zone = zone;
        this.clock = clock;
    }

    public boolean isManual() {
        return manual;
    }

    /** True makes every endpoint {@code direct:schedule-NAME}, which no clock fires. */
    public void setManual(boolean manual) {
        this.manual = manual;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        Matcher name = NAME.matcher(remaining);
        if (!name.matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + remaining
                            + "' cannot be the name of a schedule; write letters, digits and"
                            + " dashes, such as schedule:reports/ads-report");
        }
        ScheduleEndpoint endpoint =
                new ScheduleEndpoint(uri, this, name.group(1), name.group(2), zone);
        setProperties(endpoint, parameters);
        endpoint.read();
        return manual
                ? getCamelContext().getEndpoint("direct:schedule-" + name.group(2))
                : endpoint;
    }

    /** The schedules of the routes that run. */
    public Collection<? extends ScheduledWork> running() {
        return consumers.values();
    }

    /** Lets each schedule have a run at once, or right after the one under way. */
    public void runNow() {
        consumers.values().forEach(ScheduleConsumer::runNow);
    }

    /**
     * Lets one schedule have a run at once, or right after the one under way.
     *
     * @param name as {@code GROUP/NAME}
     * @return false when no running route has it
     */
    public boolean runNow(String name) {
        ScheduleConsumer consumer = consumers.get(name);
        if (consumer != null) {
            consumer.runNow();
        }
        return consumer != null;
    }

    /** How soon a run that failed comes again for the first time. */
    Duration firstPause() {
        return firstPause;
    }

    void setFirstPause(Duration firstPause) {
        this.firstPause = firstPause;
    }

    ScheduleRuns runs() {
        return runs;
    }

    Clock clock() {
        return clock;
    }

    Scheduler scheduler() {
        return getCamelContext().getComponent("quartz", QuartzComponent.class).getScheduler();
    }

    synchronized void add(ScheduleConsumer consumer) {
        consumers.put(consumer.name(), consumer);
        if (shown.add(consumer.name())) {
            metrics.schedule(consumer.name(), () -> age(consumer.name()));
        }
        if (looking == null) {
            looking =
                    getCamelContext()
                            .getExecutorServiceManager()
                            .newSingleThreadScheduledExecutor(this, "schedules");
            var unused =
                    looking.scheduleWithFixedDelay(
                            this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    void remove(ScheduleConsumer consumer) {
        consumers.remove(consumer.name(), consumer);
    }

    /** Quartz waits for a time of the clock, and for ever when the clock is set back. */
    void look() {
        consumers.values().forEach(ScheduleConsumer::keepTime);
    }

    private double age(String name) {
        ScheduleConsumer consumer = consumers.get(name);
        return consumer == null ? Double.NaN : consumer.age();
    }

    @Override
    protected void doStop() throws Exception {
        if (looking != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(looking);
            looking = null;
        }
        super.doStop();
    }
}
