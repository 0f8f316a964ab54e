package io.tiktokroutes.runtime.live;

import static io.tiktokroutes.runtime.live.LiveBench.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.Ports;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first load, the wiring into Camel Main, and what a trial must not leave behind. */
class LiveStartTest {

    @TempDir Path root;

    @Test
    void theFirstLoadNamesEveryBadFileAndRefusesToStart() throws Exception {
        try (LiveBench bench = new LiveBench(root)) {
            bench.save("a.camel.yaml", answering("a", "'{{no.word}}'"));
            bench.save("b.camel.yaml", answering("b", "fine"));
            bench.save("c.camel.yaml", answering("b", "twice"));
            bench.save("mappings/lead.mapping.yaml", "bad");
            assertThatExceptionOfType(RouteFileException.class)
                    .isThrownBy(bench::start)
                    .satisfies(
                            e ->
                                    assertThat(e.getMessage().lines())
                                            .satisfiesExactly(
                                                    line ->
                                                            assertThat(line)
                                                                    .contains(
                                                                            "lead.mapping.yaml: error: row 1 is bad"),
                                                    line ->
                                                            assertThat(line)
                                                                    .contains(
                                                                            "a.camel.yaml:9:30: error: the setting 'no.word'"),
                                                    line ->
                                                            assertThat(line)
                                                                    .contains(
                                                                            "c.camel.yaml:2:9: error: route id 'b'")));
        }
    }

    @Test
    void aFailureOfTheStartItselfIsExplained() throws Exception {
        // what a setting brings in is known only to Camel
        Map<String, String> settings = Map.of("live.cron", "nonsense");
        try (LiveBench bench = new LiveBench(root, settings)) {
            bench.save(
                    "a.camel.yaml",
                    """
                    - route:
                        id: clock
                        from:
                          uri: quartz:clock
                          parameters:
                            cron: "{{live.cron}}"
                          steps:
                            - log:
                                message: tick
                    """);
            Throwable failure = catchThrowable(bench::start);
            assertThat(bench.live.explain(failure).orElseThrow())
                    .contains("routes/a.camel.yaml:6:15: error: this is no cron expression");
            assertThat(bench.live.explain(new IllegalStateException("else"))).isEmpty();
        }
    }

    @Test
    void aRefusalIsOneLineAndIsPrintedOnce() throws Exception {
        List<String> printed = new CopyOnWriteArrayList<>();
        AbstractAppender appender =
                new AbstractAppender("lines", null, null, false, Property.EMPTY_ARRAY) {
                    @Override
                    public void append(LogEvent event) {
                        if (event.getLevel().isMoreSpecificThan(Level.ERROR)) {
                            printed.add(
                                    event.getMessage().getFormattedMessage() + event.getThrown());
                        }
                    }
                };
        appender.start();
        Logger logger = (Logger) LogManager.getLogger(LiveFiles.class);
        logger.addAppender(appender);
        try (LiveBench bench = new LiveBench(root)) {
            bench.save("a.camel.yaml", answering("a", "old"));
            bench.start();
            bench.save("a.camel.yaml", answering("a", "'{{no.word}}'"));
            bench.awaitRefusal("a.camel.yaml");
            // tries the refused one again
            bench.save("b.camel.yaml", answering("b", "new"));
            bench.awaitAnswer("b", "new");
            assertThat(printed).hasSize(1);
            assertThat(printed.get(0))
                    .doesNotContain("\n")
                    .contains("a.camel.yaml:9:30: error: the setting 'no.word' is missing; set it")
                    .endsWith("(the version before goes on running)null");
        } finally {
            logger.removeAppender(appender);
        }
    }

