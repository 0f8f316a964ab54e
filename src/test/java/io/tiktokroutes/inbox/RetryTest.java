package io.tiktokroutes.inbox;

import static io.tiktokroutes.inbox.RouteBench.QUICK;
import static io.tiktokroutes.inbox.RouteBench.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fails is tried again, and holds up neither records nor destinations that do not. */
class RetryTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#kinds";

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void whatFailsIsTriedAgainUntilItIsDelivered(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            AtomicInteger tries = new AtomicInteger();
            bench.destination(
                            "d",
                            delivery ->
                                    delivery.items().stream()
                                            .filter(i -> i.record().key().equals("k1"))
                                            .filter(i -> tries.incrementAndGet() < 4)
                                            .forEach(i -> i.outcome(Outcome.failed("BUSY", "x"))))
                    .route(QUICK, "direct:d");
            bench.put(batch(0, 3));
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.keys("d"))
                    .containsExactlyInAnyOrder("k0", "k1", "k2", "k1", "k1", "k1");
            assertThat(bench.ledger("d"))
                    .containsExactly("k0|delivered|", "k1|delivered|", "k2|delivered|");
            assertThat(bench.rows("select attempts from ledger order by record_key"))
                    .containsExactly("1", "4", "1");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void whoFailedOftenDoesNotHoldUpWhoFailedOnce(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.put(batch(0, 1));
            for (int i = 0; i < 15; i++) {
                Batch old = bench.store.claim("in", 1, Duration.ofMinutes(1));
                bench.store.settle(List.of(), old, java.time.Instant.now().minusSeconds(1));
            }
            bench.put(batch(1, 2));
            AtomicInteger tries = new AtomicInteger();
            bench.destination(
                            "d",
                            delivery -> {
                                if (tries.incrementAndGet() == 1) {
                                    throw new java.io.IOException("busy");
                                }
                            })
                    .route("?backoff=20&maxBackoff=3600000&pollInterval=20", "direct:d");
            await().until(() -> bench.keys("d").size() == 3);
            assertThat(bench.asked.get("d")).containsExactly(List.of("k0", "k1"), List.of("k1"));
            await().until(() -> bench.waiting() == 1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aSinkThatThrowsIsTriedAgainToo(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            AtomicInteger tries = new AtomicInteger();
            bench.destination(
                            "d",
                            delivery -> {
                                if (tries.incrementAndGet() < 3) {
                                    delivery.items().stream()
                                            .filter(i -> i.record().key().equals("k0"))
                                            .forEach(i -> i.outcome(Outcome.refused("BAD", "x")));
                                    throw new IllegalStateException("half way");
                                }
                            })
                    .route(QUICK, "direct:d");
            bench.put(batch(0, 2));
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.ledger("d")).containsExactly("k0|refused|BAD", "k1|delivered|");
            assertThat(bench.keys("d")).containsExactly("k0", "k1", "k1", "k1");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aRouteThatThrowsLosesNothing(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            AtomicInteger tries = new AtomicInteger();
            bench.destination("a", delivery -> {}).destination("b", delivery -> {});
            bench.routes(
                    new org.apache.camel.builder.RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:trouble")
                                    .process(
                                            e -> {
                                                int tried = tries.incrementAndGet();
                                                if (tried == 1) {
                                                    throw new IllegalStateException("first");
                                                } else if (tried == 2) {
                                                    throw new StackOverflowError();
                                                }
                                            });
                        }
                    });
            bench.route(QUICK, "direct:a", "direct:trouble", "direct:b");
            bench.put(batch(0, 2));
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.asked.get("a")).containsExactly(List.of("k0", "k1"));
            assertThat(bench.asked.get("b")).containsExactly(List.of("k0", "k1"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void destinationsAreIndependent(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            AtomicInteger tries = new AtomicInteger();
            bench.destination(
                            "down",
                            delivery -> {
                                if (tries.incrementAndGet() < 5) {
                                    throw new java.io.IOException("down");
                                }
                            })
                    .destination("up", delivery -> {})
                    .route(QUICK, "direct:down", "direct:up");
            bench.put(batch(0, 3));
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.asked.get("up")).containsExactly(List.of("k0", "k1", "k2"));
            assertThat(bench.asked.get("down")).hasSize(5);
            assertThat(bench.ledger("down")).hasSize(3).allMatch(l -> l.contains("delivered"));
            assertThat(bench.ledger("up")).hasSize(3).allMatch(l -> l.contains("delivered"));
        }
    }
}
