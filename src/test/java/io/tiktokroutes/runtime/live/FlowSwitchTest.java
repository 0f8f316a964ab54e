package io.tiktokroutes.runtime.live;

import static io.tiktokroutes.runtime.live.LiveBench.SOON;
import static io.tiktokroutes.runtime.live.LiveBench.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.FlowStops;
import io.tiktokroutes.store.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flows that an operator stops and starts, and what of it survives edits and restarts. */
class FlowSwitchTest {

    @TempDir Path root;
    private Database database;
    private FlowStops stops;
    private LiveBench bench;

    @BeforeEach
    void open() throws Exception {
        database = BothDatabases.open("H2", root);
        stops = new FlowStops(new Sql(database.dataSource()));
        bench = new LiveBench(root);
    }

    @AfterEach
    void close() {
        bench.close();
        database.close();
    }

    private FlowSwitch start() throws Exception {
        bench.live.loadRoutes();
        FlowSwitch flows = new FlowSwitch(bench.context, bench.live, stops);
        flows.first();
        bench.context.start();
        bench.context.addService(bench.live, true, true);
        bench.context.addService(flows, true, true);
        return flows;
    }

    private void awaitRunning(String... names) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(bench.running()).containsOnlyKeys(names));
    }

    private HealthCheck.Result health() {
        return HealthCheckRegistry.get(bench.context).getCheck("flows").orElseThrow().call();
    }

    private static String ticks(String id, String word) {
        return """
        - route:
            id: %s
            from:
              uri: kamelet:ticks-source
              parameters:
                word: "%s"
              steps:
                - to:
                    uri: kamelet:note-sink
                    parameters:
                      mark: %s
        """
                .formatted(id, word, id);
    }

    @Test
    @Tag("RX-CDP-15")
    void aFlowIsStoppedAndStartedWithinTwoSeconds() throws Exception {
        bench.save("ab.camel.yaml", answering("a", "one") + answering("b", "two"));
        start();
        LiveBench.Change stop = () -> stops.stop("a", Instant.parse("2026-02-03T04:05:06Z"));
        LiveBench.Change again = () -> stops.start("a");
        Callable<Boolean> stopped = () -> bench.ask("a").equals("(nothing)");
        Callable<Boolean> runs = () -> bench.ask("a").equals("one");
        LiveBench.takesEffect(stop, stopped, again, runs);
        assertThat(bench.ask("b")).isEqualTo("two");
        assertThat(health().getState()).isEqualTo(State.UP);
        assertThat(health().getDetails()).containsEntry("a", "stopped since 2026-02-03T04:05:06Z");
        LiveBench.takesEffect(again, runs, stop, stopped);
        await().atMost(SOON).until(() -> !health().getDetails().containsKey("a"));
    }

    @Test
    void theSourceKameletOfAStoppedFlowStopsWithIt() throws Exception {
        bench.save("k.camel.yaml", ticks("k", "tick") + ticks("m", "tock"));
        start();
        await().atMost(SOON).until(() -> bench.words().contains("k:tick"));
        stops.stop("k", Instant.now());
        awaitRunning("m", "ticks-source", "note-sink");
        assertThat(bench.running()).containsEntry("ticks-source", 1);
        bench.forget();
        await().atMost(SOON).until(() -> bench.words().contains("m:tock"));
        assertThat(bench.words()).doesNotContain("k:tick");
        stops.start("k");
        await().atMost(SOON).until(() -> bench.words().contains("k:tick"));
    }

    @Test
    void aStoppedFlowDoesNotRunForAMomentAtAStartOrAnEdit() throws Exception {
        stops.stop("k", Instant.now());
        bench.save("k.camel.yaml", ticks("k", "tick") + ticks("m", "tock"));
        start();
        await().atMost(SOON).until(() -> bench.words().contains("m:tock"));
        bench.save("k.camel.yaml", ticks("k", "tack") + ticks("m", "tuck"));
        await().atMost(SOON).until(() -> bench.words().contains("m:tuck"));
        assertThat(bench.words()).noneMatch(word -> word.startsWith("k:"));
        assertThat(bench.activated.get("k.camel.yaml")).contains("tack");
        // and then in its newest version
        stops.start("k");
        await().atMost(SOON).until(() -> bench.words().contains("k:tack"));
        assertThat(bench.words()).doesNotContain("k:tick");
    }

    @Test
    void whatIsUnderWayEnds() throws Exception {
        bench.save(
                "s.camel.yaml",
                answering("s", "done")
                        .replace(
                                "- setBody:",
                                "- delay:\n            expression:\n              constant:\n"
                                        + "                expression: 700\n        - setBody:"));
        start();
        CompletableFuture<String> begun = CompletableFuture.supplyAsync(() -> bench.ask("s"));
        await().until(() -> bench.context.getInflightRepository().size("s") == 1);
        stops.stop("s", Instant.now());
        assertThat(begun.get()).isEqualTo("done");
        await().atMost(SOON).until(() -> bench.running().isEmpty());
    }

    @Test
    void aFlowThatDoesNotStartAgainIsToldAndTriedAgain() throws Exception {
        bench.save(
                "n.camel.yaml",
                """
                - route:
                    id: n
                    from:
                      uri: moody:x
                      steps:
                        - log:
                            message: x
                """);
        start();
        stops.stop("n", Instant.now());
        await().atMost(SOON).until(() -> bench.running().isEmpty());
        bench.mood.set(false);
        stops.start("n");
        await().atMost(SOON).until(() -> health().getState() == State.DOWN);
        assertThat(health().getMessage().orElseThrow()).contains("n.camel.yaml", "not in the mood");
        bench.mood.set(true);
        await().atMost(SOON).until(() -> health().getState() == State.UP);
        awaitRunning("n");
    }

    /** Save is not activate: up it runs, back down it stops, within the time that is promised. */
    @Test
    @Tag("R-CDP-52")
    @Tag("R-CDP-53")
    @Tag("R-CDP-54")
    void aFileMovedUpRunsAndMovedBackStops() throws Exception {
        bench.save("drafts/d.camel.yaml", answering("d", "draft"));
        bench.save("c.camel.yaml", answering("c", "three"));
        start();
        Path draft = bench.routes.resolve("drafts/d.camel.yaml");
        Path up = bench.routes.resolve("d.camel.yaml");
        assertThat(bench.ask("d")).isEqualTo("(nothing)");
        LiveBench.Change activate = () -> Files.move(draft, up);
        LiveBench.Change away = () -> Files.move(up, draft);
        Callable<Boolean> runs = () -> bench.ask("d").equals("draft");
        Callable<Boolean> stopped = () -> bench.ask("d").equals("(nothing)");
        LiveBench.takesEffect(activate, runs, away, stopped);
        LiveBench.takesEffect(away, stopped, activate, runs);
        assertThat(Files.readString(draft)).isEqualTo(answering("d", "draft"));
        assertThat(bench.ask("c")).isEqualTo("three");
    }
}
