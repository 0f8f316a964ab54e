package io.tiktokroutes.inbox.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.inbox.log.Run.Status;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The streaming log on both databases. */
class RunLogTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#kinds";
    private static final String FLOW = "leads-to-cdp";

    @TempDir Path folder;

    private static RunFilter filter(String flow, String destination, String reason, Instant since) {
        return new RunFilter(flow, List.of("leads"), destination, List.of(), reason, "", "", since);
    }

    private static List<String> keys(List<Run> runs) {
        return runs.stream().map(Run::key).toList();
    }

    @ParameterizedTest
    @MethodSource(KINDS)
    @Tag("R-CDP-60")
    @Tag("R-CDP-61")
    @Tag("RX-CDP-11")
    void aRunIsASuccessOnlyWhenEveryDestinationIsDone(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            Instant received = Instant.parse("2026-03-01T10:00:00.500Z");
            new LedgerBench(database)
                    .line(FLOW, "leads", "good", "event", "delivered", "2026-03-01T10:00:01Z")
                    .line(FLOW, "leads", "good", "object", "skipped X", "2026-03-01T10:00:02Z")
                    .line(FLOW, "leads", "half", "event", "delivered", "2026-03-01T10:00:03Z")
                    .line(FLOW, "leads", "half", "object", "refused BAD", "2026-03-01T10:00:04Z")
                    .line(FLOW, "leads", "bad", "event", "refused BAD", "2026-03-01T10:00:05Z")
                    .line(FLOW, "leads", "again", "event", "delivered", "2026-03-01T10:00:06Z")
                    .line(FLOW, "leads", "again", "object", "failed CDP", "2026-03-01T10:00:06Z")
                    .waiting("leads", "again", "{}", received)
                    // the second destination has not decided yet
                    .line(FLOW, "leads", "open", "event", "delivered", "2026-03-01T10:00:07Z")
                    .waiting("leads", "open", "{}", received);
            RunLog log = new RunLog(new Sql(database.dataSource()));
            List<Run> runs = log.latest(RunFilter.ALL, 50);
            assertThat(keys(runs)).containsExactly("open", "again", "bad", "half", "good");
            assertThat(runs.stream().map(Run::status).toList())
                    .containsExactly(
                            Status.RUNNING,
                            Status.RUNNING,
                            Status.FAILED,
                            Status.PARTIAL,
                            Status.SUCCESS);
            Run good = runs.get(4);
            assertThat(good.flow()).isEqualTo(FLOW);
            assertThat(good.receivedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
            assertThat(good.endedAt()).contains(Instant.parse("2026-03-01T10:00:02Z"));
            assertThat(runs.stream().map(Run::id).distinct()).hasSize(5);
            assertThat(good.id().version()).isEqualTo(8);
            assertThat(log.latest(RunFilter.ALL, 2)).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource(KINDS)
    void linesAreFilteredByWhatTheySay(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            new LedgerBench(database)
                    .line(FLOW, "leads", "a", "event", "delivered", "2026-03-01T10:00:01Z")
                    .line(FLOW, "leads", "a", "object", "refused BAD", "2026-03-01T10:00:02Z")
                    .line("other", "web", "b", "tiktok", "skipped X", "2026-03-02T10:00:00Z")
                    // of before flows were noted
                    .line(
                            "ledger",
                            "",
                            "leads",
                            "c",
                            "event",
                            "delivered",
                            1,
                            null,
                            "2026-03-03T10:00:00Z");
            RunLog log = new RunLog(new Sql(database.dataSource()));
            assertThat(keys(log.latest(filter(FLOW, "", "", null), 9))).containsExactly("c", "a");
            assertThat(keys(log.latest(filter("other", "", "", null), 9)))
                    .containsExactly("c", "b");
            assertThat(keys(log.latest(filter("", "object", "", null), 9))).containsExactly("a");
            assertThat(keys(log.latest(filter("", "", "BAD", null), 9))).containsExactly("a");
            assertThat(keys(log.latest(filter("", "", "BED", null), 9))).isEmpty();
            Instant second = Instant.parse("2026-03-02T10:00:00Z");
            assertThat(keys(log.latest(filter("", "", "", second), 9))).containsExactly("c", "b");
            assertThat(keys(log.latest(RunFilter.ALL.of(List.of("skipped", "refused")), 9)))
                    .containsExactly("b", "a");
            // the run as a whole, also where one line of it was asked for
            assertThat(log.latest(filter("", "object", "", null), 9).get(0).latest()).hasSize(2);
            assertThat(log.inboxes()).containsExactly("leads", "web");
        }
    }

    @ParameterizedTest
    @MethodSource(KINDS)
    @Tag("RX-CDP-12")
    void aRunIsFoundByItsIdAndByItsKeyWithEarlierOutcomes(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            Instant received = Instant.parse("2026-03-01T10:00:00.123Z");
            LedgerBench bench = new LedgerBench(database);
            for (int i = 0; i < 20; i++) {
                bench.line(FLOW, "leads", "k" + i, "event", "delivered", "2026-03-01T10:00:09Z");
            }
            bench.line(
                            "ledger_history",
                            FLOW,
                            "leads",
                            "x",
                            "event",
                            "failed CDP_503",
                            1,
                            received,
                            "2026-03-01T10:00:01Z")
                    .line(
                            "ledger_history",
                            FLOW,
                            "leads",
                            "x",
                            "event",
                            "failed CDP_503",
                            2,
                            received,
                            "2026-03-01T10:00:11Z")
                    .line(
                            "ledger",
                            FLOW,
                            "leads",
                            "x",
                            "event",
                            "delivered",
                            3,
                            received,
                            "2026-03-01T10:00:31Z")
                    .line(
                            "ledger",
                            "",
                            "web",
                            "x",
                            "tiktok",
                            "delivered",
                            1,
                            null,
                            "2026-03-01T09:00:00Z")
                    .waiting("leads", "new", "{}", received.plusSeconds(100));
            RunLog log = new RunLog(new Sql(database.dataSource()));
            List<Run> runs = log.ofKey("x");
            assertThat(runs.stream().map(Run::inbox)).containsExactly("leads", "web");
            Run run = runs.get(0);
            assertThat(run.actions().stream().map(Action::attempts)).containsExactly(1, 2, 3);
            assertThat(run.actions().stream().map(Action::earlier))
                    .containsExactly(true, true, false);
            assertThat(run.status()).isEqualTo(Status.SUCCESS);
            for (Run each : runs) {
                assertThat(log.find(each.id())).contains(each);
            }
            Run fresh = log.ofKey("new").get(0);
            assertThat(fresh.status()).isEqualTo(Status.RUNNING);
            assertThat(log.find(fresh.id())).contains(fresh);
            assertThat(log.find(RunId.of("leads", "nobody", received))).isEmpty();
            assertThat(log.ofKey("nobody")).isEmpty();
        }
    }

    /** A batch has one time for all of its lines, and may be larger than what is read at once. */
    @ParameterizedTest
    @MethodSource(KINDS)
    void aBatchOfOneTimeIsReadAsAWhole(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            LedgerBench bench = new LedgerBench(database);
            bench.line(FLOW, "leads", "first", "event", "delivered", "2026-03-01T09:00:00Z");
            for (int i = 0; i < 900; i++) {
                bench.line(FLOW, "leads", "k" + i, "event", "delivered", "2026-03-01T10:00:00Z");
                if (i % 300 == 0) {
                    bench.line(FLOW, "leads", "k" + i, "x", "skipped", "2026-03-01T10:00:00Z");
                }
            }
            RunLog log = new RunLog(new Sql(database.dataSource()));
            assertThat(keys(log.latest(RunFilter.ALL, 5_000))).hasSize(901).doesNotHaveDuplicates();
            assertThat(keys(log.latest(RunFilter.ALL, 100))).hasSize(100).doesNotHaveDuplicates();
            LedgerWalk walk =
                    LedgerWalk.on(
                            new Sql(database.dataSource()),
                            RunFilter.ALL.condition(),
                            Instant.EPOCH,
                            100);
            int lines = 0;
            for (int next = walk.next().size(); next > 0; next = walk.next().size()) {
                lines += next;
            }
            assertThat(lines).isEqualTo(904);
        }
    }

    @ParameterizedTest
    @MethodSource(KINDS)
    void newsAreToldOnceAndWhenARunIsOver(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            LedgerBench bench = new LedgerBench(database);
            bench.line(FLOW, "leads", "old", "event", "delivered", "2026-03-01T10:00:00Z");
            RunLog log = new RunLog(new Sql(database.dataSource()));
            RunNews news = new RunNews(log, RunFilter.ALL, List.of(), Instant.now());
            assertThat(news.next()).isEmpty();
            Instant received = Instant.parse("2026-03-01T10:00:00Z");
            bench.line(FLOW, "leads", "a", "event", "delivered", "2026-03-01T10:00:01Z")
                    .waiting("leads", "a", "{}", received)
                    .line(FLOW, "leads", "b", "event", "failed CDP", "2026-03-01T10:00:02Z")
                    .waiting("leads", "b", "{}", received);
            assertThat(keys(news.next())).containsExactly("b");
            assertThat(news.next()).isEmpty();
            bench.line(FLOW, "leads", "a", "object", "delivered", "2026-03-01T10:00:03Z");
            bench.execute("delete from inbox");
            bench.execute(
                    "update ledger set outcome = 'delivered', decided_at = ? where record_key = 'b'",
                    Sql.utc(Instant.parse("2026-03-01T10:00:04Z")));
            // its transaction ended late: the time it bears is one that was looked at before
            bench.line(FLOW, "leads", "late", "event", "delivered", "2026-03-01T10:00:01.500Z");
            List<Run> runs = news.next();
            assertThat(keys(runs)).containsExactlyInAnyOrder("a", "b", "late");
            assertThat(runs).allMatch(run -> run.status() == Status.SUCCESS);
            assertThat(news.next()).isEmpty();
        }
    }
}
