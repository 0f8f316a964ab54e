package io.tiktokroutes.runtime.syncs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.runtime.notify.Level;
import io.tiktokroutes.runtime.syncs.SyncWatch.Standing;
import io.tiktokroutes.store.Glance;
import io.tiktokroutes.warehouse.runs.RunBench;
import io.tiktokroutes.warehouse.runs.RunBook;
import io.tiktokroutes.warehouse.runs.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What health and alerts make of the runs of syncs. */
class SyncWatchTest {

    @TempDir Path folder;

    private static Instant minute(int minute) {
        return RunBench.NOON.plusSeconds(60L * minute);
    }

    @Test
    @Tag("RX-HT-8")
    void theLastRunThatSaysSomethingTells() throws Exception {
        try (RunBench bench = new RunBench("H2", folder)) {
            SyncWatch watch = new SyncWatch(new RunBook(bench.sql));
            bench.run("orders", RunState.COMPLETED, true, minute(0), 10, 3);
            assertThat(one(watch).level()).isEqualTo(Level.GOOD);
            bench.run("orders", RunState.ABORTED, false, minute(1));
            bench.run("orders", RunState.CANCELLED, false, minute(2));
            bench.run("orders", RunState.QUERYING, false, minute(3));
            assertThat(one(watch).level()).isEqualTo(Level.CRITICAL);
            assertThat(one(watch).words())
                    .isEqualTo("run 2 was aborted at 2026-03-14T12:01:03Z: no such table");
            HealthCheck.Result down = health(watch);
            assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(down.getMessage()).get().asString().startsWith("orders: run 2 was aborted");
            // handed on as a whole, so that what aborted the other is over
            bench.run("orders", RunState.PROCESSING, true, minute(4), 10, 3);
            assertThat(one(watch).level()).isEqualTo(Level.GOOD);
            long run = bench.run("orders", RunState.COMPLETED_WITH_ERRORS, true, minute(5), 10, 3);
            bench.execute(
                    "insert into model_run_result (run_id, destination, op, outcome, reason,"
                            + " row_count) values (?, 'web', 'added', 'refused', 'BAD_PHONE', 2)",
                    run);
            bench.run("orders", RunState.PROCESSING, true, minute(6), 10, 3);
            assertThat(one(watch).level()).isEqualTo(Level.WARNING);
            assertThat(one(watch).words()).endsWith(": 2 × web refused BAD_PHONE");
            HealthCheck.Result up = health(watch);
            assertThat(up.getState()).isEqualTo(HealthCheck.State.UP);
            assertThat(up.getDetails()).containsEntry("orders", one(watch).words());
        }
    }

    private static Standing one(SyncWatch watch) throws Exception {
        return watch.look(List.of("orders")).get(0);
    }

    private static HealthCheck.Result health(SyncWatch watch) {
        return new SyncsHealthCheck(new Glance<>("syncs", () -> watch.look(List.of("orders"))))
                .call(Map.of());
    }
}
