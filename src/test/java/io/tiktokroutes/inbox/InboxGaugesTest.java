package io.tiktokroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How full inboxes are, on both databases. */
class InboxGaugesTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir Path folder;

    private static InboxStore at(Sql sql, Instant now) {
        return new InboxStore(sql, clock(now));
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static List<Record> records(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Record.of("in", "k" + i, JsonNodeFactory.instance.objectNode()))
                .toList();
    }

    private static double value(MeterRegistry registry, String gauge) {
        return registry.get("tiktok.routes.inbox." + gauge).tag("inbox", "in").gauge().value();
    }

    /** The gauges as a program has them whose routes name these endpoints. */
    private static MeterRegistry watch(Sql sql, Instant now, String... endpoints) throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        InboxGauges gauges = new InboxGauges(sql, clock(now), new Metrics(registry));
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            Ledger ledger = new Ledger(sql, clock(now));
            camel.addComponent("inbox", new InboxComponent(at(sql, now), ledger));
            camel.getCamelContextExtension().registerEndpointCallback(gauges);
            for (String endpoint : endpoints) {
                camel.getEndpoint(endpoint);
            }
        }
        return registry;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void tellWhatWaitsAndForHowLong(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            Sql sql = new Sql(database.dataSource());
            at(sql, NOON.minusSeconds(9_000)).put("other", records(0, 5));
            at(sql, NOON.minusSeconds(600)).put("in", records(0, 2));
            at(sql, NOON.minusSeconds(60)).put("in", records(2, 4));
            InboxStore store = at(sql, NOON);
            Batch claimed = store.claim("in", 2, Duration.ofMinutes(1));
            store.settle(claimed.subList(0, 1), claimed.subList(1, 2), NOON.plusSeconds(300));

            MeterRegistry registry = watch(sql, NOON, "inbox:in?batchSize=7", "inbox:other");
            assertThat(value(registry, "depth")).isEqualTo(3);
            assertThat(value(registry, "waiting")).isEqualTo(1);
            // the one that failed is the oldest, and stands at the end of the queue
            assertThat(value(registry, "oldest.age")).isEqualTo(600);
            assertThat(value(registry, "bound")).isEqualTo(1_000_000);

            // however often somebody looks, the database is not asked again at once
            store.put("in", records(4, 9));
            assertThat(value(registry, "depth")).isEqualTo(3);
            assertThat(value(watch(sql, NOON, "inbox:in"), "depth")).isEqualTo(8);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void countNoFurtherThanTheBoundAndTellWhenNobodyAnswers(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            Sql sql = new Sql(database.dataSource());
            MeterRegistry empty = watch(sql, NOON, "inbox:in");
            assertThat(value(empty, "depth")).isZero();
            assertThat(value(empty, "oldest.age")).isZero();

            at(sql, NOON).put("in", records(0, 5));
            // what reads the inbox names no bound
            MeterRegistry bound = watch(sql, NOON, "inbox:in?bound=3", "inbox:in?batchSize=2");
            assertThat(value(bound, "bound")).isEqualTo(3);
            assertThat(value(bound, "depth")).isEqualTo(3);

            Database gone = BothDatabases.open(kind, folder);
            MeterRegistry closed = watch(new Sql(gone.dataSource()), NOON, "inbox:in");
            gone.close();
            assertThat(value(closed, "depth")).isNaN();
            assertThat(value(closed, "oldest.age")).isNaN();
        }
    }
}
