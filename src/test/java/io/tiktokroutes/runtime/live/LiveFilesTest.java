package io.tiktokroutes.runtime.live;

import static io.tiktokroutes.runtime.live.LiveBench.SOON;
import static io.tiktokroutes.runtime.live.LiveBench.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saving, mending and deleting route files while the context runs. */
class LiveFilesTest {

    @TempDir Path root;
    private LiveBench bench;

    @BeforeEach
    void start() throws Exception {
        bench = new LiveBench(root);
        bench.save("a.camel.yaml", answering("a", "old"));
        bench.save("b.camel.yaml", answering("b1", "one") + answering("b2", "two"));
        bench.start();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void anEditTakesEffectWhileOtherFilesGoOn() {
        assertThat(bench.ask("a")).isEqualTo("old");
        bench.save("a.camel.yaml", answering("a", "new"));
        bench.awaitAnswer("a", "new");
        bench.save("b.camel.yaml", answering("b1", "uno") + answering("b2", "two"));
        bench.awaitAnswer("b1", "uno");
        assertThat(bench.ask("b2")).isEqualTo("two");
        assertThat(bench.running().keySet()).containsExactly("a", "b1", "b2");
        assertThat(bench.activated.get("a.camel.yaml")).contains("new");
    }

    @Test
    void aFileThatIsNoYamlLeavesTheOldVersionUntilItIsMended() {
        bench.save("a.camel.yaml", "- route:\n    id: a\n   from: x\n");
        assertThat(bench.awaitRefusal("a.camel.yaml"))
                .startsWith("an older version runs; the saved one does not:")
                .contains("routes/a.camel.yaml:3:4: error: this is no YAML: ");
        assertThat(bench.ask("a")).isEqualTo("old");
        assertThat(bench.health().getState()).isEqualTo(State.UP);
        bench.save("a.camel.yaml", answering("a", "new"));
        bench.awaitAnswer("a", "new");
        bench.awaitNoRefusals();
    }

    @Test
    void aMisspeltStepIsNamedWithTheOneThatWasMeant() {
        bench.save("a.camel.yaml", answering("a", "new").replace("setBody", "setBodi"));
        assertThat(bench.awaitRefusal("a.camel.yaml"))
                .endsWith(
                        "routes/a.camel.yaml:6:11: error: there is no step 'setBodi';"
                                + " did you mean 'setBody'?");
        assertThat(bench.ask("a")).isEqualTo("old");
    }

    @Test
    void anUnknownComponentLeavesTheOldVersion() {
        bench.save("a.camel.yaml", answering("a", "new").replace("direct:a", "dirct:a"));
        assertThat(bench.awaitRefusal("a.camel.yaml"))
                .endsWith(
                        "routes/a.camel.yaml:4:12: error: there is no component 'dirct';"
                                + " did you mean 'direct'?");
        assertThat(bench.ask("a")).isEqualTo("old");
    }

    @Test
    void aMissingSettingIsNamedWithTheWayToSetIt() {
        bench.save("a.camel.yaml", answering("a", "'say {{no.such-word}}'"));
        assertThat(bench.awaitRefusal("a.camel.yaml"))
                .endsWith(
                        "routes/a.camel.yaml:9:34: error: the setting 'no.such-word' is missing; set"
                                + " it in application.properties or as NO_SUCH_WORD in the"
                                + " environment");
        assertThat(bench.ask("a")).isEqualTo("old");
    }

    @Test
    void aBadExpressionLeavesTheOldVersion() {
        bench.save("a.camel.yaml", answering("a", "\"${bodyy.x\"").replace("constant", "simple"));
        assertThat(bench.awaitRefusal("a.camel.yaml"))
                .contains("routes/a.camel.yaml:9:29: error: this expression cannot be read: ");
        assertThat(bench.ask("a")).isEqualTo("old");
    }

    @Test
    void anUnknownOptionIsNamedWithTheOneThatWasMeant() {
        bench.save(
                "a.camel.yaml",
                """
                - route:
                    id: a
                    from:
                      uri: timer:a
                      parameters:
                        perid: 1000
                      steps:
                        - log:
                            message: tick
                """);
        assertThat(bench.awaitRefusal("a.camel.yaml"))
                .endsWith(
                        "routes/a.camel.yaml:6:9: error: timer has no option 'perid';"
                                + " did you mean 'period'?");
        assertThat(bench.ask("a")).isEqualTo("old");
    }

    @Test
    void anIdThatAnotherFileHasIsRefused() {
        bench.save("a.camel.yaml", answering("a", "new") + answering("b1", "taken"));
        assertThat(bench.awaitRefusal("a.camel.yaml"))
                .contains("routes/a.camel.yaml:11:9: error: route id 'b1' is taken by ")
                .endsWith("routes/b.camel.yaml:2:9; give one of them another id");
        assertThat(bench.ask("a")).isEqualTo("old");
        assertThat(bench.ask("b1")).isEqualTo("one");
    }

    @Test
    void anEndpointThatAnotherFileReadsIsRefused() {
        bench.save("a.camel.yaml", answering("a", "new").replace("direct:a", "direct:b1"));
        assertThat(bench.awaitRefusal("a.camel.yaml"))
                .contains("direct:b1 is read by route 'b1' of ")
                .endsWith("give one of them another name");
        assertThat(bench.ask("a")).isEqualTo("old");
        assertThat(bench.ask("b1")).isEqualTo("one");
    }

    @Test
    void aRouteThatLeavesItsFileStops() {
        bench.save("b.camel.yaml", answering("b2", "two"));
        await().atMost(SOON).until(() -> bench.running().keySet().size() == 2);
        assertThat(bench.ask("b1")).isEqualTo("(nothing)");
        assertThat(bench.ask("b2")).isEqualTo("two");
    }

    @Test
    void aDeletedFileStopsAndAnAddedOneStarts() throws Exception {
        bench.delete("b.camel.yaml");
        bench.save("c.camel.yaml", answering("c", "three"));
        bench.awaitAnswer("c", "three");
        await().atMost(SOON).until(() -> bench.running().keySet().size() == 2);
        assertThat(bench.running().keySet()).containsExactly("a", "c");
    }

    @Test
    void aRenamedFileGoesOn() throws Exception {
        Files.move(bench.routes.resolve("a.camel.yaml"), bench.routes.resolve("z.camel.yaml"));
        await().atMost(SOON).until(() -> bench.activated.containsKey("z.camel.yaml"));
        bench.awaitAnswer("a", "old");
        bench.awaitNoRefusals();
    }

    @Test
    void twoFilesMayBeSavedAtOnceAndARouteMoveBetweenThem() {
        bench.save("a.camel.yaml", answering("a", "new") + answering("b1", "moved"));
        bench.save("b.camel.yaml", answering("b2", "due"));
        bench.awaitAnswer("b1", "moved");
        bench.awaitAnswer("b2", "due");
        bench.awaitAnswer("a", "new");
        bench.awaitNoRefusals();
    }

    @Test
    void anIdThatIsGivenUpLaterIsTakenThen() {
        bench.save("a.camel.yaml", answering("b1", "mine"));
        bench.awaitRefusal("a.camel.yaml");
        bench.save("b.camel.yaml", answering("b2", "two"));
        bench.awaitAnswer("b1", "mine");
        bench.awaitNoRefusals();
    }

    @Test
    void aSaveThatEmptiesTheFileFirstIsReadWhenItIsWhole() throws Exception {
        byte[] text = answering("a", "new").getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(bench.routes.resolve("a.camel.yaml"))) {
            await().during(Duration.ofMillis(400)).until(() -> bench.ask("a").equals("old"));
            out.write(text);
        }
        bench.awaitAnswer("a", "new");
        bench.awaitNoRefusals();
    }

