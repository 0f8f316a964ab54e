package io.tiktokroutes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Gathering;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How rows are handed on: as a whole, into a full inbox, and from a warehouse that is lost. */
class SyncHandingTest {

    private static final String FIVE =
            "select 'C-' || n as id, n as visits from generate_series(1, 5) s(n)";

    @TempDir Path folder;

    private SyncBench bench;
    private final List<String> heard = new ArrayList<>();
    private String trouble = "";

    /** What a sink does that needs all rows. */
    private final Gathering.Part part =
            new Gathering.Part() {
                @Override
                public void complete() {
                    heard.add("complete");
                    if (!trouble.isEmpty()) {
                        throw new IllegalStateException(trouble);
                    }
                }

                @Override
                public void discard() {
                    heard.add("discard");
                }
            };

    @BeforeEach
    void open() throws Exception {
        bench = new SyncBench("PostgreSQL", folder);
        bench.camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:gather")
                                .routeId("gather")
                                .process(
                                        e ->
                                                gather(
                                                        e.getProperty(
                                                                Gathering.PROPERTY,
                                                                Gathering.class),
                                                        e.getMessage().getBody(Batch.class)));
                    }
                });
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void gather(Gathering gathering, Batch batch) {
        gathering.part("file", () -> part);
        for (Record record : batch) {
            boolean bad = record.key().equals("C-3");
            gathering.count("file", bad ? Outcome.refused("NO_MATCH", "") : Outcome.delivered(""));
        }
        heard.add(batch.size() + " rows");
    }

    @Test
    @Tag("R-HT-63")
    @Tag("R-HT-84")
    void modeAllHandsOnEveryRowAtEveryRunAndKeepsNone() throws Exception {
        bench.model("all", FIVE);
        bench.route("all", "all", "id", "direct:gather", "mode", "all", "batchSize", "2");
        for (int run = 0; run < 2; run++) {
            heard.clear();
            assertThat(bench.run("all")).isEmpty();
            assertThat(heard).containsExactly("2 rows", "2 rows", "1 rows", "complete");
        }
        assertThat(bench.snapshot()).isEmpty();
        assertThat(bench.rows("select * from model_run_row")).isEmpty();
        assertThat(bench.lastRun("all")).isEqualTo("completed with errors 5 rows +5 ~0 -0 again 0");
        assertThat(
                        bench.rows(
                                "select outcome, reason, row_count from model_run_result"
                                        + " where run_id = (select max(id) from model_run)"
                                        + " order by outcome"))
                .containsExactly(List.of("delivered", "", 4L), List.of("refused", "NO_MATCH", 1L));

        trouble = "the audience is locked";
        assertThat(bench.run("all")).isEqualTo(trouble);
        assertThat(bench.lastRun("all")).startsWith("aborted");

        bench.model("all", FIVE + " union all select 'C-1', 9");
        heard.clear();
        assertThat(bench.run("all")).contains("1 row has one that another row has (C-1)");
        assertThat(heard).isEmpty();
    }

    @Test
    void aFullInboxIsWaitedFor() throws Exception {
        bench.model("orders", FIVE);
        bench.route("orders", "orders", "id", "inbox:orders?bound=2", "batchSize", "2");
        CompletableFuture<String> run = CompletableFuture.supplyAsync(() -> bench.run("orders"));
        await().until(() -> bench.snapshot().size() == 2);
        assertThat(run.isDone()).isFalse();
        await().atMost(20, TimeUnit.SECONDS)
                .until(
                        () -> {
                            bench.delivered("orders");
                            return run.isDone();
                        });
        assertThat(run.get()).isEmpty();
        assertThat(bench.snapshot()).hasSize(5);
        assertThat(bench.rows("select distinct record_key from model_run_row")).hasSize(5);
    }

    @Test
    void aStopEndsTheWaitForAFullInbox() throws Exception {
        bench.model("orders", FIVE);
        bench.route("orders", "orders", "id", "inbox:orders?bound=2", "batchSize", "2");
        CompletableFuture<String> run = CompletableFuture.supplyAsync(() -> bench.run("orders"));
        await().until(() -> bench.snapshot().size() == 2);
        bench.camel.getRoutes().stream()
                .filter(route -> route.getEndpoint().getEndpointUri().contains("schedule-orders"))
                .forEach(route -> route.getConsumer().stop());
        await().until(() -> bench.lastRun("orders").startsWith("cancelled"));
        await().until(run::isDone);
        assertThat(bench.rows("select reason from model_run"))
                .containsExactly(List.of("the flow was stopped"));
        assertThat(bench.lastRun("orders")).isEqualTo("cancelled 5 rows +5 ~0 -0 again 0");
        assertThat(bench.snapshot()).containsExactly("C-1", "C-2");
    }

    @Test
    void aWarehouseThatIsLostMidwaySendsNothing() throws Exception {
        bench.model(
                "orders",
                "select 'C-' || n as id, case when n = 3000 then pg_terminate_backend("
                        + "pg_backend_pid())::text end as x from generate_series(1, 5000) s(n)");
        bench.sync("orders", "orders", "id");
        assertThat(bench.run("orders"))
                .startsWith("the query failed after ")
                .contains("rows; nothing was sent: ");
        assertThat(bench.waiting("orders")).isEmpty();
        assertThat(bench.snapshot()).isEmpty();
        bench.model("orders", FIVE.replace("visits", "x"));
        bench.execute("update model_sync set columns_seen = null");
        assertThat(bench.run("orders")).isEmpty();
        assertThat(bench.waiting("orders")).hasSize(5);
    }

    @Test
    void aQueryThatWritesIsRefusedByTheDatabase() throws Exception {
        bench.warehouse("create table audit (n integer)");
        bench.sync(
                "orders",
                "with w as (insert into audit values (1) returning n) select n as id from w",
                "id");
        assertThat(bench.run("orders"))
                .isEqualTo(
                        "a model only reads, and it changes something in the warehouse; write a"
                                + " query that begins with select");
    }
}
