package io.tiktokroutes.inbox;

import static io.tiktokroutes.inbox.RouteBench.QUICK;
import static io.tiktokroutes.inbox.RouteBench.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.inbox.Replays.Again;
import io.tiktokroutes.inbox.Replays.Placed;
import io.tiktokroutes.inbox.log.EventLog;
import io.tiktokroutes.inbox.log.LedgerLine;
import io.tiktokroutes.inbox.log.Run;
import io.tiktokroutes.inbox.log.RunFilter;
import io.tiktokroutes.inbox.log.RunLog;
import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that are put back to work for some of their destinations. */
class ReplaysTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#kinds";
    private static final String ALL_KINDS = "io.tiktokroutes.store.BothDatabases#allKinds";
    private static final String LINES =
            "select destination, outcome, attempts, flow from ledger order by 1";
    private static final String HISTORY =
            "select destination, outcome, reason, attempts, flow from ledger_history order by id";

    @TempDir Path folder;

    private static Replays replays(RouteBench bench) {
        return new Replays(new Sql(bench.database.dataSource()), Clock.systemUTC());
    }

    private static Again again(int n, String... destinations) {
        return new Again("k" + n, "{\"n\":" + n + "}", Set.of(destinations));
    }

    private static Placed put(RouteBench bench, String... destinations) throws Exception {
        return replays(bench).again("in", List.of(again(0, destinations))).get("k0");
    }

    private static void bad(io.tiktokroutes.record.Delivery delivery) {
        delivery.settleOpen(Outcome.refused("BAD", "x"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void whatWasRefusedIsSentAgainToThatDestinationAlone(String kind) throws Exception {
        AtomicBoolean mended = new AtomicBoolean();
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("a", delivery -> {})
                    .destination(
                            "b",
                            delivery -> {
                                if (!mended.get()) {
                                    bad(delivery);
                                }
                            })
                    .route(QUICK, "direct:a", "direct:b");
            bench.put(batch(0, 2));
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.rows("select count(*) from ledger_history")).containsExactly("0");
            mended.set(true);
            assertThat(put(bench, "b")).isEqualTo(Placed.PUT);
            assertThat(bench.put(batch(0, 2))).extracting(Accepted::accepted).isEqualTo(0);
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.keys("a")).containsExactly("k0", "k1");
            assertThat(bench.keys("b")).containsExactly("k0", "k1", "k0");
            assertThat(bench.ledger("b")).containsExactly("k0|delivered|", "k1|refused|BAD");
            assertThat(bench.rows("select attempts, flow from ledger where record_key = 'k0'"))
                    .containsExactlyInAnyOrder("1|in", "2|in");
            assertThat(bench.rows(HISTORY)).containsExactly("b|refused|BAD|1|in");
            assertThat(bench.rows("select record_key from refused")).containsExactly("k1");
            assertThat(bench.put(batch(0, 2))).extracting(Accepted::duplicates).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aReplayThatIsRefusedAgainKeepsItsPayloadAndItsHistory(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("a", ReplaysTest::bad).route(QUICK, "direct:a");
            bench.put(batch(0, 1));
            await().until(() -> bench.waiting() == 0);
            put(bench, "a");
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.rows(LINES)).containsExactly("a|refused|2|in");
            assertThat(bench.rows(HISTORY)).containsExactly("a|refused|BAD|1|in");
            assertThat(bench.rows("select payload from refused")).containsExactly("{\"n\":0}");
        }
    }

    /** Whoever noted the id of a run finds it after the replay, in both logs. */
    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL_KINDS)
    void aReplayBelongsToTheRunOfTheRecord(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("a", ReplaysTest::bad).route(QUICK, "direct:a");
            bench.put(batch(0, 1));
            await().until(() -> bench.waiting() == 0);
            Sql sql = new Sql(bench.database.dataSource());
            RunLog log = new RunLog(sql);
            UUID id = log.ofKey("k0").get(0).id();
            // "b" never had it, and gets a line of its own
            for (String destination : List.of("a", "b")) {
                assertThat(put(bench, destination)).isEqualTo(Placed.PUT);
                await().until(() -> bench.waiting() == 0);
            }
            assertThat(log.find(id)).map(Run::latest).get().asInstanceOf(LIST).hasSize(2);
            assertThat(new EventLog(sql).latest(RunFilter.ALL, 10))
                    .extracting(LedgerLine::runId)
                    .containsExactly(id.toString(), id.toString());
        }
    }

    /** One destination refused it, another is down: the record never left its inbox. */
    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aRecordThatWaitsForAnotherDestinationIsPutBackAllTheSame(String kind) throws Exception {
        AtomicBoolean mended = new AtomicBoolean();
        AtomicBoolean up = new AtomicBoolean();
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination(
                            "a",
                            delivery -> {
                                if (!mended.get()) {
                                    bad(delivery);
                                }
                            })
                    .destination(
                            "b",
                            delivery -> {
                                if (!up.get()) {
                                    delivery.settleOpen(Outcome.failed("DOWN", ""));
                                }
                            })
                    .route(QUICK, "direct:a", "direct:b");
            bench.put(batch(0, 1));
            await().until(() -> bench.keys("b").size() > 2);
            mended.set(true);
            await().until(() -> put(bench, "a") == Placed.PUT);
            await().until(() -> bench.ledger("a").equals(List.of("k0|delivered|")));
            assertThat(bench.keys("a")).hasSize(2);
            assertThat(put(bench, "b")).isEqualTo(Placed.WAITS);
            up.set(true);
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.ledger("b")).containsExactly("k0|delivered|");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL_KINDS)
    void aReplayThatWaitsIsWidenedByAnother(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            assertThat(put(bench, "a")).isEqualTo(Placed.PUT);
            assertThat(put(bench, "a")).isEqualTo(Placed.WAITS);
            assertThat(put(bench, "b", "a")).isEqualTo(Placed.PUT);
            assertThat(bench.put(batch(0, 1))).extracting(Accepted::duplicates).isEqualTo(1);
            for (String name : List.of("a", "b", "c")) {
                bench.destination(name, delivery -> {});
            }
            bench.route(QUICK, "direct:a", "direct:b", "direct:c");
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.rows(LINES)).containsExactly("a|delivered|1|in", "b|delivered|1|in");
            assertThat(bench.asked.get("c")).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL_KINDS)
    void whatABatchHoldsIsLeftUntilItIsOver(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.put(batch(0, 1));
            Batch held = bench.store.claim("in", 1, Duration.ofMinutes(1));
            Replays replays = replays(bench);
            assertThat(put(bench, "a")).isEqualTo(Placed.WAITS);
            assertThat(replays.missing("in", List.of(again(0, "a"))))
                    .isEqualTo(Map.of("k0", Placed.UNDER_WAY));
            List<Ledger.Line> lines = List.of(new Ledger.Line(held.get(0), Outcome.delivered("")));
            bench.ledger.write("a", "in", "in", lines);
            assertThat(put(bench, "a")).isEqualTo(Placed.UNDER_WAY);
            assertThat(replays.missing("in", List.of(again(0, "a"))))
                    .isEqualTo(Map.of("k0", Placed.SETTLED));
            bench.store.settle(held, List.of(), Instant.now());
            assertThat(put(bench, "a")).isEqualTo(Placed.PUT);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aDestinationThatIsGoneIsToldAndLosesNothingElse(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("a", delivery -> {}).route(QUICK, "direct:a");
            bench.put(batch(0, 1));
            await().until(() -> bench.waiting() == 0);
            put(bench, "gone");
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.ledger("gone")).containsExactly("k0|skipped|NO_DESTINATION");
            assertThat(bench.rows("select flow from ledger where destination = 'gone'"))
                    .containsExactly("in");
            assertThat(bench.keys("a")).containsExactly("k0");
            assertThat(bench.ledger(Settling.NOBODY)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aReplayWhoseProcessDiedAfterTheDeliveryIsNotSentOnceMore(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("a", delivery -> {}).route(QUICK, "direct:a");
            bench.put(batch(0, 1));
            await().until(() -> bench.waiting() == 0);
            bench.camel.getRouteController().stopRoute("in");
            put(bench, "a");
            Batch held = bench.store.claim("in", 1, Duration.ofMillis(1));
            assertThat(held.get(0).onlyFor()).containsExactly("a");
            List<Ledger.Line> lines = List.of(new Ledger.Line(held.get(0), Outcome.delivered("")));
            bench.ledger.write("a", "in", "in", lines);
            // and died before it settled
            bench.camel.getRouteController().startRoute("in");
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.keys("a")).containsExactly("k0");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL_KINDS)
    void anEndlessFailureDoesNotFillTheHistory(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            List<Ledger.Line> down = lines(Outcome.failed("DOWN", ""));
            List<Ledger.Line> busy = lines(Outcome.failed("BUSY", ""));
            for (int i = 0; i < 30; i++) {
                bench.ledger.write("a", "in", "f", down);
            }
            assertThat(bench.rows(HISTORY)).containsExactly("a|failed|DOWN|1|f");
            for (int i = 0; i < 30; i++) {
                bench.ledger.write("b", "in", "f", i % 2 == 0 ? down : busy);
            }
            bench.ledger.write("a", "in", "f", lines(Outcome.delivered("")));
            assertThat(bench.rows(HISTORY))
                    .hasSize(1 + LedgerLines.FAILURES_KEPT - 1 + 1)
                    .endsWith("a|failed|DOWN|30|f");
            assertThat(bench.rows(LINES)).containsExactly("a|delivered|31|f", "b|failed|30|f");
            new Ledger(new Sql(bench.database.dataSource()), Clock.systemUTC())
                    .forget(Duration.ofSeconds(-1));
            assertThat(bench.rows(HISTORY)).isEmpty();
        }
    }

    private static List<Ledger.Line> lines(Outcome outcome) {
        return List.of(new Ledger.Line(batch(0, 1).get(0), outcome));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void theFlowIsTheConsumingRouteBehindASplitToo(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("a", delivery -> {});
            bench.routes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("inbox:in" + QUICK)
                                    .routeId("leads-to-a")
                                    .split(body())
                                    .parallelProcessing()
                                    .to("direct:a");
                        }
                    });
            bench.put(batch(0, 1));
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.rows(LINES)).containsExactly("a|delivered|1|leads-to-a");
            assertThat(bench.rows("select 1 from ledger where received_at is null")).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aRecordOfNoInboxNamesTheRouteThatCalledTheSink(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("a", ReplaysTest::bad);
            bench.routes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:pull").routeId("pull").to("direct:a");
                        }
                    });
            bench.camel.createProducerTemplate().requestBody("direct:pull", batch(0, 1));
            assertThat(bench.rows(LINES)).containsExactly("a|refused|1|pull");
        }
    }

    /** Replays beside a busy consumer: whatever it holds when, each reaches both destinations. */
    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL_KINDS)
    void nothingIsLostBesideABusyRoute(String kind) throws Exception {
        AtomicBoolean mended = new AtomicBoolean();
        AtomicBoolean up = new AtomicBoolean();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination(
                            "a",
                            delivery -> {
                                if (!mended.get()) {
                                    bad(delivery);
                                } else {
                                    delivery.open().forEach(i -> seen.add(i.record().key()));
                                }
                            })
                    .destination(
                            "b",
                            delivery -> {
                                if (!up.get()) {
                                    delivery.settleOpen(Outcome.failed("DOWN", ""));
                                }
                            })
                    .route(QUICK + "&consumers=2&batchSize=7", "direct:a", "direct:b");
            bench.put(batch(0, 60));
            await().until(() -> bench.ledger("b").size() == 60);
            mended.set(true);
            Set<String> put = new HashSet<>();
            await().pollInterval(Duration.ofMillis(5))
                    .until(
                            () -> {
                                List<Again> left = new ArrayList<>();
                                IntStream.range(0, 60)
                                        .filter(n -> !put.contains("k" + n))
                                        .forEach(n -> left.add(again(n, "a")));
                                replays(bench)
                                        .again("in", left)
                                        .forEach(
                                                (key, placed) -> {
                                                    if (placed == Placed.PUT) {
                                                        put.add(key);
                                                    }
                                                });
                                return put.size() == 60;
                            });
            await().until(() -> seen.size() == 60);
            up.set(true);
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.keys("a")).hasSize(120);
            assertThat(bench.rows("select 1 from ledger where outcome <> 'delivered'")).isEmpty();
            assertThat(bench.rows("select 1 from refused")).isEmpty();
        }
    }
}
