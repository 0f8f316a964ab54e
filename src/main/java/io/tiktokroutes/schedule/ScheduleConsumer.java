package io.tiktokroutes.schedule;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets its route run when it is due, and soon after the start when a run was missed. */
final class ScheduleConsumer extends DefaultConsumer implements ScheduledWork, Suspendable {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleConsumer.class);

    /** For the rest of the route to start, too. */
    private static final Duration SOON = Duration.ofMillis(500);

    /** A schedule that never ran counts as missed when it was due within that time. */
    private static final Duration EVER = Duration.ofDays(3653);

    /** Quartz may fire some milliseconds early, and what came then is not missed. */
    private static final Duration EARLY = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final ScheduleEndpoint endpoint;
    private final JobKey job;
    private final TriggerKey trigger;
    private volatile Scheduler scheduler;
    private volatile Instant last;

    /** Before a run that failed comes again; of the thread that runs it. */
    private Duration pause;

    ScheduleConsumer(ScheduleEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.job = JobKey.jobKey(endpoint.getName(), endpoint.getGroup());
        this.trigger = TriggerKey.triggerKey(endpoint.getName(), endpoint.getGroup());
        this.pause = endpoint.getComponent().firstPause();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        begin();
    }

    private void begin() throws SchedulerException {
        Scheduler quartz = endpoint.getComponent().scheduler();
        if (quartz.checkExists(job)) {
            throw new IllegalArgumentException(
                    "schedule:"
                            + name()
                            + " is read by another route already, and only one route can; give one of"
                            + " them another name");
        }
        scheduler = quartz;
        JobDetail detail =
                JobBuilder.newJob(ScheduleJob.class).withIdentity(job).storeDurably().build();
        detail.getJobDataMap().put(ScheduleJob.CONSUMER, this);
        scheduler.addJob(detail, true);
        last = lastRun();
        boolean missed = endpoint.isCatchUp() && missed();
        schedule();
        LOG.info(
                "schedule {}: {}, by the clock of {}{}; next run {}",
                name(),
                endpoint.getWhen(),
                endpoint.clock(),
                !missed
                        ? ""
                        : last == null
                                ? "; the first run comes now"
                                : "; a run was missed, and comes now",
                next().map(this::shown).orElse("never"));
        if (missed) {
            scheduler.scheduleJob(
                    TriggerBuilder.newTrigger()
                            .withIdentity(job.getName() + " missed", job.getGroup())
                            .forJob(job)
                            .startAt(Date.from(Instant.now().plus(SOON)))
                            .build());
        }
        endpoint.getComponent().add(this);
    }

    private void schedule() throws SchedulerException {
        DueTrigger due = new DueTrigger(endpoint.schedule(), now());
        due.setKey(trigger);
        due.setJobKey(job);
        if (due.computeFirstFireTime(null) != null) {
            scheduler.scheduleJob(due);
        }
    }

    private Instant lastRun() {
        try {
            return endpoint.getComponent().runs().all().get(name());
        } catch (SQLException e) {
            LOG.warn("schedule {}: its last run cannot be read: {}", name(), e.toString());
            return null;
        }
    }

    private boolean missed() {
        Instant since = last == null ? now().minus(EVER) : last.plus(EARLY);
        return endpoint.schedule().next(since).filter(due -> !due.isAfter(now())).isPresent();
    }

    /**
     * Schedules anew when the clock was set back, for Quartz would wait until it is there again.
     */
    void keepTime() {
        try {
            Optional<Instant> due = endpoint.schedule().next(now().plus(EARLY));
            if (due.isPresent() && next().filter(next -> !next.isAfter(due.get())).isEmpty()) {
                scheduler.unscheduleJob(trigger);
                schedule();
                LOG.info(
                        "schedule {}: the clock was set back; next run {}",
                        name(),
                        next().map(this::shown).orElse("never"));
            }
        } catch (SchedulerException | RuntimeException e) {
            LOG.warn("schedule {}: {}", name(), e.toString());
        }
    }

    void runNow() {
        Scheduler quartz = scheduler;
        try {
            if (quartz != null) {
                quartz.triggerJob(job);
            }
        } catch (SchedulerException e) {
            LOG.warn("schedule {}: {}", name(), e.toString());
        }
    }

    /** One run, on a thread of Quartz. */
    void run() {
        if (scheduler == null) {
            return; // stopped meanwhile
        }
        Instant begun = now();
        Exchange exchange = createExchange(true);
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        boolean cut =
                scheduler == null
                        && (exchange.isFailed()
                                || endpoint.getCamelContext()
                                        .getShutdownStrategy()
                                        .isForceShutdown());
        boolean failed = exchange.isFailed();
        releaseExchange(exchange, false);
        if (!cut) {
            ended(begun);
        }
        if (failed) {
            tryAgain();
        } else {
            pause = endpoint.getComponent().firstPause();
        }
    }

    /**
     * A run that failed as a whole, such as one without an access token, comes again before its
     * next time: who has signed in meanwhile need not wait until tomorrow.
     */
    private void tryAgain() {
        Scheduler quartz = scheduler;
        Instant again = now().plus(pause);
        if (quartz == null || next().filter(due -> !due.isAfter(again)).isPresent()) {
            return;
        }
        try {
            TriggerKey key = new TriggerKey(job.getName() + " again", job.getGroup());
            quartz.unscheduleJob(key);
            quartz.scheduleJob(
                    TriggerBuilder.newTrigger()
                            .withIdentity(key)
                            .forJob(job)
                            .startAt(Date.from(Instant.now().plus(pause)))
                            .build());
            LOG.info(
                    "schedule {}: the run failed; it comes again in {} s",
                    name(),
                    pause.toSeconds());
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        } catch (SchedulerException e) {
            LOG.warn("schedule {}: {}", name(), e.toString());
        }
    }

    /** Only what has ended is noted, so that what a kill cuts off is done again. */
    private void ended(Instant begun) {
        last = begun;
        try {
            endpoint.getComponent().runs().ended(name(), begun);
        } catch (SQLException e) {
            LOG.warn(
                    "schedule {}: this run could not be noted, and the next start repeats it: {}",
                    name(),
                    e.toString());
        }
    }

    /** A stop suspends first, and lets the run under way go on to its end for a while. */
    @Override
    protected void doSuspend() throws Exception {
        withdraw();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        begin();
    }

    @Override
    protected void doStop() throws Exception {
        withdraw();
        super.doStop();
    }

    private void withdraw() throws SchedulerException {
        Scheduler quartz = scheduler;
        scheduler = null;
        if (quartz != null) { // it never started, or is suspended
            endpoint.getComponent().remove(this);
            if (!quartz.isShutdown()) {
                quartz.deleteJob(job);
            }
        }
    }

    @Override
    public String name() {
        return endpoint.getGroup() + "/" + endpoint.getName();
    }

    @Override
    public Optional<Instant> next() {
        Scheduler quartz = scheduler;
        try {
            Trigger due = quartz == null ? null : quartz.getTrigger(trigger);
            return Optional.ofNullable(due).map(Trigger::getNextFireTime).map(Date::toInstant);
        } catch (SchedulerException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Instant> last() {
        return Optional.ofNullable(last);
    }

    /** Seconds since the last run began; no number when there is none. */
    double age() {
        return last == null ? Double.NaN : Duration.between(last, now()).toMillis() / 1000.0;
    }

    private Instant now() {
        return endpoint.getComponent().clock().instant();
    }

    private String shown(Instant time) {
        return time.atZone(endpoint.clock()).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
