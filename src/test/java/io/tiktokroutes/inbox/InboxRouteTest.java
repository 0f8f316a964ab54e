package io.tiktokroutes.inbox;

import static io.tiktokroutes.inbox.RouteBench.QUICK;
import static io.tiktokroutes.inbox.RouteBench.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches through a route to a destination: acceptance, leases, bounds, refusals. */
class InboxRouteTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#kinds";

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void recordsAreAcceptedOnceAndDeliveredInBatches(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            assertThat(bench.put(batch(0, 25)))
                    .extracting(Accepted::accepted, Accepted::duplicates)
                    .containsExactly(25, 0);
            assertThat(bench.put(batch(20, 30)))
                    .extracting(Accepted::accepted, Accepted::duplicates)
                    .containsExactly(5, 5);
            assertThat(bench.put(batch(0, 0)))
                    .extracting(Accepted::accepted, Accepted::duplicates)
                    .containsExactly(0, 0);
            bench.destination("d", delivery -> {}).route(QUICK + "&batchSize=10", "direct:d");
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.keys("d")).hasSize(30).doesNotHaveDuplicates();
            assertThat(bench.asked.get("d")).allSatisfy(keys -> assertThat(keys).hasSize(10));
            assertThat(bench.put(batch(0, 30)))
                    .as("what was settled is known")
                    .extracting(Accepted::accepted, Accepted::duplicates)
                    .containsExactly(0, 30);
            assertThat(bench.rows("select distinct outcome, request_id, attempts from ledger"))
                    .containsExactly("delivered|r-1|1");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aRecordPutWhileTheInboxIsEmptyWakesTheConsumer(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("d", delivery -> {}).route("?pollInterval=60000", "direct:d");
            for (int i = 0; i < 5; i++) {
                bench.put(batch(i, i + 1));
                await().until(() -> bench.waiting() == 0);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void severalBatchesMayBeUnderWayAtOnce(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.put(batch(0, 30));
            // who claims while another's rows are locked may get fewer than ten, so batches may be
            // more than three: the first three wait for each other, the rest pass
            CountDownLatch three = new CountDownLatch(3);
            bench.destination(
                            "d",
                            delivery -> {
                                three.countDown();
                                assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
                            })
                    .route(QUICK + "&batchSize=10&consumers=3", "direct:d");
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.keys("d")).hasSize(30).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void whatWasRefusedIsKeptAsItCameAndLeavesTheInbox(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination(
                            "d",
                            delivery -> {
                                var item = delivery.items().get(1);
                                item.payload(new com.fasterxml.jackson.databind.node.TextNode("m"));
                                item.outcome(
                                        Outcome.refused("BAD_EMAIL", "no\0 way " + "x".repeat(2000))
                                                .withRequestId("r-9"));
                            })
                    .route(QUICK, "direct:d");
            bench.put(batch(0, 3));
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.ledger("d"))
                    .containsExactly("k0|delivered|", "k1|refused|BAD_EMAIL", "k2|delivered|");
            assertThat(bench.rows("select record_key, destination, reason, payload from refused"))
                    .containsExactly("k1|d|BAD_EMAIL|{\"n\":1}");
            assertThat(bench.rows("select request_id from ledger where record_key = 'k1'"))
                    .containsExactly("r-9");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void numbersTravelExactly(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            String json =
                    "{\"id\":7391004512208835601,\"v\":100.00,\"w\":0.1,\"t\":\"Łoś 🎈\\u0000\"}";
            var payload =
                    new com.fasterxml.jackson.databind.json.JsonMapper()
                            .readerFor(com.fasterxml.jackson.databind.JsonNode.class)
                            .with(
                                    com.fasterxml.jackson.databind.DeserializationFeature
                                            .USE_BIG_DECIMAL_FOR_FLOATS)
                            .without(
                                    com.fasterxml.jackson.databind.cfg.JsonNodeFeature
                                            .STRIP_TRAILING_BIGDECIMAL_ZEROES)
                            .<com.fasterxml.jackson.databind.JsonNode>readValue(json);
            bench.put(new Batch("in", List.of(Record.of("in", "k", payload))));
            Batch claimed = bench.store.claim("in", 1, Duration.ofMinutes(1));
            assertThat(claimed.get(0).payload().toString()).isEqualTo(json);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aBatchThatTakesLongerThanItsLeaseStaysOurs(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            CountDownLatch go = new CountDownLatch(1);
            bench.destination("d", delivery -> go.await(60, TimeUnit.SECONDS))
                    .route(QUICK + "&lease=1500&consumers=2", "direct:d");
            bench.put(batch(0, 2));
            await().until(() -> bench.asked.get("d").size() == 1);
            await().during(Duration.ofSeconds(4))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> bench.asked.get("d").size() == 1);
            go.countDown();
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.asked.get("d")).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void whatADeadProcessHeldIsTakenOverAndNotSentTwice(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.put(batch(0, 3));
            Batch held = bench.store.claim("in", 3, Duration.ofMillis(300));
            bench.ledger.write(
                    "d",
                    "in",
                    "in",
                    List.of(new Ledger.Line(held.get(1), Outcome.delivered("r-0"))));
            // and died before it settled
            bench.destination("d", delivery -> {}).route(QUICK, "direct:d");
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.keys("d")).containsExactly("k0", "k2");
            assertThat(bench.ledger("d")).hasSize(3);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aFullInboxTakesNoMore(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            var template = bench.camel.createProducerTemplate();
            template.requestBody("inbox:in?bound=5", batch(0, 5));
            var full =
                    org.assertj.core.api.Assertions.catchThrowableOfType(
                            CamelExecutionException.class,
                            () ->
                                    template.requestBody(
                                            "inbox:in?bound=5&lease=60001", batch(5, 6)));
            assertThat(full.getCause())
                    .isInstanceOf(io.tiktokroutes.record.InboxFullException.class)
                    .hasMessageContaining("in")
                    .hasMessageContaining("5");
            assertThat(bench.waiting()).isEqualTo(5);
            bench.store.settle(bench.store.claim("in", 5, Duration.ofMinutes(1)), List.of(), null);
            await().ignoreExceptions()
                    .until(
                            () ->
                                    template.requestBody(
                                                            "inbox:in?bound=5&lease=60001",
                                                            batch(5, 6),
                                                            Accepted.class)
                                                    .accepted()
                                            == 1);
        }
    }
}
