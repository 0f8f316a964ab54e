package io.tiktokroutes.inbox;

import static io.tiktokroutes.inbox.RouteBench.QUICK;
import static io.tiktokroutes.inbox.RouteBench.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Refused records whose rows are looked at again. */
class RefusedRecordsTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#kinds";
    private static final String ALL_KINDS = "io.tiktokroutes.store.BothDatabases#allKinds";

    @TempDir Path folder;

    private static RefusedRecords refused(RouteBench bench) {
        return new RefusedRecords(new Sql(bench.database.dataSource()), Clock.systemUTC());
    }

    private static List<String> seen(RouteBench bench) throws Exception {
        List<String> keys = new ArrayList<>();
        refused(bench).each("in", (key, at) -> keys.add(key));
        return keys;
    }

    private static void refuse(RouteBench bench, String destination, Batch batch) throws Exception {
        List<Ledger.Line> lines =
                batch.stream().map(r -> new Ledger.Line(r, Outcome.refused("BAD", "x"))).toList();
        bench.ledger.write(destination, "in", "in", lines);
    }

    /** The payloads that a destination takes: what says 7 is good. */
    private static void picky(Delivery delivery) {
        delivery.open().stream()
                .filter(item -> item.payload().path("n").asInt() != 7)
                .forEach(item -> item.outcome(Outcome.refused("BAD", "x")));
    }

    @Tag("RX-HT-2")
    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL_KINDS)
    void aNewPayloadGoesUnderItsOldKeyToWhoRefusedItAlone(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.destination("a", delivery -> {})
                    .destination("b", RefusedRecordsTest::picky)
                    .route(QUICK, "direct:a", "direct:b");
            bench.put(batch(0, 3));
            await().until(() -> bench.waiting() == 0);
            assertThat(seen(bench)).containsExactly("k0", "k1", "k2");

            Map<String, String> news = Map.of("k1", "{\"n\":7}", "k2", "{\"n\":8}", "no", "{}");
            assertThat(refused(bench).again("in", news)).isEmpty();
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.keys("a")).containsExactly("k0", "k1", "k2");
            assertThat(bench.keys("b")).hasSize(5);
            assertThat(bench.ledger("b"))
                    .containsExactly("k0|refused|BAD", "k1|delivered|", "k2|refused|BAD");
            assertThat(bench.rows("select record_key, payload from refused order by 1"))
                    .containsExactly("k0|{\"n\":0}", "k2|{\"n\":8}");

            refused(bench).withdraw("in", List.of("k0", "no"));
            assertThat(seen(bench)).containsExactly("k2");
            assertThat(bench.ledger("b")).contains("k0|refused|BAD");

            // its row is back
            refused(bench).again("in", Map.of("k0", "{\"n\":7}", "k1", "{\"n\":7}"));
            await().until(() -> bench.ledger("b").contains("k0|delivered|"));
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.keys("a")).hasSize(3);
            assertThat(bench.keys("b")).hasSize(6);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void whatWasPutBackIsNotShownAgainBeforeItIsRefusedAgain(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            refuse(bench, "a", batch(0, 2));
            refused(bench).again("in", Map.of("k0", "{\"n\":7}"));
            assertThat(seen(bench)).containsExactly("k1");
            refuse(bench, "b", batch(0, 1));
            assertThat(seen(bench)).containsExactly("k0", "k1");
        }
    }

    /** One destination refused it and another is down: the record never left its inbox. */
    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL_KINDS)
    void aRecordThatWaitsGetsTheNewPayloadToo(String kind) throws Exception {
        AtomicBoolean up = new AtomicBoolean();
        try (RouteBench bench = new RouteBench(kind, folder)) {
            bench.put(batch(0, 1));
            Batch held = bench.store.claim("in", 1, Duration.ofMinutes(1));
            refuse(bench, "a", held);
            bench.store.settle(List.of(), held, Instant.now());
            assertThat(refused(bench).again("in", Map.of("k0", "{\"n\":7}"))).isEmpty();
            assertThat(bench.rows("select payload, only_destination from inbox"))
                    .containsExactly("{\"n\":7}|null");
            Map<String, Integer> got = new TreeMap<>();
            bench.destination("a", delivery -> note(delivery, got))
                    .destination(
                            "b",
                            delivery -> {
                                if (up.get()) {
                                    note(delivery, got);
                                } else {
                                    delivery.settleOpen(Outcome.failed("DOWN", ""));
                                }
                            })
                    .route(QUICK, "direct:a", "direct:b");
            await().until(() -> bench.ledger("a").equals(List.of("k0|delivered|")));
            up.set(true);
            await().until(() -> bench.waiting() == 0);
            assertThat(got).containsExactly(Map.entry("a", 7), Map.entry("b", 7));
        }
    }

    private static void note(Delivery delivery, Map<String, Integer> got) {
        delivery.open()
                .forEach(i -> got.put(delivery.destination(), i.payload().path("n").asInt()));
    }

    @Test
    void whatABatchHoldsAllTheWhileStaysRefusedWithItsNewPayload() throws Exception {
        try (RouteBench bench = new RouteBench("H2", folder)) {
            bench.put(batch(0, 1));
            refuse(bench, "a", bench.store.claim("in", 1, Duration.ofMinutes(1)));
            assertThat(refused(bench).again("in", Map.of("k0", "{\"n\":7}"))).containsExactly("k0");
            assertThat(seen(bench)).containsExactly("k0");
            assertThat(bench.rows("select payload from refused")).containsExactly("{\"n\":7}");
            assertThat(bench.rows("select payload from inbox")).containsExactly("{\"n\":0}");
        }
    }

    /** More than fit one page, each by two destinations, of which the pages may part none. */
    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void manyAreShownOnceEachWithTheirLatestTime(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            Batch all = batch(0, 1251);
            refuse(bench, "a", all);
            Instant between = Instant.now();
            await().until(() -> Instant.now().isAfter(between.plusMillis(2)));
            refuse(bench, "b", all);
            Map<String, Instant> shown = new HashMap<>();
            refused(bench).each("in", (key, at) -> assertThat(shown.put(key, at)).isNull());
            assertThat(shown).hasSize(1251).allSatisfy((k, at) -> assertThat(at).isAfter(between));
            Map<String, String> news = new HashMap<>();
            Stream.of("k3", "k1250").forEach(key -> news.put(key, "{\"n\":7}"));
            for (int i = 400; i < 800; i++) {
                news.put("k" + i, "{\"n\":7}");
            }
            refused(bench).again("in", news);
            assertThat(bench.rows("select count(*), min(only_destination) from inbox"))
                    .containsExactly("402|a\nb");
            assertThat(seen(bench)).hasSize(1251 - 402);
        }
    }
}
