package io.tiktokroutes.warehouse.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.record.Outcome;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How runs end, and what is counted of them. */
class RunCloserTest {

    private static final String ALL_KINDS = "io.tiktokroutes.store.BothDatabases#allKinds";
    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#kinds";
    private static final Outcome GOOD = Outcome.delivered("");
    private static final Outcome BAD = Outcome.refused("BAD_PHONE", "the phone is none");
    private static final String RESULTS =
            "select destination, op, outcome, reason, row_count from model_run_result"
                    + " order by destination, op, outcome, reason";

    @TempDir Path folder;

    @Tag("RX-HT-4")
    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL_KINDS)
    void aRunIsOverWhenItsLastRowLeftTheInboxAndIsCountedThen(String kind) throws Exception {
        try (RunBench bench = new RunBench(kind, folder)) {
            bench.sync("orders");
            long run = bench.run("orders", RunState.PROCESSING, true, 1000, 2, 1, 0, 1);
            bench.row(run, "a", "added").row(run, "b", "added");
            bench.row(run, "c", "c@" + run, "changed").row(run, "d", "again");
            bench.waits("orders", "b").waits("orders", "of somebody else");
            bench.outcome("orders", "a", "web", GOOD).outcome("orders", "a", "cdp", GOOD);
            // delivered long before the run, which only the other destination refused
            bench.outcome("orders", "d", "cdp", GOOD, RunBench.NOON.minusSeconds(9000));
            bench.outcome("orders", "d", "web", GOOD);
            bench.outcome("orders", "c@" + run, "web", BAD);
            bench.outcome("orders", "c@" + run, "cdp", Outcome.skipped("NO_CONSENT", ""));
            assertThat(bench.look()).isEmpty();
            assertThat(bench.rows("select state from model_run")).containsExactly("processing");

            bench.execute("delete from inbox where record_key = 'b'");
            bench.outcome("orders", "b", "web", GOOD).outcome("orders", "b", "cdp", GOOD);
            List<RunCloser.Closed> closed = bench.look();
            assertThat(closed).hasSize(1);
            assertThat(RunEnding.words(closed.get(0)))
                    .isEqualTo(
                            "sync orders, run "
                                    + run
                                    + ": 2 added, 1 changed, 1 again of 1,000 rows; cdp: 2"
                                    + " delivered, 1 skipped (NO_CONSENT); web: 3 delivered, 1"
                                    + " refused (BAD_PHONE)");
            assertThat(closed.get(0).run().state()).isEqualTo(RunState.COMPLETED_WITH_ERRORS);
            assertThat(closed.get(0).run().finishedAt()).isEqualTo(RunBench.NOON);
            assertThat(bench.rows(RESULTS))
                    .containsExactly(
                            "cdp|added|delivered||2",
                            "cdp|changed|skipped|NO_CONSENT|1",
                            "web|added|delivered||2",
                            "web|again|delivered||1",
                            "web|changed|refused|BAD_PHONE|1");
            assertThat(bench.book.results(List.of(run)).get(run)).hasSize(5);
            assertThat(bench.look()).isEmpty();
        }
    }

    @Tag("RX-HT-4")
    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void whatNobodyHasAnOutcomeForIsNoReasonToStayOpen(String kind) throws Exception {
        try (RunBench bench = new RunBench(kind, folder)) {
            bench.sync("orders");
            long forgotten = bench.run("orders", RunState.PROCESSING, true, 5, 1);
            bench.row(forgotten, "a", "added");
            bench.run("other", RunState.COMPLETED, true, 5);
            assertThat(bench.look()).hasSize(2);
            assertThat(bench.rows("select state from model_run order by id"))
                    .containsExactly("completed", "completed");
            assertThat(bench.rows(RESULTS)).isEmpty();
        }
    }

    /** A resync forgot what it is bound to; its next run brings it back. */
    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void withoutABindingItWaitsForOne(String kind) throws Exception {
        try (RunBench bench = new RunBench(kind, folder)) {
            long run = bench.run("orders", RunState.PROCESSING, true, 5, 1);
            bench.row(run, "a", "added").outcome("orders", "a", "web", GOOD);
            assertThat(bench.look()).isEmpty();
            bench.sync("orders");
            assertThat(bench.look()).hasSize(1);
            assertThat(bench.rows(RESULTS)).containsExactly("web|added|delivered||1");
        }
    }

    @Tag("RX-HT-4")
    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void anAbortedRunStaysSoAndItsRowsAreCountedAllTheSame(String kind) throws Exception {
        try (RunBench bench = new RunBench(kind, folder)) {
            bench.sync("orders");
            long run = bench.run("orders", RunState.ABORTED, false, 5, 2);
            bench.row(run, "a", "added").waits("orders", "a");
            assertThat(bench.look()).isEmpty();
            bench.execute("delete from inbox");
            bench.outcome("orders", "a", "web", GOOD);
            assertThat(bench.look()).hasSize(1);
            assertThat(bench.rows("select state, reason from model_run"))
                    .containsExactly("aborted|no such table");
            assertThat(bench.rows(RESULTS)).containsExactly("web|added|delivered||1");
        }
    }

    @Tag("RX-HT-4")
    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL_KINDS)
    void aRunWhoseProgramWasKilledIsCancelledWhenItsClaimLapsed(String kind) throws Exception {
        try (RunBench bench = new RunBench(kind, folder)) {
            bench.sync("dead", "insert", RunBench.NOON.minusSeconds(90));
            bench.sync("alive", "insert", RunBench.NOON.plusSeconds(5));
            bench.run("dead", RunState.QUERYING, false);
            bench.run("alive", RunState.PROCESSING, false);
            // it began just now, and is not bound yet
            bench.run("new", RunState.QUERYING, false);
            bench.run("gone", RunState.QUERYING, false, RunBench.NOON.minusSeconds(700));
            bench.look();
            assertThat(bench.rows("select sync, state, reason from model_run order by id"))
                    .containsExactly(
                            "dead|cancelled|" + RunState.LOST,
                            "alive|processing|",
                            "new|querying|",
                            "gone|cancelled|" + RunState.LOST);
            assertThat(bench.look())
                    .extracting(c -> c.run().sync())
                    .containsExactly("dead", "gone");
            assertThat(bench.look()).isEmpty();
        }
    }

    /** Of many rows one waits, then a later one, then none. */
    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void manyRowsAreLookedThroughOnce(String kind) throws Exception {
        try (RunBench bench = new RunBench(kind, folder)) {
            int many = WaitingRows.PAGE * 2 + 1;
            bench.sync("orders");
            long run = bench.run("orders", RunState.PROCESSING, true, many, many);
            bench.sql.transaction(
                    connection -> {
                        try (PreparedStatement insert =
                                connection.prepareStatement(
                                        "insert into model_run_row (run_id, row_key, record_key,"
                                                + " op) values (?, ?, ?, 'added')")) {
                            for (int i = 0; i < many; i++) {
                                insert.setLong(1, run);
                                insert.setString(2, "k%06d".formatted(i));
                                insert.setString(3, "k%06d".formatted(i));
                                insert.addBatch();
                            }
                            return insert.executeBatch().length;
                        }
                    });
            WaitingRows rows = new WaitingRows(bench.sql, run);
            bench.waits("orders", "k000003").waits("orders", "k%06d".formatted(many - 1));
            assertThat(rows.are("orders")).isTrue();
            bench.execute("delete from inbox where record_key = 'k000003'");
            assertThat(rows.are("orders")).isTrue();
            assertThat(bench.look()).isEmpty();
            bench.execute("delete from inbox");
            bench.waits("orders", "another");
            assertThat(rows.are("orders")).isFalse();
            assertThat(bench.look()).hasSize(1);
            assertThat(bench.rows("select count(*) from model_run_row")).containsExactly("" + many);

            int seen[] = {0};
            new RunRows(bench.sql)
                    .each(bench.book.find(run).orElseThrow(), "orders", line -> seen[0]++);
            assertThat(seen[0]).isEqualTo(many);
            bench.run("orders", RunState.COMPLETED, true);
            assertThat(new RunForgetting(bench.sql, bench.clock).forget(Duration.ofMinutes(-1)))
                    .isEqualTo(1);
            assertThat(bench.rows("select count(*) from model_run_row")).containsExactly("0");
        }
    }

    @Tag("RX-HT-5")
    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL_KINDS)
    void runsAreForgottenAfterAWhileButForTheLastOfEachSync(String kind) throws Exception {
        try (RunBench bench = new RunBench(kind, folder)) {
            var old = RunBench.NOON.minus(Duration.ofDays(8));
            long first = bench.run("orders", RunState.COMPLETED, true, old, 1, 1);
            bench.run("orders", RunState.COMPLETED, true, 1, 1);
            bench.run("rare", RunState.COMPLETED, true, old, 1, 1);
            bench.run("stuck", RunState.PROCESSING, true, old, 1, 1);
            bench.row(first, "a", "added").row(first, "b", "added");
            bench.execute(
                    "insert into model_run_result (run_id, destination, op, outcome, reason,"
                            + " row_count) values (?, 'web', 'added', 'delivered', '', 2)",
                    first);
            RunForgetting forgetting = new RunForgetting(bench.sql, bench.clock);
            assertThat(forgetting.forget(Duration.ofDays(7))).isEqualTo(1);
            assertThat(bench.rows("select sync from model_run order by id"))
                    .containsExactly("orders", "rare", "stuck");
            assertThat(bench.rows("select count(*) from model_run_row")).containsExactly("0");
            assertThat(bench.rows("select count(*) from model_run_result")).containsExactly("0");
            assertThat(forgetting.forget(Duration.ofDays(7))).isZero();
        }
    }
}