    @Test
    void anEmptyFileIsRefusedAndWhatRanRunsOn() {
        bench.save("a.camel.yaml", "\n");
        assertThat(bench.awaitRefusal("a.camel.yaml")).contains("the file is empty");
        assertThat(bench.ask("a")).isEqualTo("old");
    }

    @Test
    void aNewFileThatIsRefusedIsDownUntilItIsMendedOrDeleted() throws Exception {
        bench.save("c.camel.yaml", "- route: {}\n");
        assertThat(bench.awaitRefusal("c.camel.yaml")).startsWith("it does not run: ");
        assertThat(bench.health().getState()).isEqualTo(State.DOWN);
        assertThat(bench.health().getMessage().orElseThrow())
                .startsWith("Mend and save, or delete, what does not run: ")
                .contains("c.camel.yaml:1:3: error: the route has no id; write 'id: ");
        bench.delete("c.camel.yaml");
        bench.awaitNoRefusals();
        assertThat(bench.health().getState()).isEqualTo(State.UP);
    }

    /** A bad cron expression is found only when the route starts. */
    @Test
    void anEditThatFailsAtTheStartBringsTheOldVersionBack() {
        String bad =
                answering("a", "new")
                        + """
                        - route:
                            id: a-clock
                            from:
                              uri: quartz:clock
                              parameters:
                                cron: "no cron at all"
                              steps:
                                - log:
                                    message: tick
                        """;
        bench.save("a.camel.yaml", bad);
        assertThat(bench.awaitRefusal("a.camel.yaml"))
                .startsWith("an older version runs")
                .contains("routes/a.camel.yaml:15:15: error: this is no cron expression; write");
        assertThat(bench.ask("a")).isEqualTo("old");
        assertThat(bench.running().keySet()).containsExactly("a", "b1", "b2");
        bench.save("a.camel.yaml", bad.replace("no cron at all", "0 0 0 1 1 ? 2099"));
        await().atMost(SOON).until(() -> bench.running().containsKey("a-clock"));
        bench.awaitAnswer("a", "new");
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkAreRead() {
        bench.save("a.camel.yaml", "\uFEFF" + answering("a", "new").replace("\n", "\r\n"));
        bench.awaitAnswer("a", "new");
        bench.save(
                "a.camel.yaml",
                "\uFEFF" + answering("a", "bad").replace("\n", "\r\n").replace("setBody", "nope"));
        assertThat(bench.awaitRefusal("a.camel.yaml"))
                .contains("a.camel.yaml:6:11: error: there is no step 'nope'");
    }

    @Test
    void aFileInAnotherEncodingIsRefused() throws Exception {
        Files.write(
                bench.routes.resolve("a.camel.yaml"),
                answering("a", "né").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(bench.awaitRefusal("a.camel.yaml"))
                .contains("a.camel.yaml:1:1: error: the file is not in UTF-8; save it as UTF-8");
        assertThat(bench.ask("a")).isEqualTo("old");
    }

    @Test
    void whatEditorsLeaveLyingAndDraftsAreNoRoutes() {
        bench.save(".c.camel.yaml.swp", "x");
        bench.save(".#c.camel.yaml", answering("c", "x"));
        bench.save("c.camel.yaml~", answering("c", "x"));
        bench.save("c.camel.yaml.bak", answering("c", "x"));
        bench.save("drafts/c.camel.yaml", answering("c", "x"));
        bench.save("notes.yaml", "x");
        bench.save("a.camel.yaml", answering("a", "new"));
        bench.awaitAnswer("a", "new");
        bench.awaitNoRefusals();
        assertThat(bench.running().keySet()).containsExactly("a", "b1", "b2");
    }

    @Test
    void mappingsAndLookupsTakeEffectAndARefusedRouteIsTriedAgain() {
        String route =
                answering("m", "x")
                        .replaceAll("(?s)- setBody.*", "- to:\n            uri: mapping:lead\n");
        bench.save("m.camel.yaml", route);
        assertThat(bench.awaitRefusal("m.camel.yaml"))
                .endsWith(
                        "routes/m.camel.yaml:7:18: error: there is no mapping 'lead';"
                                + " save mappings/lead.mapping.yaml");
        bench.save("mappings/lead.mapping.yaml", "first");
        bench.awaitAnswer("m", "first");
        bench.save("mappings/lead.mapping.yaml", "second");
        bench.awaitAnswer("m", "second");
        bench.save("mappings/lead.mapping.yaml", "bad");
        bench.save("mappings/lookups/words.csv", "a,b");
        await().atMost(SOON).until(() -> bench.activated.containsKey("words.csv"));
        await().atMost(SOON)
                .until(() -> bench.health().getDetails().toString().contains("row 1 is bad"));
        assertThat(bench.ask("m")).isEqualTo("second");
    }

    @Test
    @Tag("R-CDP-52")
    @Tag("R-CDP-53")
    @Tag("R-CDP-54")
    void aDraftIsSavedWithoutRunningAndRunsWhenItIsMovedUp() throws Exception {
        bench.save("drafts/d.camel.yaml", answering("d", "draft"));
        bench.save("c.camel.yaml", answering("c", "three"));
        bench.awaitAnswer("c", "three");
        assertThat(bench.ask("d")).isEqualTo("(nothing)");
        Files.move(
                bench.routes.resolve("drafts/d.camel.yaml"), bench.routes.resolve("d.camel.yaml"));
        bench.awaitAnswer("d", "draft");
    }

    @Test
    void whatIsUnderWayEndsInTheVersionThatBeganIt() throws Exception {
        String slow =
                answering("s", "old")
                        .replace(
                                "- setBody:",
                                "- delay:\n            expression:\n              constant:\n"
                                        + "                expression: 700\n        - setBody:");
        bench.save("s.camel.yaml", slow);
        await().atMost(SOON).until(() -> bench.running().containsKey("s"));
        CompletableFuture<String> begun = CompletableFuture.supplyAsync(() -> bench.ask("s"));
        await().until(() -> bench.context.getInflightRepository().size("s") == 1);
        bench.save("s.camel.yaml", answering("s", "new"));
        assertThat(begun.get()).isEqualTo("old");
        await().atMost(SOON).until(() -> bench.activated.get("s.camel.yaml").contains("new"));
        assertThat(bench.ask("s")).isEqualTo("new");
    }

    /** For instance while a database is away. */
    @Test
    void whenNeitherVersionStartsTheFileIsOutAndIsTriedAgain() throws Exception {
        String moody = answering("kept", "kept") + answering("m", "x").replace("direct", "moody");
        bench.save("m.camel.yaml", moody);
        await().atMost(SOON).until(() -> bench.running().containsKey("m"));
        bench.mood.set(false);
        bench.save("m.camel.yaml", moody.replace(": x", ": y"));
        assertThat(bench.awaitRefusal("m.camel.yaml"))
                .startsWith("it does not run: ")
                .contains("error: not in the mood; nor does the version before: ");
        assertThat(bench.health().getState()).isEqualTo(State.DOWN);
        assertThat(bench.running().keySet()).containsExactly("a", "b1", "b2", "kept");
        assertThat(bench.ask("kept")).isEqualTo("kept");
        bench.mood.set(true);
        await().atMost(SOON.multipliedBy(2)).until(() -> bench.running().containsKey("m"));
        bench.awaitNoRefusals();
        assertThat(bench.health().getState()).isEqualTo(State.UP);
        bench.delete("m.camel.yaml");
        await().atMost(SOON).until(() -> bench.running().size() == 3);
    }
}
