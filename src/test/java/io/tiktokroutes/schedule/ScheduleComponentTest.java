package io.tiktokroutes.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.ScheduleRuns;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerKey;

/** Schedules on the real Quartz: what runs, what is caught up, and what is noted. */
class ScheduleComponentTest {

    private static final String NAME = "test/x";
    private static final String DAILY = "schedule:test/x?when=every+day+at+05:00";
    private static final String SECONDLY = "schedule:test/x?when=RAW(0/1 * * * * ?)";
    private static final JobKey JOB = JobKey.jobKey("x", "test");

    @TempDir Path folder;
    private Database database;
    private ScheduleRuns runs;
    private CamelContext context;
    private ScheduleComponent schedules;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final AtomicInteger ran = new AtomicInteger();

    @AfterEach
    void stop() {
        if (context != null) {
            context.stop();
        }
        if (database != null) {
            database.close();
        }
    }

    private void open(String kind) throws Exception {
        database = BothDatabases.open(kind, folder);
        runs = new ScheduleRuns(new Sql(database.dataSource()));
    }

    private CamelContext context(String uri, Processor work) throws Exception {
        InstantSource moved = () -> Instant.now().plus(ahead.get());
        schedules =
                new ScheduleComponent(
                        runs, Metrics.unread(), ZoneOffset.UTC, moved.withZone(ZoneOffset.UTC));
        context = new DefaultCamelContext();
        context.disableJMX();
        context.addComponent("schedule", schedules);
        context.getComponent("quartz", QuartzComponent.class).setEnableJmx(false);
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri).routeId("x").process(work);
                    }
                });
        return context;
    }

    private void start(String uri) throws Exception {
        context(uri, exchange -> ran.incrementAndGet()).start();
    }

    private Scheduler quartz() {
        return context.getComponent("quartz", QuartzComponent.class).getScheduler();
    }

    /** Two while a missed run is about to come. */
    private int triggers() throws Exception {
        return quartz().getTriggersOfJob(JOB).size();
    }

    private void awaitNoted(Instant after) {
        await().until(() -> runs.all().getOrDefault(NAME, Instant.EPOCH).isAfter(after));
    }

    @ParameterizedTest
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void theFirstStartRunsAtOnceAndTheNextDoesNot(String kind) throws Exception {
        open(kind);
        Instant before = Instant.now().minusMillis(2);
        start(DAILY);
        awaitNoted(before);
        assertThat(schedules.running()).singleElement().satisfies(this::isDueTomorrow);
        context.stop();
        start(DAILY);
        assertThat(triggers()).isEqualTo(1);
        assertThat(schedules.running().iterator().next().last()).isPresent();
        assertThat(ran).hasValue(1);
    }

    @Test
    void aRunThatFailedComesAgainBeforeItsNextTime() throws Exception {
        open("H2");
        context(
                DAILY,
                exchange -> {
                    if (ran.incrementAndGet() < 3) {
                        throw new IllegalStateException("there is no access token");
                    }
                });
        schedules.setFirstPause(Duration.ofMillis(50));
        context.start();
        await().until(() -> ran.get() == 3 && triggers() == 1);
        assertThat(schedules.running()).singleElement().satisfies(this::isDueTomorrow);
        await().during(Duration.ofMillis(300)).until(() -> ran.get() == 3);
    }

    @Test
    void aRunMayBeAskedFor() throws Exception {
        open("H2");
        runs.ended(NAME, Instant.now());
        start(DAILY);
        assertThat(triggers()).isEqualTo(1);
        schedules.runNow();
        await().until(() -> ran.get() == 1);
        assertThat(schedules.running()).singleElement().satisfies(this::isDueTomorrow);
    }

    private void isDueTomorrow(ScheduledWork work) {
        assertThat(work.name()).isEqualTo(NAME);
        assertThat(work.next())
                .isEqualTo(Schedule.of("every day at 05:00", ZoneOffset.UTC).next(Instant.now()));
    }

    @ParameterizedTest
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void manyMissedRunsAreOne(String kind) throws Exception {
        open(kind);
        Instant before = Instant.now().minusMillis(2);
        runs.ended(NAME, before.minus(Duration.ofDays(20)));
        start(DAILY);
        awaitNoted(before);
        assertThat(triggers()).isEqualTo(1);
        assertThat(ran).hasValue(1);
    }

    @Test
    void whatRanAlreadyWaitsForItsTime() throws Exception {
        open("H2");
        runs.ended(NAME, Instant.now());
        start(DAILY);
        assertThat(triggers()).isEqualTo(1);
    }

    @Test
    void aRunThatBeganAMomentTooEarlyIsNotMissed() throws Exception {
        open("H2");
        Instant due =
                Schedule.of("every day at 05:00", ZoneOffset.UTC)
                        .next(Instant.now().minus(Duration.ofDays(1)))
                        .orElseThrow();
        runs.ended(NAME, due.minusMillis(2));
        start(DAILY);
        assertThat(triggers()).isEqualTo(1);
        assertThat(schedules.running().iterator().next().last()).contains(due.minusMillis(2));
    }

    @Test
    void catchUpCanBeSwitchedOff() throws Exception {
        open("H2");
        start(DAILY + "&catchUp=false");
        assertThat(triggers()).isEqualTo(1);
    }

    /** Nothing was missed before the start that the schedule names. */
    @Test
    @Tag("RX-WIT-1")
    void nothingRunsBeforeItsStart() throws Exception {
        open("H2");
        start(DAILY + "+from+2199-01-01");
        assertThat(triggers()).isEqualTo(1);
        assertThat(schedules.running().iterator().next().next())
                .contains(Instant.parse("2199-01-01T05:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void aRunThatAKillCutOffIsRepeated(String kind) throws Exception {
        open(kind);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        CamelContext before =
                context(
                        DAILY,
                        exchange -> {
                            begun.countDown();
                            killed.await();
                        });
        before.start();
        begun.await();
        assertThat(runs.all()).as("noted before it ended").isEmpty();
        Instant again = Instant.now().minusMillis(2);
        // another process would find the same
        start(DAILY);
        awaitNoted(again);
        assertThat(ran).hasValue(1);
        killed.countDown();
        before.stop();
    }

    @Test
    void aRunThatAStopCutsOffIsRepeatedAndOneThatEndsIsNot() throws Exception {
        open("H2");
        CountDownLatch begun = new CountDownLatch(1);
        context(
                DAILY,
                exchange -> {
                    begun.countDown();
                    await().until(() -> context.isStopping());
                    throw new IllegalStateException("the rest of the work was refused");
                });
        context.start();
        begun.await();
        context.stop();
        assertThat(runs.all()).isEmpty();
        CountDownLatch second = new CountDownLatch(1);
        context(
                DAILY,
                exchange -> {
                    second.countDown();
                    await().until(() -> context.isStopping());
                });
        context.start();
        second.await();
        context.stop();
        assertThat(runs.all()).containsKey(NAME);
    }

    @Test
    void aFailedRunIsARun() throws Exception {
        open("H2");
        Instant before = Instant.now().minusMillis(2);
        context(
                DAILY,
                exchange -> {
                    throw new IllegalStateException("TikTok is down");
                });
        context.start();
        awaitNoted(before);
    }

    @Test
    @Tag("R-WIT-3")
    void runsComeWhenTheyAreDueAndNeverOverlap() throws Exception {
        open("H2");
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        context(
                SECONDLY,
                exchange -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    ran.incrementAndGet();
                    go.await();
                    atOnce.decrementAndGet();
                });
        context.start();
        await().until(() -> ran.get() == 1);
        assertThat(quartz().getTriggerState(TriggerKey.triggerKey("x", "test")))
                .isEqualTo(TriggerState.BLOCKED);
        go.countDown();
        await().until(() -> ran.get() >= 3);
        assertThat(most).hasValue(1);
    }

    @Test
    void aClockThatIsSetBackStopsNothing() throws Exception {
        open("H2");
        ahead.set(Duration.ofDays(1));
        start(SECONDLY + "&catchUp=false");
        assertThat(schedules.running().iterator().next().next().orElseThrow())
                .isAfter(Instant.now().plus(Duration.ofHours(23)));
        ahead.set(Duration.ZERO);
        schedules.look();
        await().until(() -> ran.get() >= 1);
    }

    @Test
    void aStoppedRouteRunsNotAndCatchesUpWhenItIsStarted() throws Exception {
        open("H2");
        runs.ended(NAME, Instant.now());
        start(DAILY);
        context.getRouteController().stopRoute("x");
        assertThat(quartz().checkExists(JOB)).isFalse();
        assertThat(schedules.running()).isEmpty();
        Instant before = Instant.now().minusMillis(2);
        runs.ended(NAME, before.minus(Duration.ofDays(2)));
        context.getRouteController().startRoute("x");
        awaitNoted(before);
        assertThat(ran).hasValue(1);
    }

    @Test
    void twoRoutesCannotHaveOneSchedule() throws Exception {
        open("H2");
        start(DAILY);
        assertThatThrownBy(
                        () ->
                                context.addRoutes(
                                        new RouteBuilder() {
                                            @Override
                                            public void configure() {
                                                from(DAILY + "&zone=Asia/Tokyo").log("y");
                                            }
                                        }))
                .hasStackTraceContaining(
                        "schedule:test/x is read by another route already, and only one"
                                + " route can; give one of them another name");
    }

    @Test
    void byHandNothingFiresButWhoSends() throws Exception {
        open("H2");
        context(DAILY, exchange -> ran.incrementAndGet());
        schedules.setManual(true);
        context.start();
        assertThat(context.getRoute("x").getEndpoint()).isInstanceOf(DirectEndpoint.class);
        assertThat(schedules.running()).isEmpty();
        context.createProducerTemplate().sendBody("direct:schedule-x", "");
        assertThat(ran).hasValue(1);
    }

    @Test
    void aMistakeNamesTheSchedule() throws Exception {
        open("H2");
        assertThatThrownBy(() -> start("schedule:test/x?when=evry+day"))
                .hasStackTraceContaining(
                        "schedule:test/x: when is 'evry day': this is no schedule; did you mean"
                                + " 'every'?");
        assertThatThrownBy(() -> start(DAILY + "&zone=Berlin"))
                .hasStackTraceContaining(
                        "schedule:test/x: zone is 'Berlin': there is no time zone 'Berlin'; did you"
                                + " mean 'Europe/Berlin'?");
        assertThatThrownBy(() -> start("schedule:x?when=every+day+at+05:00"))
                .hasStackTraceContaining("'x' cannot be the name of a schedule; write letters");
    }
}
