package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.cdp.LogLines;
import io.tiktokroutes.routefile.KameletFile;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.runtime.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sinks for CDP 365 inside a running program: one source, destinations of both kinds. */
class CdpSinksTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String ROUTES =
            """
            - route:
                id: intake
                from:
                  uri: kamelet:event-webhook-source
                  parameters:
                    path: leads
                    keyPaths: id
                  steps:
                    - to:
                        uri: inbox:leads
            - route:
                id: to-cdp
                from:
                  uri: inbox:leads
                  steps:
                    - to:
                        uri: kamelet:cdp-event-sink
                        parameters:
                          destination: submit-lead
                          mapping: tiktok-lead-to-submit-lead
                          event: submit_lead_form
                    - to:
                        uri: kamelet:cdp-object-sink
                        parameters:
                          destination: leads
                          mapping: tiktok-lead-to-lead
                          object: lead
                    - to:
                        uri: kamelet:cdp-object-sink
                        parameters:
                          destination: visitors
                          mapping: lead-to-visitor
                          object: visitor
            """;

    private static final String VISITOR =
            """
            description: A lead becomes a visitor by the name that it goes by
            source: tiktok-lead
            target: cdp-object
            rows:
              - { to: id, from: id, as: string }
              - { to: name, from: "['Which name do you go by?']" }
              - { to: attributes.email, from: email }
            """;

    @TempDir Path folder;
    private Path routes;
    private Path mappings;

    @BeforeEach
    void files() throws Exception {
        routes = Files.createDirectories(folder.resolve("routes"));
        mappings = folder.resolve("mappings");
        try (Stream<Path> files = Files.walk(Path.of("mappings"))) {
            for (Path file : files.toList()) {
                Files.copy(file, mappings.resolve(Path.of("mappings").relativize(file)));
            }
        }
        Files.writeString(mappings.resolve("lead-to-visitor.mapping.yaml"), VISITOR);
        Files.writeString(routes.resolve("cdp.camel.yaml"), ROUTES);
    }

    private Running running(Map<String, String> more) throws Exception {
        return Running.on("H2", folder, more, routes, mappings);
    }

    private static String lead(String id, String more) {
        return """
               {"id":"%s","name":"Mai Tran","email":"mai%s@example.com",
                "phone_number":"+1 202 555 01%s"%s}"""
                .formatted(id, id, id, more);
    }

    @Test
    @Tag("R-CDP-7")
    @Tag("R-CDP-30")
    @Tag("R-CDP-32")
    @Tag("R-CDP-33")
    @Tag("R-CDP-49")
    @Tag("R-CDP-50")
    @Tag("R-CDP-62")
    @Tag("R-CDP-63")
    @Tag("RX-CDP-13")
    void oneThatIsRefusedForItsNameReachesTheOthers() throws Exception {
        Path submit = mappings.resolve("tiktok-lead-to-submit-lead.mapping.yaml");
        Files.writeString(
                submit,
                Files.readString(submit)
                        + "  - { to: extra.nick, from: \"['Which name do you go by?']\" }\n");
        try (Running running = running(Map.of())) {
            // an attribute that the event did not have, for the default destination
            running.control(
                    "POST",
                    "/cdp/events/submit_lead_form",
                    "{\"attributes\":[{\"code\":\"nick\"}]}");
            running.start();
            String nick = ",\"Which name do you go by?\":\"Mai\"";
            running.post("/sources/leads", lead("41", nick) + lead("42", ""));
            await().atMost(SOON).until(() -> running.count("select count(*) from ledger") == 6);
            assertThat(
                            running.rows(
                                    "select destination, record_key, outcome, reason, detail from"
                                            + " ledger order by 1, 2"))
                    .containsExactly(
                            List.of("leads", "41", "delivered", "", ""),
                            List.of("leads", "42", "delivered", "", ""),
                            List.of(
                                    "submit-lead",
                                    "41",
                                    "delivered",
                                    "",
                                    "received; the tracker gives no verdict"),
                            List.of(
                                    "submit-lead",
                                    "42",
                                    "delivered",
                                    "",
                                    "received; the tracker gives no verdict"),
                            List.of("visitors", "41", "delivered", "", ""),
                            List.of(
                                    "visitors",
                                    "42",
                                    "refused",
                                    "REQUIRED_ATTRIBUTE_MISSING",
                                    "name is missing; the object visitor requires it"));

            JsonNode log = running.control("GET", "/cdp/event-log?event=submit_lead_form", null);
            assertThat(log.path("total").asInt()).isEqualTo(2);
            JsonNode row = log.at("/rows/0");
            assertThat(row.path("raw_log").path("items").toString()).contains("Mai Tran");
            assertThat(log.at("/rows").findValuesAsText("nick")).containsExactly("Mai");
            assertThat(row.path("event_tracking_name").asText()).isEqualTo("submit_lead_form");
            assertThat(row.path("reject_message").isNull()).isTrue();
            assertThat(running.control("GET", "/cdp/event-log?tab=rejected", null).path("total"))
                    .hasToString("0");
            JsonNode table = running.control("GET", "/cdp/data-tables/lead?id=42", null);
            assertThat(table.at("/rows/0/email").asText()).isEqualTo("mai42@example.com");
            assertThat(running.control("GET", "/cdp/data-tables/visitor", null).at("/rows"))
                    .hasSize(1);

            anEditThatTheCdpCouldNotTakeChangesNothing(running);
        }
    }

    /** In the program that runs already: each start takes its time. */
    private void anEditThatTheCdpCouldNotTakeChangesNothing(Running running) throws Exception {
        Path visitor = mappings.resolve("lead-to-visitor.mapping.yaml");
        String shoes = "  - { to: attributes.shoe_size, from: \"['Shoe size']\" }\n";
        try (LogLines log = new LogLines()) {
            Files.writeString(visitor, VISITOR + shoes);
            Files.writeString(
                    routes.resolve("cdp.camel.yaml"),
                    ROUTES.replace("submit_lead_form", "submit_lead_from"));
            await().atMost(SOON)
                    .untilAsserted(
                            () ->
                                    assertThat(String.join("\n", log.starting("ERROR")))
                                            .contains(
                                                    "lead-to-visitor.mapping.yaml:8:11: error: the"
                                                            + " object visitor has no attribute"
                                                            + " 'shoe_size'; a new attribute is"
                                                            + " added in the CDP first")
                                            .contains(
                                                    "no event 'submit_lead_from'; did you mean"
                                                            + " 'submit_lead_form'?"));
            // the attribute is added, and the files are saved once more
            running.control(
                    "POST", "/cdp/objects/visitor", "{\"attributes\":[{\"code\":\"shoe_size\"}]}");
            Files.writeString(visitor, VISITOR + shoes + "\n");
            Files.writeString(routes.resolve("cdp.camel.yaml"), ROUTES);
            await().atMost(SOON)
                    .until(
                            () ->
                                    log.starting("INFO").stream()
                                            .anyMatch(l -> l.endsWith("mapping.yaml: active")));
        }
        running.post(
                "/sources/leads",
                lead("43", ",\"Which name do you go by?\":\"Mai\",\"Shoe size\":\"38\""));
        await().atMost(SOON)
                .until(
                        () ->
                                running.control("GET", "/cdp/data-tables/visitor?id=43", null)
                                        .at("/rows/0/shoe_size")
                                        .asText()
                                        .equals("38"));
    }

    @Test
    @Tag("R-CDP-4")
    @Tag("R-CDP-48")
    @Tag("R-CDP-51")
    @Tag("RX-CDP-9")
    void aSinkThatTheCdpCouldNotServeKeepsTheProgramFromStarting() throws Exception {
        Files.writeString(
                mappings.resolve("lead-to-visitor.mapping.yaml"),
                VISITOR.replaceAll("(?m)^.*to: (id|name),.*\n", ""));
        Files.writeString(
                routes.resolve("cdp.camel.yaml"), ROUTES.replace("object: lead", "object: leed"));
        try (Running running = running(Map.of())) {
            assertThatThrownBy(running::start)
                    .isInstanceOf(StartupException.class)
                    .message()
                    .contains(
                            "cdp.camel.yaml:27:23: error: the CDP has no object 'leed'; did you"
                                    + " mean 'lead'?")
                    .contains(
                            "cdp.camel.yaml:32:24: error: no row of lead-to-visitor fills id, which"
                                    + " every record requires; add a row { to: id, from: … }")
                    .contains("no row of lead-to-visitor fills name, which the object visitor");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cdp.portal-id|cdp.portal-id is not set; looked at the environment (CDP_PORTAL_ID)",
                "cdp.source-id|cdp.camel.yaml:17:18: error: cdp-event-sink needs the setting"
                        + " 'cdp.source-id'",
            })
    void aSettingThatIsMissingIsTold(String setting, String words) throws Exception {
        try (Running running = running(Map.of(setting, ""))) {
            assertThatThrownBy(running::start)
                    .isInstanceOf(StartupException.class)
                    .message()
                    .contains(words);
        }
    }

    @Test
    void aCdpThatIsAwayKeepsNothingFromStarting() throws Exception {
        Files.writeString(
                routes.resolve("cdp.camel.yaml"), ROUTES.replace("submit_lead_form", "no_event"));
        try (Running running = running(Map.of("cdp.api-url", "http://127.0.0.1:1")).start()) {
            assertThat(running.get("/observe/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @Tag("R-CDP-31")
    void theShippedFlowBeginsWithTheEventSubmitLead() throws Exception {
        Path shipped = Path.of("routes/leads-to-cdp.camel.yaml");
        RouteFile file = RouteFile.parse(shipped.toString(), Files.readString(shipped));
        var sinks = file.kamelets().stream().filter(use -> use.name().startsWith("cdp-")).toList();
        assertThat(sinks.get(0).name()).isEqualTo("cdp-event-sink");
        assertThat(sinks.get(0).value("event")).isEqualTo("lead_form/submit");
        assertThat(sinks.get(0).value("mapping")).isEqualTo("tiktok-lead-to-submit-lead");
    }

    @Test
    @Tag("R-CDP-24")
    @Tag("R-CDP-36")
    void eachKindOfDestinationHasItsOwnParameters() throws Exception {
        try (Stream<Path> kamelets = Files.list(Path.of("src/main/resources/kamelets"))) {
            assertThat(kamelets.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.startsWith("cdp-"))
                    .containsExactlyInAnyOrder(
                            "cdp-event-sink.kamelet.yaml", "cdp-object-sink.kamelet.yaml");
        }
        assertThat(parameters("cdp-event-sink"))
                .contains("destination", "mapping", "eventSource", "event", "triggerJourney")
                .doesNotContain("object", "writeMode");
        assertThat(parameters("cdp-object-sink"))
                .contains("destination", "mapping", "object", "writeMode", "allowNull")
                .doesNotContain("eventSource", "event");
    }

    private static List<String> parameters(String kamelet) throws Exception {
        Path file = Path.of("src/main/resources/kamelets/" + kamelet + ".kamelet.yaml");
        return List.copyOf(
                KameletFile.parse(file.toString(), Files.readString(file)).parameters().keySet());
    }
}
