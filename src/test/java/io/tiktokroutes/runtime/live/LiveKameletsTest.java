package io.tiktokroutes.runtime.live;

import static io.tiktokroutes.runtime.live.LiveBench.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes made of kamelets: what Camel makes of them must come and go with their file. */
class LiveKameletsTest {

    private static final String FILE = "k.camel.yaml";

    @TempDir Path root;
    private LiveBench bench;

    @BeforeEach
    void start() throws Exception {
        bench = new LiveBench(root, Map.of("live.token", "s3cret-token", "live.word", "tock"));
        bench.save(FILE, route("k", "ticks-source", "tick", "one"));
        bench.start();
        awaitWord("one:tick");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private static String route(String id, String source, String word, String mark) {
        return """
        - route:
            id: %s
            from:
              uri: kamelet:%s
              parameters:
                word: "%s"
              steps:
                - to:
                    uri: kamelet:note-sink
                    parameters:
                      mark: %s
        """
                .formatted(id, source, word, mark);
    }

    private void awaitWord(String word) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> bench.words().contains(word));
    }

    @Test
    void sourcesAndSinksAreReplacedAndNoneIsLeftOver() {
        bench.save(FILE, route("k", "ticks-source", "tack", "two"));
        awaitWord("two:tack");
        bench.forget();
        awaitWord("two:tack");
        assertThat(bench.words()).containsExactly("two:tack");
        assertThat(bench.running()).isEqualTo(Map.of("k", 1, "ticks-source", 1, "note-sink", 1));
    }

    @Test
    void aKameletOfAKameletIsReplacedToo() {
        String loud = route("k", "ticks-source", "tick", "two").replace("note-", "loud-note-");
        bench.save(FILE, loud);
        awaitWord("two:tick!");
        assertThat(bench.running())
                .isEqualTo(Map.of("k", 1, "ticks-source", 1, "loud-note-sink", 1, "note-sink", 1));
        bench.save(FILE, loud.replace("two", "three"));
        awaitWord("three:tick!");
        assertThat(bench.running())
                .isEqualTo(Map.of("k", 1, "ticks-source", 1, "loud-note-sink", 1, "note-sink", 1));
        bench.save(FILE, route("k", "ticks-source", "tick", "four"));
        awaitWord("four:tick");
        assertThat(bench.running()).isEqualTo(Map.of("k", 1, "ticks-source", 1, "note-sink", 1));
    }

    @Test
    void aKameletThatTwoFilesShareOutlivesEitherOfThem() throws Exception {
        bench.save("l.camel.yaml", route("l", "ticks-source", "tack", "one"));
        awaitWord("one:tack");
        assertThat(bench.running().get("note-sink")).isEqualTo(1);
        bench.delete(FILE);
        await().atMost(SOON).until(() -> !bench.running().containsKey("k"));
        bench.forget();
        awaitWord("one:tack");
        bench.save(FILE, route("k", "ticks-source", "tick", "one"));
        awaitWord("one:tick");
        bench.save("l.camel.yaml", route("l", "ticks-source", "tack", "other"));
        awaitWord("other:tack");
        bench.forget();
        awaitWord("one:tick");
        assertThat(bench.running())
                .isEqualTo(Map.of("k", 1, "l", 1, "ticks-source", 2, "note-sink", 2));
    }

    @Test
    void kameletsInsideOfChoicesAreReplaced() {
        bench.save(
                FILE,
                """
                - route:
                    id: k
                    from:
                      uri: kamelet:ticks-source
                      parameters:
                        word: tick
                      steps:
                        - choice:
                            when:
                              - expression:
                                  simple:
                                    expression: ${body} == 'tick'
                                steps:
                                  - to:
                                      uri: kamelet:note-sink
                                      parameters:
                                        mark: chosen
                """);
        awaitWord("chosen:tick");
        bench.save(FILE, route("k", "ticks-source", "tick", "plain"));
        awaitWord("plain:tick");
        assertThat(bench.running()).isEqualTo(Map.of("k", 1, "ticks-source", 1, "note-sink", 1));
    }

    @Test
    void anEditThatFailsAtTheStartLeavesNoKameletBehind() {
        bench.save(
                FILE,
                route("k", "ticks-source", "tack", "two")
                        + """
                        - route:
                            id: clock
                            from:
                              uri: quartz:clock
                              parameters:
                                cron: nonsense
                              steps:
                                - to:
                                    uri: kamelet:note-sink
                                    parameters:
                                      mark: never
                        """);
        assertThat(bench.awaitRefusal(FILE)).contains(":17:15: error: this is no cron expression");
        bench.forget();
        awaitWord("one:tick");
        assertThat(bench.words()).containsExactly("one:tick");
        assertThat(bench.running()).isEqualTo(Map.of("k", 1, "ticks-source", 1, "note-sink", 1));
    }

    @Test
    void aDeletedFileTakesItsKameletsAlong() throws Exception {
        bench.delete(FILE);
        await().atMost(SOON).until(() -> bench.running().isEmpty());
    }

    @Test
    void anUnknownKameletIsNamedWithTheOneThatWasMeant() {
        bench.save(FILE, route("k", "tick-source", "tick", "two"));
        assertThat(bench.awaitRefusal(FILE))
                .endsWith(
                        "routes/k.camel.yaml:4:12: error: there is no kamelet 'tick-source';"
                                + " did you mean 'ticks-source'?");
        goesOn();
    }

    @Test
    void aMisspeltParameterIsNamedWithTheOneThatWasMeant() {
        bench.save(
                FILE,
                route("k", "ticks-source", "tick", "two")
                        .replace("      steps:", "        perid: 10\n      steps:"));
        assertThat(bench.awaitRefusal(FILE))
                .endsWith(
                        "routes/k.camel.yaml:7:9: error: ticks-source has no parameter 'perid';"
                                + " did you mean 'period'?");
        goesOn();
    }

    @Test
    void aMissingParameterIsNamed() {
        bench.save(
                FILE, route("k", "ticks-source", "tick", "two").replace("mark: two", "token: abc"));
        assertThat(bench.awaitRefusal(FILE))
                .endsWith(
                        "routes/k.camel.yaml:9:18: error: note-sink needs the parameter mark; write"
                                + " it under 'parameters:'");
        goesOn();
    }

    @Test
    void aSettingThatAKameletMissesIsNamedWhereTheKameletIsUsed() {
        bench.save(
                FILE, route("k", "ticks-source", "tick", "two").replace("note-sink", "needy-sink"));
        assertThat(bench.awaitRefusal(FILE))
                .contains(
                        "routes/k.camel.yaml:9:18: error: needy-sink needs the setting 'no.key';");
        goesOn();
    }

    @Test
    void aSourceThatTwoFilesUseAlikeIsRefused() {
        bench.save("l.camel.yaml", route("l", "ticks-source", "tick", "two"));
        assertThat(bench.awaitRefusal("l.camel.yaml"))
                .contains("kamelet:ticks-source with these parameters is read by route 'k' of ")
                .endsWith("change a parameter");
        goesOn();
    }

    @Test
    void settingsAreUsedAndTheirValuesNeverPrinted() {
        bench.save(FILE, route("k", "ticks-source", "{{live.word}}", "two"));
        awaitWord("two:tock");
        bench.save(
                FILE,
                """
                - route:
                    id: k
                    from:
                      uri: timer:k
                      steps:
                        - to:
                            uri: nowhere:{{live.token}}
                        - to:
                            uri: bean:{{live.word}}
                """);
        assertThat(bench.awaitRefusal(FILE)).doesNotContain("s3cret").contains("'nowhere'");
        bench.save(
                FILE,
                """
                - route:
                    id: k
                    from:
                      uri: timer:k
                      steps:
                        - setBody:
                            expression:
                              simple:
                                expression: "${{{live.token}}}"
                """);
        await().atMost(SOON).until(() -> !bench.awaitRefusal(FILE).contains("nowhere"));
        assertThat(bench.awaitRefusal(FILE))
                .doesNotContain("s3cret")
                .contains("9:29: error: this expression cannot be read: ");
    }

    private void goesOn() {
        bench.forget();
        awaitWord("one:tick");
        assertThat(bench.words()).containsExactly("one:tick");
    }
}
