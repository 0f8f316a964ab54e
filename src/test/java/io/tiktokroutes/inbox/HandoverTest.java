package io.tiktokroutes.inbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Record;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commits for several callers at once, and the way in memory from intake to consumer. */
class HandoverTest {

    @TempDir private Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void callersAtTheSameTimeAreCountedEachForItself(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            int callers = 8;
            List<Future<Accepted>> answers = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(callers);
            for (int caller = 0; caller < callers; caller++) {
                for (int n = 0; n < 20; n++) {
                    // every key is posted by two callers
                    int from = (caller / 2 * 20 + n) * 5;
                    answers.add(threads.submit(() -> bench.put(RouteBench.batch(from, from + 5))));
                }
            }
            int accepted = 0;
            int known = 0;
            for (Future<Accepted> answer : answers) {
                accepted += answer.get().accepted();
                known += answer.get().known().size();
            }
            threads.shutdown();
            assertThat(accepted).isEqualTo(callers / 2 * 20 * 5);
            assertThat(known).isEqualTo(accepted);
            assertThat(bench.waiting()).isEqualTo(accepted);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void aRecordTheTableCannotHoldCostsOnlyItsOwnCaller(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            CountDownLatch others = new CountDownLatch(1);
            GroupCommit commits =
                    new GroupCommit(
                            records -> {
                                // the first one waits until the rest stands behind it
                                awaitQuietly(others);
                                return bench.store.insert("in", records, null);
                            });
            ExecutorService threads = Executors.newFixedThreadPool(3);
            Future<Accepted> first = threads.submit(() -> commits.put(records("a", "b")));
            Future<Accepted> bad = threads.submit(() -> commits.put(records("x".repeat(300))));
            Future<Accepted> good = threads.submit(() -> commits.put(records("c", "a")));
            others.countDown();
            assertThat(first.get(30, SECONDS).accepted() + good.get(30, SECONDS).accepted())
                    .isEqualTo(3);
            Throwable refused = catchThrowable(() -> bad.get(30, SECONDS));
            assertThat(refused).hasCauseInstanceOf(SQLException.class);
            threads.shutdown();
            assertThat(bench.waiting()).isEqualTo(3);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void whatIsHandedOverIsClaimedInTheTableFromTheFirstMoment(String kind) throws Exception {
        CountDownLatch finish = new CountDownLatch(1);
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("d", delivery -> awaitQuietly(finish));
            bench.route("?batchSize=2&lease=1500", "direct:d");
            bench.put(RouteBench.batch(0, 10));
            await().until(() -> !bench.keys("d").isEmpty());
            // for several leases, so that it was renewed both under way and waiting
            Duration lease = Duration.ofMinutes(1);
            await().during(Duration.ofSeconds(4))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> bench.store.claim("in", 10, lease).isEmpty());
            finish.countDown();
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.keys("d")).doesNotHaveDuplicates().hasSize(10);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void whatWasHandedOverAndNotBegunIsFreeWhenTheRouteStops(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            // one record at a time: there is much left when the stop comes
            bench.destination("d", delivery -> {});
            bench.route("?batchSize=1", "direct:d");
            bench.put(RouteBench.batch(0, 3_000));
            await().until(() -> !bench.keys("d").isEmpty());
            bench.camel.getRouteController().stopRoute("in", 60, SECONDS);
            int done = bench.keys("d").size();
            assertThat(done).isLessThan(3_000);
            assertThat(bench.store.claim("in", 10_000, Duration.ofMinutes(1)))
                    .hasSize(3_000 - done);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void moreThanHasRoomGoesThroughTheTableAndIsDeliveredOnce(String kind) throws Exception {
        CountDownLatch full = new CountDownLatch(1);
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("d", delivery -> awaitQuietly(full));
            bench.route("?pollInterval=100", "direct:d");
            for (int from = 0; from < 12_000; from += 1_000) {
                bench.put(RouteBench.batch(from, from + 1_000));
            }
            assertThat(bench.rows("select count(*) from inbox where claimed_until is null"))
                    .doesNotContain("0");
            full.countDown();
            await().atMost(Duration.ofMinutes(1)).until(() -> bench.waiting() == 0);
            assertThat(bench.keys("d")).hasSize(12_000);
            assertThat(new HashSet<>(bench.keys("d"))).hasSize(12_000);
        }
    }

    private static List<Record> records(String... keys) {
        return IntStream.range(0, keys.length)
                .mapToObj(i -> Record.of("in", keys[i], JsonNodeFactory.instance.objectNode()))
                .toList();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
