package io.tiktokroutes.inbox.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.inbox.log.EventLog.Count;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The event log, what flows count, and stored payloads, on both databases. */
class LedgerFiguresTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#allKinds";

    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource(KINDS)
    @Tag("RX-CDP-13")
    void receivedAndRejectedAreListedAndCounted(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            new LedgerBench(database)
                    .line("f", "leads", "a", "event", "delivered", "2026-03-01T10:00:10Z")
                    .line("f", "leads", "b", "event", "delivered", "2026-03-01T10:00:59.999Z")
                    .line("f", "leads", "c", "event", "refused BAD", "2026-03-01T10:01:00Z")
                    .line("f", "leads", "d", "event", "failed CDP", "2026-03-01T10:01:01Z")
                    .line("f", "leads", "e", "event", "skipped X", "2026-03-01T10:01:02Z")
                    .line("f", "leads", "f", "event", "delivered", "2026-03-01T09:00:00Z");
            EventLog log = new EventLog(new Sql(database.dataSource()));
            assertThat(log.latest(RunFilter.ALL.of(EventLog.RECEIVED), 2))
                    .extracting(LedgerLine::key)
                    .containsExactly("b", "a");
            assertThat(log.latest(RunFilter.ALL.of(EventLog.REJECTED), 9))
                    .extracting(line -> line.key() + " " + line.action().outcome().reason())
                    .containsExactly("d CDP", "c BAD");
            Instant ten = Instant.parse("2026-03-01T10:00:00Z");
            assertThat(log.counts(RunFilter.ALL, ten, Duration.ofMinutes(1)))
                    .isEqualTo(Map.of(ten, new Count(2, 0), ten.plusSeconds(60), new Count(0, 2)));
            assertThat(log.counts(RunFilter.ALL, ten, Duration.ofMinutes(10)))
                    .isEqualTo(Map.of(ten, new Count(2, 2)));
        }
    }

    @ParameterizedTest
    @MethodSource(KINDS)
    void outcomesAndInboxesAreCounted(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            Instant now = Instant.now();
            LedgerBench bench =
                    new LedgerBench(database)
                            .line("f", "leads", "a", "event", "delivered", "2026-03-01T10:00:10Z")
                            .line("f", "leads", "b", "event", "delivered", "2026-03-02T10:00:10Z")
                            .line("f", "leads", "c", "event", "refused X", "2026-03-02T10:00:10Z")
                            .waiting("leads", "w", "{}", now)
                            .waiting("leads", "r", "{}", now);
            bench.execute(
                    "update inbox set ready_at = ? where record_key = 'r'",
                    Sql.utc(now.minusSeconds(5)));
            FlowFigures figures = new FlowFigures(new Sql(database.dataSource()));
            assertThat(figures.depth("leads", now)).isEqualTo(new FlowFigures.Depth(2, 1));
            assertThat(figures.depth("none", now)).isEqualTo(new FlowFigures.Depth(0, 0));
            Instant second = Instant.parse("2026-03-02T00:00:00Z");
            assertThat(figures.outcomes(null, 10).orElseThrow())
                    .extracting(o -> o.outcome() + " " + o.count() + " " + o.last())
                    .containsExactlyInAnyOrder(
                            "delivered 2 2026-03-02T10:00:10Z", "refused 1 2026-03-02T10:00:10Z");
            assertThat(figures.outcomes(second, 10).orElseThrow())
                    .extracting(FlowFigures.Outcomes::count)
                    .isEqualTo(List.of(1L, 1L));
        }
    }

    @ParameterizedTest
    @MethodSource(KINDS)
    void payloadsAreFoundWhileTheyAreKept(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            LedgerBench bench = new LedgerBench(database);
            Instant now = Instant.now();
            bench.waiting("leads", "w", "{\"in\":\"inbox\"}", now);
            bench.execute(
                    "insert into refused (inbox, record_key, destination, reason, detail, payload,"
                            + " refused_at) values ('leads', 'r', 'd', '', '', '{\"in\":1}', ?)",
                    Sql.utc(now));
            bench.execute(
                    "insert into lead (lead_id, form_id, advertiser_id, seen_at, payload)"
                            + " values ('l', 'f', 'a', ?, '{\"in\":2}'), ('m', 'f', 'a', ?, null)",
                    Sql.utc(now),
                    Sql.utc(now));
            StoredPayloads payloads = new StoredPayloads(new Sql(database.dataSource()));
            assertThat(payloads.find("leads", "w")).contains("{\"in\":\"inbox\"}");
            assertThat(payloads.find("leads", "r")).contains("{\"in\":1}");
            assertThat(payloads.find("leads", "l")).contains("{\"in\":2}");
            assertThat(payloads.find("leads", "m")).isEmpty();
            assertThat(payloads.find("other", "w")).isEmpty();
        }
    }
}
