package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.lint.Linter;
import io.tiktokroutes.lint.Project;
import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.schema.RecordSchema;
import io.tiktokroutes.schema.RecordSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code cdp} and what {@code check} says of the CDP, against the sandbox. */
class CdpCommandTest {

    private static Sandbox sandbox;

    @TempDir private Path folder;
    private Path config;

    @BeforeAll
    static void open() throws Exception {
        sandbox = Sandbox.start(0);
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    @BeforeEach
    void configure() throws Exception {
        config = folder.resolve("application.properties");
        configure("cdp.token=" + Sandbox.CDP_TOKEN);
    }

    private void configure(String more) throws Exception {
        Files.writeString(
                config,
                """
                cdp.api-url=%s
                cdp.portal-id=%s
                cdp.source-id=%s
                %s
                """
                        .formatted(
                                sandbox.cdpUrl(),
                                Sandbox.CDP_PORTAL_ID,
                                Sandbox.CDP_SOURCE_ID,
                                more));
    }

    private Said cdp(String... arguments) {
        List<String> all = new ArrayList<>(List.of("cdp"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--config", config.toString()));
        return Said.by(all.toArray(String[]::new));
    }

    @Test
    @Tag("R-CDP-34")
    void theEventsOfTheSourceAreListed() {
        Said said = cdp("events");
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
        assertThat(said.outLines())
                .startsWith("submit_lead_form  lead_form/submit  Submit lead")
                .contains("view_page         pageview/view     View page");
    }

    @Test
    @Tag("R-CDP-39")
    void anEventIsListedWithItsAttributesAndObjects() {
        assertThat(cdp("events", "lead_form/submit").outLines())
                .startsWith(
                        "submit_lead_form (lead_form/submit): Submit lead",
                        "  attributes, in extra",
                        "    id             string",
                        "    name           string    personal data")
                .contains(
                        "  main object lead, in items[0]",
                        "    id             string    required",
                        "    name           string    required  personal data",
                        "  object customers, in dims.customers");
    }

    @Test
    @Tag("R-CDP-34")
    @Tag("R-CDP-47")
    void objectsAreListedWithWhatTheyRequire() {
        assertThat(cdp("objects", "visitor").outLines())
                .startsWith(
                        "visitor",
                        "  id           string    required",
                        "  name         string    required  personal data")
                .contains("  is_tiktok    number");
        assertThat(cdp("objects").out())
                .contains("customers\n", "lead\n", "product\n", "visitor\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "events|sumbit_lead_form|did you mean 'submit_lead_form'?",
                "objects|customer|the CDP has no object 'customer'; did you mean 'customers'?",
                "events|--source=7|portal 33167 has no event source '7'",
            })
    void whatIsNotThereIsAMistake(String command, String argument, String words) {
        Said said = cdp(command, argument);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).startsWith("error: ").contains(words);
    }

    @Test
    void aTokenThatIsMissingOrWrongIsAMistakeAndAClientWillDo() throws Exception {
        configure("");
        assertThat(cdp("events").err())
                .contains("cdp.token is not set", "cdp.client-id and cdp.client-secret");
        configure("cdp.token=no-such-token");
        assertThat(cdp("events").err())
                .contains("does not let us in (HTTP 401): check cdp.token")
                .doesNotContain("no-such-token");
        configure(
                "cdp.client-id=%s\ncdp.client-secret=%s\ncdp.auth-url=%s/oauth/token"
                        .formatted(
                                Sandbox.CDP_CLIENT_ID,
                                Sandbox.CDP_CLIENT_SECRET,
                                sandbox.cdpUrl()));
        assertThat(cdp("events").code()).isZero();
    }

    @Test
    @Tag("R-CDP-46")
    void schemasAreWrittenForLintAndEditors() throws Exception {
        Path mappings = folder.resolve("mappings");
        String option = "--mappings=" + mappings;
        assertThat(cdp("objects", "lead", "--write-schema", option).out())
                .contains("cdp-object-lead.schema.json: written; a mapping names it with target:");
        assertThat(cdp("events", "submit_lead_form", "--write-schema", option).code()).isZero();
        assertThat(cdp("events", "--write-schema", option).code()).as("again, and all").isZero();
        RecordSchemas schemas = new RecordSchemas(mappings);
        schemas.load();
        RecordSchema event = schemas.named("cdp-event-submit_lead_form");
        assertThat(event.find("items[].lead_time").column()).isPresent();
        assertThat(event.find("dims.customers.customer_id").column()).isPresent();
        Files.writeString(
                mappings.resolve("mine.mapping.yaml"),
                """
                description: A lead
                target: cdp-event-submit_lead_form
                rows:
                  - { to: "items[0].type", value: lead }
                  - { to: "items[0].id", from: id }
                  - { to: extra.form_idd, from: form_id }
                """);
        Files.writeString(
                mappings.resolve("mine.test.yaml"),
                "tests:\n  - { name: one, input: { id: a }, contains: {} }\n");
        var report =
                new Linter(new Project(folder, mappings, folder, config, List.of()))
                        .run(List.of(mappings));
        assertThat(report.findings().toString())
                .contains("there is no column 'extra.form_idd'", "did you mean 'extra.form_id'")
                .contains("no row fills items[].name");
        Path hand = mappings.resolve("schemas/cdp-object-lead.schema.json");
        Files.writeString(hand, "{}");
        Said said = cdp("objects", "lead", "--write-schema", option);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("was written by hand");
        assertThat(Files.readString(hand)).isEqualTo("{}");
    }

    @Test
    void checkLooksAtEachSinkOfTheRoutes() throws Exception {
        Settings settings = Settings.read(config, Map.of(), new Properties());
        try (Connections connections = new Connections(settings, Duration.ofSeconds(5), "")) {
            assertThat(new CdpCheck(settings, connections).run())
                    .extracting(Checked::line)
                    .contains(
                            "ok           cdp: "
                                    + sandbox.cdpUrl()
                                    + " knows the portal, the source and the token",
                            "ok           cdp sink cdp-submit-lead: event submit_lead_form"
                                    + " (lead_form/submit)",
                            "ok           cdp sink cdp-customers: object customers; it requires id,"
                                    + " name");
        }
    }
}
