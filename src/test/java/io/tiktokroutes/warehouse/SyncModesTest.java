package io.tiktokroutes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.cdp.LogLines;
import io.tiktokroutes.store.BothDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each mode hands on over several runs, on the program's database as the warehouse. */
class SyncModesTest {

    @TempDir Path folder;

    private SyncBench bench(String kind) throws Exception {
        String url = BothDatabases.url(kind, folder);
        SyncBench bench =
                new SyncBench(
                        io.tiktokroutes.runtime.Database.open(url, BothDatabases.user(kind), ""),
                        url,
                        BothDatabases.user(kind),
                        folder);
        bench.warehouse(
                "create table shop_order (id varchar(20) primary key, total decimal(10, 2))",
                "insert into shop_order values ('O-1', 10.50), ('O-2', 20), ('O-3', 30)");
        bench.model("orders", "select id as event_key, total\nfrom shop_order;\n");
        return bench;
    }

    @ParameterizedTest
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("RX-HT-1")
    @Tag("R-HT-13")
    @Tag("R-HT-38")
    void insertHandsOnEveryKeyOnce(String kind) throws Exception {
        try (SyncBench bench = bench(kind);
                LogLines log = new LogLines()) {
            bench.sync("orders", "orders", "event_key");
            assertThat(bench.run("orders")).isEmpty();
            assertThat(bench.waiting("orders"))
                    .containsOnlyKeys("O-1", "O-2", "O-3")
                    .containsEntry("O-1", "{\"event_key\":\"O-1\",\"total\":10.50}");
            assertThat(bench.lastRun("orders")).isEqualTo("processing 3 rows +3 ~0 -0 again 0");
            assertThat(bench.rows("select handed_at from model_run where handed_at is not null"))
                    .hasSize(1);
            assertThat(bench.rows("select primary_key, mode, inbox from model_sync").get(0))
                    .containsExactly("event_key", "insert", "orders");
            assertThat(log.starting("INFO orders: 3 rows read, 3 added, 0 changed, 0 removed"))
                    .hasSize(1);

            bench.delivered("orders");
            bench.warehouse(
                    "update shop_order set total = 11 where id = 'O-1'",
                    "insert into shop_order values ('O-4', 40)",
                    "delete from shop_order where id = 'O-2'");
            assertThat(bench.run("orders")).isEmpty();
            assertThat(bench.waiting("orders")).containsOnlyKeys("O-4");
            assertThat(bench.lastRun("orders")).isEqualTo("processing 3 rows +1 ~0 -0 again 0");
            assertThat(bench.snapshot()).containsExactly("O-1", "O-3", "O-4");

            // a row that comes back is known to the ledger
            bench.delivered("orders");
            bench.warehouse("insert into shop_order values ('O-2', 20)");
            assertThat(bench.run("orders")).isEmpty();
            assertThat(bench.waiting("orders")).isEmpty();
            // and goes again as it is now where it was refused
            assertThat(bench.refused.again)
                    .containsOnly(Map.entry("O-2", "{\"event_key\":\"O-2\",\"total\":20.00}"));
            assertThat(bench.run("orders")).isEmpty();
            assertThat(bench.lastRun("orders")).isEqualTo("completed 4 rows +0 ~0 -0 again 0");
        }
    }

