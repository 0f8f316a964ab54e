package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test event code in a running program is warned of, and so is a refused destination. */
class TestEventCodeTest {

    private static final String SHIPPED = "routes/commanders-act-to-tiktok.camel.yaml";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir Path folder;

    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final AbstractAppender appender =
            new AbstractAppender("warnings", null, null, true, Property.EMPTY_ARRAY) {
                @Override
                public void append(LogEvent event) {
                    if (event.getLevel().equals(Level.WARN)) {
                        warnings.add(event.getMessage().getFormattedMessage());
                    }
                }
            };

    private static Configuration log() {
        return LoggerContext.getContext(false).getConfiguration();
    }

    @BeforeEach
    void listen() {
        appender.start();
        log().getRootLogger().addAppender(appender, Level.WARN, null);
    }

    @AfterEach
    void stop() {
        log().getRootLogger().removeAppender("warnings");
    }

    private Path routes(String text) throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("events.camel.yaml"), text);
        return routes;
    }

    private long told() {
        return warnings.stream().filter(w -> w.contains("test event code")).count();
    }

    @Test
    @Tag("R-HT-29")
    @Tag("R-HT-31")
    void isWarnedOfInLogAndHealthAtTheStartAndWhenARouteWithOneIsSaved() throws Exception {
        String shipped = Files.readString(Path.of(SHIPPED));
        Path routes = routes(shipped);
        Map<String, String> code = Map.of("tiktok.test-event-code", "TEST31");
        try (Running running = Running.on("H2", folder, code, routes).start()) {
            assertThat(told()).isEqualTo(1);
            JsonNode check = check(running, "test-event-code");
            assertThat(check.path("status").asText()).as("data flows").isEqualTo("UP");
            assertThat(check.path("message").asText())
                    .contains("tiktok-web", "TEST31", "keeps no data", "in production");

            post(running);
            String events = "/received/events?event_id=1";
            await().atMost(SOON)
                    .until(
                            () ->
                                    running.control("GET", events, null)
                                            .toString()
                                            .contains("TEST31"));

            String without = shipped.replace("{{tiktok.test-event-code:}}", "");
            routes(without);
            await().atMost(SOON).until(() -> !check(running, "test-event-code").has("message"));
            assertThat(told()).isEqualTo(1);
            routes(without.replace("testEventCode: \"\"", "testEventCode: LIVE1"));
            await().atMost(SOON).until(() -> told() == 2);
            assertThat(check(running, "test-event-code").path("message").asText())
                    .contains("LIVE1");
        }
    }

    @Test
    @Tag("R-HT-36")
    @Tag("R-HT-37")
    void aDestinationWithoutPermissionIsNamedWithTikToksWordsAndWhatToDo() throws Exception {
        Path routes = routes(QuickRoutes.quick(Files.readString(Path.of(SHIPPED))));
        try (Running running = Running.on("H2", folder, Map.of(), routes).start()) {
            running.control(
                    "POST",
                    "/faults",
                    "{\"path\":\"/event/track/\",\"times\":-1,\"code\":40118,\"message\":\"Not on the allowlist\"}");
            post(running);
            await().atMost(SOON).until(() -> running.get("/observe/health").statusCode() == 503);
            assertThat(check(running, "tiktok-destinations").path("message").asText())
                    .contains("tiktok-web", "TIKTOK_40118", "allowlist", "authorize --token");
            // tried again, and well
            running.control("DELETE", "/faults", null);
            await().atMost(SOON).until(() -> running.get("/observe/health").statusCode() == 200);
        }
    }

    @Test
    @Tag("R-HT-30")
    void itsHelpTellsWhereTheCodeIsFound() throws Exception {
        String kamelet =
                Files.readString(
                        Path.of("src/main/resources/kamelets/tiktok-event-sink.kamelet.yaml"));
        assertThat(kamelet.replaceAll("\\s+", " "))
                .contains(
                        "Test Events tab, where the code is found too: Assets, Events, Manage Web"
                                + " Events, the pixel, Test Events");
    }

    private static void post(Running running) throws Exception {
        HttpResponse<String> answer =
                running.post(
                        "/sources/commanders-act",
                        """
                        {"event_name":"page_view","event_id":"1","user":{"email":"a@b.example"},
                         "page":{"url":"https://shop.example/"}}""");
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    private static JsonNode check(Running running, String id) throws Exception {
        JsonNode health = Running.JSON.readTree(running.get("/observe/health").body());
        for (JsonNode check : health.path("checks")) {
            if (check.path("name").asText().equals(id)) {
                return check;
            }
        }
        throw new AssertionError("no check " + id + " in " + health);
    }
}
