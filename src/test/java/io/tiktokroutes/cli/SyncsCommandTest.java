package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.Ports;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.warehouse.runs.RunBench;
import io.tiktokroutes.warehouse.runs.RunCloser;
import io.tiktokroutes.warehouse.runs.RunState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code syncs} and {@code resync}, without a program that runs. */
class SyncsCommandTest {

    private static final String ROUTE =
            """
            - route:
                id: orders-intake
                description: Orders are read
                from:
                  uri: kamelet:warehouse-source
                  parameters:
                    name: orders
                    model: orders
                    primaryKey: id
                  steps:
                    - to:
                        uri: inbox:orders
            - route:
                id: orders-to-tiktok
                description: Orders become events
                from:
                  uri: inbox:orders
                  steps:
                    - to:
                        uri: kamelet:tiktok-event-sink
                        parameters:
                          destination: tiktok-web
                          mapping: orders
                          eventSource: web
                          eventSourceId: C1
            """;

    @TempDir Path folder;
    private String url;
    private Path config;
    private Path routes;
    private long run;

    @BeforeEach
    void twoRuns() throws Exception {
        routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("orders.camel.yaml"), ROUTE);
        url = BothDatabases.h2(folder);
        config = folder.resolve("application.properties");
        Files.writeString(
                config,
                "database.url="
                        + url.replace("\\", "/")
                        + "\ndatabase.user=sa\nhttp.port="
                        + Ports.free()
                        + "\n");
        try (RunBench bench = open()) {
            bench.sync("orders");
            bench.run("orders", RunState.ABORTED, false, RunBench.NOON.minusSeconds(7200));
            run = bench.run("orders", RunState.PROCESSING, true, 1000, 2, 1);
            bench.row(run, "a,\"1\"", "added").row(run, "b", "added").row(run, "c", "changed");
            bench.outcome("orders", "a,\"1\"", "tiktok-web", Outcome.delivered(""));
            bench.outcome("orders", "b", "tiktok-web", Outcome.refused("BAD_PHONE", "it is none"));
            bench.outcome("orders", "c", "tiktok-web", Outcome.delivered(""));
            new RunCloser(bench.sql, Clock.systemUTC()).look(closed -> {});
            for (String key : List.of("a,\"1\"", "b", "c")) {
                bench.execute(
                        "insert into model_row (sync_id, row_key, row_hash, run_id)"
                                + " select id, ?, 1, 1 from model_sync",
                        key);
            }
        }
    }

    private RunBench open() throws Exception {
        return new RunBench(Database.open(url, "sa", ""));
    }

    private Said said(String... arguments) {
        return Said.by(full(arguments));
    }

    private String[] full(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", config.toString(), "--routes", routes.toString()));
        return all.toArray(String[]::new);
    }

    private List<String> rows(String query) throws Exception {
        try (RunBench bench = open()) {
            return bench.rows(query);
        }
    }

    @Test
    @Tag("RX-HT-4")
    void theListAndTheRunsTellStatesAndCountsByKindOfChange() throws Exception {
        Said list = said("syncs");
        assertThat(list.code()).isZero();
        assertThat(list.outLines().get(1))
                .contains("orders", "orders-intake", "insert", "completed with errors")
                .contains("2 added, 1 changed of 1,000 rows");
        JsonNode json = new ObjectMapper().readTree(said("syncs", "--json").out());
        assertThat(json.path("last_run").path("rows").asInt()).isEqualTo(1000);
        assertThat(json.path("model").asText()).isEqualTo("orders");

        Said runs = said("syncs", "runs", "orders");
        assertThat(runs.outLines().get(1)).contains("completed with errors", "1000", "2", "1");
        assertThat(runs.outLines().get(2)).contains("aborted", "no such table");
        assertThat(runs.out())
                .containsPattern("tiktok-web +delivered +- +1 +1 +0 +0")
                .containsPattern("tiktok-web +refused +BAD_PHONE +1 +0 +0 +0");
        JsonNode told =
                new ObjectMapper()
                        .readTree(said("syncs", "runs", "orders", "--limit", "1", "--json").out());
        assertThat(told.path("outcomes")).hasSize(2);
        assertThat(told.path("operations").asInt()).isEqualTo(3);
    }

    @Test
    @Tag("RX-HT-5")
    void rowsAreFoundByKeyAndOutcomeAndExportAsCsvAndJson() throws Exception {
        assertThat(said("syncs", "rows", "orders", "--outcome", "refused").outLines())
                .hasSize(2)
                .last()
                .asString()
                .contains("b", "added", "tiktok-web", "refused", "BAD_PHONE", "it is none");
        assertThat(said("syncs", "rows", "orders", "--key", "c").outLines()).hasSize(2);
        assertThat(said("syncs", "rows", "orders", "--key", "z").out())
                .contains("no row of that kind was handed on");
        Said csv = said("syncs", "rows", "orders", "--run", "" + run, "--csv");
        assertThat(csv.out())
                .isEqualTo(
                        "run,key,op,destination,outcome,reason,detail,decided_at\r\n"
                                + run
                                + ",\"a,\"\"1\"\"\",added,tiktok-web,delivered,\"\",\"\",2026-03-14T11:59:50Z\r\n"
                                + run
                                + ",b,added,tiktok-web,refused,BAD_PHONE,it is none,2026-03-14T11:59:50Z\r\n"
                                + run
                                + ",c,changed,tiktok-web,delivered,\"\",\"\",2026-03-14T11:59:50Z\r\n");
        List<String> json = said("syncs", "rows", "orders", "--json").outLines();
        assertThat(json).hasSize(3);
        assertThat(new ObjectMapper().readTree(json.get(0)).path("key").asText())
                .isEqualTo("a,\"1\"");
        assertThat(said("syncs", "rows", "orders", "--limit", "1").out())
                .contains("These are the first 1;");
    }

    @Test
    void ofModeAllItIsToldWhereRefusedRowsStand() throws Exception {
        try (RunBench bench = open()) {
            bench.execute("update model_sync set mode = 'all'");
            bench.execute("delete from model_run_row");
        }
        assertThat(said("syncs", "rows", "orders", "--outcome", "refused").out())
                .contains("orders has the mode all, which keeps no rows")
                .contains("log --destination");
    }

    @Test
    void mistakesAreToldInOneLine() {
        assertThat(mistake("syncs", "runs", "order"))
                .isEqualTo(
                        "error: there is no sync 'order' in "
                                + routes
                                + "; did you mean 'orders'?");
        assertThat(mistake("resync", "order", "--yes")).contains("did you mean 'orders'?");
        assertThat(mistake("syncs", "rows", "orders", "--outcome", "refusd"))
                .contains("there is no outcome 'refusd'; did you mean 'refused'?");
        assertThat(mistake("syncs", "rows", "orders", "--run", "99"))
                .contains("orders has no run 99");
        assertThat(mistake("syncs", "rows", "orders", "--csv", "--json")).contains("not both");
        assertThat(mistake("syncs", "runs", "orders", "--limit", "0")).contains("write 1 to 1000");
        assertThat(mistake("syncs", "cancel", "orders")).contains("no run of orders");
        assertThat(mistake("resync", "orders")).endsWith("write --yes to do it");
    }

    private String mistake(String... arguments) {
        Said said = said(arguments);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errLines()).hasSize(1);
        return said.errLines().get(0);
    }

    @Test
    @Tag("RX-HT-4")
    void aRunIsCalledAndCancelledThroughTheDatabase() throws Exception {
        assertThat(said("syncs", "run", "orders").out())
                .startsWith("no program runs at http://127.0.0.1:")
                .contains("orders-intake within an hour");
        assertThat(rows("select sync from model_call")).containsExactly("orders");
        try (RunBench bench = open()) {
            bench.run("orders", RunState.QUERYING, false);
        }
        assertThat(said("syncs", "cancel", "orders").out()).contains("is asked to stop");
        assertThat(rows("select count(*) from model_run where cancel_at is not null"))
                .containsExactly("1");
    }

    @Test
    @Tag("RX-HT-6")
    void aResyncAsksAndThenForgetsSnapshotBindingAndOutcomes() throws Exception {
        try (RunBench bench = open()) {
            bench.outcome("orders", "of another source", "tiktok-web", Outcome.delivered(""));
            bench.execute(
                    "insert into audience (destination, kind, advertiser_ids, audience_name,"
                            + " calculate_type, inbox, bound_at)"
                            + " values ('aud', 'segment', '1', 'n', '', 'orders', ?)",
                    io.tiktokroutes.store.Sql.utc(RunBench.NOON));
            bench.execute("update model_sync set columns_seen = '{}'");
        }
        Said no = Said.to("no\n".getBytes(StandardCharsets.UTF_8), true, full("resync", "orders"));
        assertThat(no.code()).isEqualTo(1);
        assertThat(no.out())
                .contains("orders sent 3 rows as they are now")
                .contains("again to tiktok-web. It removes nothing: who left the query since")
                .endsWith("nothing was done\n");
        assertThat(said("resync", "orders", "--columns").code()).isZero();
        assertThat(rows("select mode, columns_seen from model_sync"))
                .containsExactly("insert|null");
        assertThat(rows("select count(*) from model_row")).containsExactly("3");

        Said yes =
                Said.to("yes\n".getBytes(StandardCharsets.UTF_8), true, full("resync", "orders"));
        assertThat(yes.code()).isZero();
        assertThat(rows("select count(*) from model_row")).containsExactly("0");
        assertThat(rows("select primary_key, mode, inbox, claimed_until from model_sync"))
                .containsExactly("||orders|null");
        assertThat(rows("select record_key from ledger where again_at is null"))
                .containsExactly("of another source");
        assertThat(rows("select kind from audience")).containsExactly("");

        try (RunBench bench = open()) {
            bench.execute(
                    "update model_sync set claimed_until = ?",
                    io.tiktokroutes.store.Sql.utc(Instant.now().plusSeconds(60)));
        }
        assertThat(mistake("resync", "orders", "--yes"))
                .contains("a run of orders is under way")
                .endsWith("syncs cancel orders");
    }
}