    @ParameterizedTest
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void mirrorHandsOnWhatIsNewChangedAndGone(String kind) throws Exception {
        try (SyncBench bench = bench(kind)) {
            bench.sync("orders", "orders", "event_key", "mode", "mirror", "batchSize", "2");
            assertThat(bench.run("orders")).isEmpty();
            long first = run(bench);
            assertThat(bench.waiting("orders"))
                    .containsOnlyKeys("O-1@" + first, "O-2@" + first, "O-3@" + first);
            bench.delivered("orders");
            List<String[]> hashes =
                    bench.rows("select row_key, row_hash from model_row").stream()
                            .map(row -> new String[] {"" + row.get(0), "" + row.get(1)})
                            .toList();
            bench.warehouse(
                    "update shop_order set total = 11 where id = 'O-1'",
                    "insert into shop_order values ('O-4', 40)",
                    "delete from shop_order where id = 'O-2'");
            assertThat(bench.run("orders")).isEmpty();
            long second = run(bench);
            assertThat(bench.waiting("orders"))
                    .containsOnlyKeys("O-1@" + second, "O-4@" + second, "O-2@" + second)
                    .containsEntry("O-2@" + second, "{\"$removed\":\"O-2\"}");
            assertThat(bench.lastRun("orders")).isEqualTo("processing 3 rows +1 ~1 -1 again 0");
            assertThat(bench.snapshot()).containsExactly("O-1", "O-3", "O-4");
            assertThat(
                            bench.rows(
                                    "select row_key, op, record_key from model_run_row"
                                            + " where run_id = "
                                            + second
                                            + " order by row_key"))
                    .extracting(row -> row.get(0) + " " + row.get(1) + " " + row.get(2))
                    .containsExactly(
                            "O-1 changed O-1@" + second,
                            "O-2 removed O-2@" + second,
                            "O-4 added O-4@" + second);

            // killed after the inbox had the chunk, before the snapshot did; then O-4 leaves,
            // O-2 is back as it was, and O-1 too
            bench.execute("delete from inbox where record_key like 'O-1%'");
            bench.execute(
                    "insert into ledger (destination, inbox, record_key, outcome, reason, detail,"
                            + " request_id, attempts, decided_at, received_at, flow)"
                            + " select 'd', 'orders', record_key, 'delivered', '', '', '', 1,"
                            + " timestamp '2999-01-01 00:00:00', timestamp '2999-01-01 00:00:00', ''"
                            + " from model_run_row where row_key = 'O-1' and run_id = "
                            + second);
            bench.execute("delete from model_run_row where run_id = " + second);
            bench.execute("delete from model_row where row_key = 'O-4'");
            bench.execute(
                    "insert into model_row (sync_id, row_key, row_hash, run_id)"
                            + " select sync_id, 'O-2', 0, run_id from model_row"
                            + " where row_key = 'O-3'");
            for (String[] before : hashes) {
                bench.execute(
                        "update model_row set row_hash = %s where row_key = '%s'"
                                .formatted(before[1], before[0]));
            }
            bench.execute(
                    "update model_run set state = 'processing', handed_at = null where id = "
                            + second);
            bench.warehouse(
                    "update shop_order set total = 10.50 where id = 'O-1'",
                    "insert into shop_order values ('O-2', 20)",
                    "delete from shop_order where id = 'O-4'");
            assertThat(bench.run("orders")).isEmpty();
            assertThat(bench.lastRun("orders")).isEqualTo("processing 3 rows +0 ~2 -1 again 0");
            long third = run(bench);
            assertThat(bench.waiting("orders"))
                    .containsKeys("O-1@" + third, "O-2@" + third)
                    .containsEntry("O-4@" + third, "{\"$removed\":\"O-4\"}");
            assertThat(bench.snapshot()).containsExactly("O-1", "O-2", "O-3");
            assertThat(bench.run("orders")).isEmpty();
            assertThat(bench.lastRun("orders")).isEqualTo("completed 3 rows +0 ~0 -0 again 0");
        }
    }

    @ParameterizedTest
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("RX-HT-2")
    void refusedRowsGoAgainWhenTheyOrTheFilesChanged(String kind) throws Exception {
        try (SyncBench bench = bench(kind)) {
            bench.sync("orders", "orders", "event_key");
            assertThat(bench.run("orders")).isEmpty();
            bench.delivered("orders");
            java.time.Instant now = java.time.Instant.now();
            bench.refused.at.putAll(Map.of("O-1", now, "O-2", now));
            bench.warehouse("update shop_order set total = 11 where id in ('O-1', 'O-3')");
            assertThat(bench.run("orders")).isEmpty();
            assertThat(bench.refused.again)
                    .containsOnly(Map.entry("O-1", "{\"event_key\":\"O-1\",\"total\":11.00}"));
            assertThat(bench.lastRun("orders")).isEqualTo("processing 3 rows +0 ~1 -0 again 0");
            assertThat(bench.waiting("orders")).isEmpty();

            bench.refused.again.clear();
            new io.tiktokroutes.store.FileVersions(
                            new io.tiktokroutes.store.Sql(bench.database.dataSource()))
                    .keep("mappings/x.mapping.yaml", "x", now.plusSeconds(60));
            assertThat(bench.run("orders")).isEmpty();
            assertThat(bench.refused.again).containsOnlyKeys("O-1", "O-2");
            assertThat(bench.lastRun("orders")).isEqualTo("processing 3 rows +0 ~0 -0 again 2");
        }
    }

    private static long run(SyncBench bench) throws Exception {
        return ((Number) bench.rows("select max(id) from model_run").get(0).get(0)).longValue();
    }
}