    @Test
    void trialsLeaveNoThreadsAndNoEndpointsBehind() throws Exception {
        try (LiveBench bench = new LiveBench(root, Map.of("live.word", "tock"))) {
            bench.save("a.camel.yaml", kamelets(0)).start();
            RouteFiles routes = new RouteFiles(bench.context, context -> {}, Set::of);
            Path file = root.resolve("x.camel.yaml");
            routes.activate(file, "x.camel.yaml", answering("x", "0"));
            List<Thread> before = threads();
            int endpoints = bench.context.getEndpoints().size();
            for (int i = 1; i < 10; i++) {
                routes.activate(file, "x.camel.yaml", answering("x", "'" + i + "'"));
                bench.save("a.camel.yaml", kamelets(i));
                int turn = i;
                assertThat(
                                catchThrowable(
                                        () ->
                                                routes.activate(
                                                        file,
                                                        "x.camel.yaml",
                                                        kamelets(turn)
                                                                .replace(
                                                                        "mark: m",
                                                                        "mark: '{{no.word}}'"))))
                        .hasMessageContaining("the setting 'no.word' is missing");
            }
            assertThat(threads())
                    .noneMatch(thread -> thread.getName().contains("trial"))
                    .hasSizeLessThan(before.size() + 5);
            assertThat(bench.context.getEndpoints()).hasSizeLessThan(endpoints + 3);
        }
    }

    private static List<Thread> threads() {
        return new ArrayList<>(Thread.getAllStackTraces().keySet());
    }

    private static String kamelets(int turn) {
        return """
        - route:
            id: k
            from:
              uri: kamelet:ticks-source
              parameters:
                word: w%d
              steps:
                - to:
                    uri: kamelet:note-sink
                    parameters:
                      mark: m
        - route:
            id: q
            from:
              uri: quartz:q
              parameters:
                cron: 0 0 0 1 1 ? 2099
              steps:
                - to:
                    uri: http:localhost:1/x
        """
                .formatted(turn);
    }

    /** The way the application is to be put together, with the interval that users get. */
    @Test
    void worksWithinCamelMain() throws Exception {
        Path routes = Files.createDirectories(root.resolve("routes"));
        Path mappings = Files.createDirectories(root.resolve("mappings"));
        int port = Ports.free();
        String intake =
                """
                - route:
                    id: in
                    from:
                      uri: platform-http:/in
                      steps:
                        - setBody:
                            expression:
                              constant:
                                expression: first {{word}}
                        - to:
                            uri: kamelet:note-sink
                            parameters:
                              mark: m
                """;
        Files.writeString(routes.resolve("in.camel.yaml"), intake);
        Main main = new Main();
        main.addInitialProperty("camel.main.routesIncludePattern", "false");
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", String.valueOf(port));
        main.addInitialProperty("camel.management.enabled", "false");
        main.addInitialProperty("camel.component.kamelet.location", "classpath:kamelets-live");
        main.addInitialProperty("word", "word");
        main.bind("seen", new LiveBench.Seen());
        main.addMainListener(
                new MainListenerSupport() {
                    private LiveFiles live;

                    @Override
                    public void beforeStart(BaseMainSupport main) {
                        live =
                                new LiveFiles(
                                        main.getCamelContext(),
                                        routes,
                                        mappings,
                                        new TestMappings(),
                                        context -> {});
                        try {
                            live.loadRoutes();
                        } catch (RouteFileException e) {
                            throw new IllegalStateException(e);
                        }
                    }

                    @Override
                    public void afterStart(BaseMainSupport main) {
                        try {
                            main.getCamelContext().addService(live, true, true);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                });
        Thread running =
                new Thread(
                        () -> {
                            Throwable failure = catchThrowable(main::run);
                            assertThat(failure).isNull();
                        });
        running.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + port + "/in");
            await().ignoreExceptions().until(() -> get(address).equals("m:first word"));
            Path file = routes.resolve("in.camel.yaml");
            LiveBench.takesEffect(
                    () -> Files.writeString(file, intake.replace("first", "second")),
                    () -> get(address).equals("m:second word"),
                    () -> Files.writeString(file, intake),
                    () -> get(address).equals("m:first word"));
        } finally {
            main.completed();
            running.join();
        }
    }

    private static String get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void theRunningContextAnswersDuringATrial() throws Exception {
        try (LiveBench bench = new LiveBench(root)) {
            bench.save("a.camel.yaml", answering("a", "old")).start();
            RouteFile file = RouteFile.parse("b.camel.yaml", answering("b", "new"));
            try (TrialContext trial = new TrialContext(bench.context, context -> {})) {
                trial.build(file, Set.of());
                assertThat(bench.ask("a")).isEqualTo("old");
                assertThat(bench.context.hasEndpoint("direct:b")).isNull();
            }
            ProducerTemplate template = bench.context.createProducerTemplate();
            assertThat(template.requestBody("direct:a", "?", String.class)).isEqualTo("old");
        }
    }
}
