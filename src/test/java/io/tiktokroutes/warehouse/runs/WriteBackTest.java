package io.tiktokroutes.warehouse.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiktokroutes.cdp.LogLines;
import io.tiktokroutes.record.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results in the tables of the warehouse. */
class WriteBackTest {

    private static final String ALL_KINDS = "io.tiktokroutes.store.BothDatabases#allKinds";
    private static final String LOG =
            "select sync_run_id, row_id, destination, op_type, status, failure_reason from %s"
                    + " order by sync_run_id, row_id";

    @TempDir Path folder;

    private static RunBench bench(String kind, Path folder, String prefix) throws Exception {
        RunBench bench = new RunBench(kind, folder).sync("orders");
        bench.execute("update model_sync set write_back = ?", prefix);
        return bench;
    }

    /** The row a was delivered, b refused. */
    private static long closedRun(RunBench bench, String op) throws Exception {
        long run = bench.run("orders", RunState.PROCESSING, true, 10, 2);
        bench.row(run, "a", op).row(run, "b", op);
        bench.outcome("orders", "a", "web", Outcome.delivered(""));
        bench.outcome("orders", "b", "web", Outcome.refused("BAD_PHONE", "it is none"));
        bench.look();
        return run;
    }

    @Tag("RX-HT-7")
    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL_KINDS)
    void aRunIsWrittenOnceAndTheSnapshotHasTheLatestOfEachRow(String kind) throws Exception {
        try (RunBench bench = bench(kind, folder, "tiktok_")) {
            WriteBack writing = new WriteBack(bench.sql, bench.database.dataSource(), bench.clock);
            long first = closedRun(bench, "added");
            writing.look();
            long second = bench.run("orders", RunState.PROCESSING, true, 10, 0, 0, 0, 1);
            bench.row(second, "b", "again");
            bench.outcome("orders", "b", "web", Outcome.delivered(""));
            bench.look();
            bench.run("orders", RunState.ABORTED, false);
            bench.look();
            writing.look();
            assertThat(bench.rows(LOG.formatted("tiktok_changelog")))
                    .containsExactly(
                            first + "|a|web|added|succeeded|null",
                            first + "|b|web|added|failed|BAD_PHONE it is none",
                            second + "|b|web|again|succeeded|null");
            assertThat(bench.rows(LOG.formatted("tiktok_snapshot")))
                    .containsExactly(
                            first + "|a|web|added|succeeded|null",
                            second + "|b|web|again|succeeded|null");
            assertThat(
                            bench.rows(
                                    "select destination, primary_key, status, error,"
                                            + " num_planned_add, num_succeeded_add, num_failed_add,"
                                            + " num_succeeded_again from tiktok_runs"
                                            + " order by sync_run_id"))
                    .containsExactly(
                            "web|id|completed with errors|null|2|1|1|0",
                            "web|id|completed|null|0|0|0|1",
                            "|id|aborted|no such table|0|0|0|0");
            // as after a kill between the two databases
            bench.execute("update model_run set written_at = null where id = ?", second);
            writing.look();
            assertThat(bench.rows("select count(*) from tiktok_changelog")).containsExactly("3");
            assertThat(bench.rows("select count(*) from model_run where written_at is null"))
                    .containsExactly("0");
            // as when a row of the first one waited for longer than the second one took
            bench.execute("update model_run set written_at = null where id = ?", first);
            writing.look();
            assertThat(bench.rows("select count(*) from tiktok_changelog")).containsExactly("3");
            assertThat(bench.rows(LOG.formatted("tiktok_snapshot")))
                    .containsExactly(
                            first + "|a|web|added|succeeded|null",
                            second + "|b|web|again|succeeded|null");
        }
    }

    @Test
    @Tag("RX-HT-7")
    void aWarehouseThatRefusesIsAskedAgainAndHoldsUpNothing() throws Exception {
        try (RunBench bench = bench("H2", folder, "audit.tiktok")) {
            WriteBack writing = new WriteBack(bench.sql, bench.database.dataSource(), bench.clock);
            closedRun(bench, "added");
            writing.look();
            assertThat(bench.rows("select state, written_at from model_run"))
                    .containsExactly("completed with errors|null");
            bench.execute("create schema audit");
            // as somebody made it who knows only short keys
            bench.execute(
                    "create table audit.tiktok_changelog (sync_id varchar(9), sync_run_id bigint,"
                            + " row_id varchar(9), destination varchar(9), op_type varchar(9),"
                            + " status varchar(9), failure_reason varchar(9), decided_at timestamp)");
            try (LogLines log = new LogLines()) {
                writing.look();
                assertThat(log.all())
                        .anyMatch(line -> line.endsWith("fit into its table (SQL state 22001)"))
                        .noneMatch(line -> line.contains("it is none"));
            }
            bench.execute("drop table audit.tiktok_changelog");
            writing.look();
            assertThat(bench.rows("select count(*) from audit.tiktok_changelog"))
                    .containsExactly("2");
        }
    }

    @Test
    void thereIsNothingToWriteForOtherSyncsAndNotInModeAll() throws Exception {
        try (RunBench bench = bench("H2", folder, "tiktok_")) {
            bench.execute("update model_sync set mode = 'all'");
            closedRun(bench, "added");
            new WriteBack(bench.sql, bench.database.dataSource(), bench.clock).look();
            assertThat(bench.rows("select written_at from model_run")).containsExactly("null");
        }
    }

    @Test
    void aPrefixIsNothingButAName() {
        for (String bad : new String[] {"a b", "a;drop table x", "a.b.c", "", "1a", "\"a\""}) {
            assertThatThrownBy(() -> new WriteBackTables(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("write letters, digits and underscores");
        }
        assertThat(new WriteBackTables("audit.sync").names())
                .containsExactly("audit.sync_changelog", "audit.sync_snapshot", "audit.sync_runs");
    }
}
