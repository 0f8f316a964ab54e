package io.tiktokroutes.inbox;

import static io.tiktokroutes.inbox.RouteBench.QUICK;
import static io.tiktokroutes.inbox.RouteBench.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Camel's own patterns between an inbox and its destinations, bulk deliveries, and the end. */
class PatternsTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#kinds";

    @TempDir Path folder;

    private static boolean even(Object record) {
        return ((Record) record).payload().path("n").asInt() % 2 == 0;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aRecordThatNoDestinationTouchedIsInTheLedgerAsSkipped(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.route(QUICK, "log:nothing?level=OFF");
            bench.put(batch(0, 2));
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.ledger(Settling.NOBODY))
                    .containsExactly("k0|skipped|NO_DESTINATION", "k1|skipped|NO_DESTINATION");
            assertThat(bench.put(batch(0, 2)))
                    .extracting(Accepted::accepted, Accepted::duplicates)
                    .containsExactly(0, 2);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aSplitAndAFilterKeepTheOutcomes(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("even", delivery -> {});
            bench.routes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("inbox:in" + QUICK)
                                    .split(body())
                                    .filter(e -> even(e.getMessage().getBody()))
                                    .to("direct:even");
                        }
                    });
            bench.put(batch(0, 4));
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.ledger("even")).containsExactly("k0|delivered|", "k2|delivered|");
            assertThat(bench.ledger(Settling.NOBODY))
                    .containsExactly("k1|skipped|NO_DESTINATION", "k3|skipped|NO_DESTINATION");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aBatchMayBeMadeSmallerOnTheWay(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("even", delivery -> {}).destination("all", delivery -> {});
            bench.routes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("inbox:in" + QUICK)
                                    .setVariable("whole", body())
                                    .process(
                                            e ->
                                                    e.getMessage()
                                                            .setBody(
                                                                    e
                                                                            .getMessage()
                                                                            .getBody(Batch.class)
                                                                            .stream()
                                                                            .filter(
                                                                                    PatternsTest
                                                                                            ::even)
                                                                            .toList()))
                                    .to("direct:even")
                                    .setBody(variable("whole"))
                                    .to("direct:all");
                        }
                    });
            bench.put(batch(0, 4));
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.asked.get("even")).containsExactly(List.of("k0", "k2"));
            assertThat(bench.asked.get("all")).containsExactly(List.of("k0", "k1", "k2", "k3"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aMulticastReachesEveryDestinationWhateverOneDoes(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("a", delivery -> {})
                    .destination("b", d -> d.settleOpen(Outcome.skipped("CONSENT", "none")))
                    .destination("c", d -> d.settleOpen(Outcome.refused("BAD", "x")));
            bench.routes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("inbox:in" + QUICK)
                                    .multicast()
                                    .parallelProcessing()
                                    .to("direct:a", "direct:b", "direct:c");
                        }
                    });
            bench.put(batch(0, 50));
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.ledger("a")).hasSize(50).allMatch(l -> l.endsWith("delivered|"));
            assertThat(bench.ledger("b")).hasSize(50).allMatch(l -> l.endsWith("skipped|CONSENT"));
            assertThat(bench.ledger("c")).hasSize(50).allMatch(l -> l.endsWith("refused|BAD"));
            assertThat(bench.rows("select count(*) from refused")).containsExactly("50");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aDeliveryGivesTheRouteItsBodyBack(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("d", delivery -> {});
            Batch batch = batch(0, 2);
            assertThat(bench.camel.createProducerTemplate().requestBody("direct:d", batch))
                    .isSameAs(batch);
            assertThat(batch.get(0).settled()).isTrue();
            assertThatThrownBy(
                            () ->
                                    bench.camel
                                            .createProducerTemplate()
                                            .requestBody("direct:d", "some text"))
                    .hasRootCauseMessage(
                            "here travel records, not String; let them come from a source kamelet"
                                    + " or an inbox");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aBulkDeliveryIsRepeatedAndTheLedgerKeepsWhatWasRefusedOnly(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination(
                    "table",
                    "&bulk=true",
                    d -> d.items().get(0).outcome(Outcome.refused("MALFORMED", "no date")));
            var template = bench.camel.createProducerTemplate();
            template.requestBody("direct:table", batch(0, 3));
            Batch again = batch(0, 3);
            template.requestBody("direct:table", again);
            assertThat(bench.asked.get("table"))
                    .containsExactly(List.of("k0", "k1", "k2"), List.of("k0", "k1", "k2"));
            assertThat(bench.ledger("table")).containsExactly("k0|refused|MALFORMED");
            assertThat(bench.rows("select record_key from refused")).containsExactly("k0");
            assertThat(again.get(1).settled()).isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void stoppingFinishesTheBatchThatIsUnderWay(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            CountDownLatch go = new CountDownLatch(1);
            bench.destination("d", delivery -> go.await(20, TimeUnit.SECONDS))
                    .route(QUICK + "&batchSize=2", "direct:d");
            bench.put(batch(0, 6));
            await().until(() -> bench.asked.get("d").size() == 1);
            CompletableFuture<Void> stop =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    bench.camel.getRouteController().stopRoute("in");
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            var consumer = (InboxConsumer) bench.camel.getRoute("in").getConsumer();
            await().until(consumer::isStopping);
            go.countDown();
            stop.get(20, TimeUnit.SECONDS);
            assertThat(bench.keys("d")).containsExactly("k0", "k1");
            assertThat(bench.ledger("d")).containsExactly("k0|delivered|", "k1|delivered|");
            assertThat(bench.waiting()).isEqualTo(4);
            bench.camel.getRouteController().startRoute("in");
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.keys("d")).hasSize(6).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void idleConsumersStopAtOnce(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("d", delivery -> {})
                    .route("?pollInterval=600000&consumers=8", "direct:d");
            bench.put(batch(0, 1));
            await().until(() -> bench.waiting() == 0);
            Instant start = Instant.now();
            bench.camel.getRouteController().stopRoute("in");
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void anOldOutcomeIsKeptWhileTheRecordStillWaitsForAnother(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.put(batch(0, 1));
            Record waiting = bench.store.claim("in", 1, Duration.ofMinutes(1)).get(0);
            Record gone = batch(7, 8).get(0);
            for (Record record : List.of(waiting, gone)) {
                bench.ledger.write(
                        "d", "in", "in", List.of(new Ledger.Line(record, Outcome.delivered(""))));
            }
            Instant later = Instant.now().plus(Duration.ofDays(40));
            Ledger old =
                    new Ledger(
                            new io.tiktokroutes.store.Sql(bench.database.dataSource()),
                            Clock.fixed(later, ZoneOffset.UTC));
            assertThat(old.forget(Duration.ofDays(30))).isEqualTo(1);
            assertThat(bench.ledger("d")).containsExactly("k0|delivered|");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aMistakeInARouteFileIsNamed(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            for (String uri :
                    List.of(
                            "inbox:a b",
                            "inbox:in?batchSize=0",
                            "inbox:in?batchSize=10001",
                            "inbox:in?consumers=65",
                            "inbox:in?lease=0",
                            "inbox:in?pollInterval=0",
                            "inbox:in?backoff=-1",
                            "inbox:in?bound=0",
                            "delivery:open?eventSource=web",
                            "delivery:shut")) {
                assertThatThrownBy(() -> bench.camel.getEndpoint(uri))
                        .as(uri)
                        .rootCause()
                        .message()
                        .matches(".*(write|a sink needs a destination).*");
            }
        }
    }
}
