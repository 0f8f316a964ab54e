package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code log}: runs, one run with its actions, and the event log. */
class LogTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FLOW = "leads-to-cdp";
    private static final String LEAD =
            "{\"id\":\"7300000000000000001\",\"form_name\":\"Spring\",\"email\":\"lea@example.com\"}";

    @TempDir Path folder;
    private OperatorBench bench;
    private Instant received;

    @BeforeEach
    void prepare() throws Exception {
        // all within one line of the chart
        received = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 120 * 120 - 600);
        String at = received.plusSeconds(1).toString();
        String later = received.plusSeconds(31).toString();
        bench =
                new OperatorBench(folder)
                        .shipped("routes/leads-to-cdp.camel.yaml")
                        .shipped("mappings/tiktok-lead-to-submit-lead.mapping.yaml")
                        .shipped("mappings/tiktok-lead-to-customer.mapping.yaml")
                        .database(
                                (ledger, versions) ->
                                        ledger.line(
                                                        "ledger",
                                                        FLOW,
                                                        "leads",
                                                        "good",
                                                        "cdp-customers",
                                                        "delivered",
                                                        1,
                                                        received,
                                                        at)
                                                .line(
                                                        "ledger",
                                                        FLOW,
                                                        "leads",
                                                        "half",
                                                        "cdp-submit-lead",
                                                        "delivered",
                                                        1,
                                                        received,
                                                        at)
                                                .line(
                                                        "ledger_history",
                                                        FLOW,
                                                        "leads",
                                                        "half",
                                                        "cdp-customers",
                                                        "failed CDP_503",
                                                        1,
                                                        received,
                                                        at)
                                                .line(
                                                        "ledger",
                                                        FLOW,
                                                        "leads",
                                                        "half",
                                                        "cdp-customers",
                                                        "refused BAD_EMAIL",
                                                        2,
                                                        received,
                                                        later)
                                                .line(
                                                        "ledger",
                                                        "",
                                                        "web",
                                                        "old",
                                                        "tiktok",
                                                        "skipped X",
                                                        1,
                                                        null,
                                                        "2026-03-01T10:00:00Z")
                                                .execute(
                                                        "insert into refused (inbox, record_key,"
                                                                + " destination, reason, detail,"
                                                                + " payload, refused_at) values"
                                                                + " ('leads', 'half',"
                                                                + " 'cdp-customers', '', '', ?,"
                                                                + " current_timestamp)",
                                                        LEAD));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void fails(String line, String... arguments) {
        Said said = bench.run(arguments);
        assertThat(said.code()).as(said.out()).isEqualTo(2);
        assertThat(said.errLines()).hasSize(1);
        assertThat(said.err()).contains(line);
    }

    private JsonNode json(String... arguments) throws Exception {
        Said said = bench.run(arguments);
        assertThat(said.code()).as(said.err()).isZero();
        return JSON.readTree(said.out());
    }

    @Test
    @Tag("R-CDP-60")
    @Tag("R-CDP-61")
    @Tag("RX-CDP-11")
    void runsAreListedNewestFirstAndFiltered() throws Exception {
        List<String> lines = bench.run("log").outLines();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .matches("FLOW +RUNNING ID +STATUS +START TIME +END TIME +KEY +DESTINATIONS");
        assertThat(lines.get(1))
                .matches(
                        FLOW
                                + "  [0-9a-f-]{36}  partial  "
                                + Moment.shown(received)
                                + "  "
                                + Moment.shown(received.plusSeconds(31))
                                + "  half  cdp-submit-lead delivered, cdp-customers refused"
                                + " BAD_EMAIL");
        assertThat(lines.get(2)).contains("success", "good", "cdp-customers delivered");
        assertThat(lines.get(3)).matches("inbox:web +[0-9a-f-]{36} +success +- +2026-03-01 .*");
        assertThat(bench.run("log", "--since", "1h").outLines()).hasSize(3);
        assertThat(bench.run("log", "--outcome", "refused").outLines()).hasSize(2);
        assertThat(bench.run("log", "--flow", FLOW, "--limit", "1").outLines()).hasSize(2);
        assertThat(bench.run("log", "--inbox", "web").outLines()).hasSize(2);
        assertThat(bench.run("log", "--reason", "BAD_EMAIL").out()).contains("half");
        assertThat(bench.run("log", "--destination", "nobody").out())
                .isEqualTo("the ledger has nothing of that kind\n");
        assertThat(bench.run("log", "--flow", "leads-to-cpd").out())
                .contains("did you mean 'leads-to-cdp'?");
        JsonNode run = json("log", "--json", "--destination", "cdp-submit-lead");
        assertThat(run.path("status").asText()).isEqualTo("partial");
        assertThat(run.path("destinations")).hasSize(2);
    }

    @Test
    @Tag("RX-CDP-12")
    void aRunIsShownWithItsActions() throws Exception {
        String id = json("log", "--json", "--outcome", "refused").path("running_id").asText();
        String shown = bench.run("log", id).out();
        assertThat(shown).isEqualTo(bench.run("log", "--key", "half").out());
        assertThat(shown)
                .contains("Running ID  " + id, "Status      partial")
                .containsPattern("ACTION +ACTION STATUS +START TIME +DESCRIPTION\n")
                .containsPattern(
                        "load \\(inbox:leads\\) +success +\\S+ \\S+ +1 record received; --detail")
                .containsPattern(
                        "cdp-submit-lead \\(cdp-event-sink\\) +success .* delivered; request")
                .containsPattern(
                        "cdp-customers \\(cdp-object-sink\\) +failed .* failed CDP_503: why it is so;"
                                + " a later outcome took its place\n")
                .containsPattern(
                        "cdp-customers \\(cdp-object-sink\\) +failed .* refused BAD_EMAIL: why it is"
                                + " so; try 2\n")
                .doesNotContain("Spring");
        assertThat(bench.run("log", id, "--detail").out())
                .contains("\"form_name\" : \"Spring\"", "\"email\" : \"(hidden)\"")
                .doesNotContain("lea@example.com");
        assertThat(bench.run("log", id, "--detail", "--plain").out()).contains("lea@example.com");
        assertThat(bench.run("log", "--key", "good", "--detail").out())
                .contains("The record is not stored any more.");
        JsonNode run = json("log", id, "--json", "--detail");
        assertThat(run.path("destinations")).hasSize(3);
        assertThat(run.at("/record/email").asText()).isEqualTo("(hidden)");
    }

    @Test
    @Tag("RX-CDP-13")
    void eventsAreListedWithAChart() throws Exception {
        String events = bench.run("log", "--events").out();
        assertThat(events)
                .contains("Received (#) and rejected (x), 2 minutes a line, since ")
                .containsPattern("\\d\\d:\\d\\d +2 +1  #+x+\n")
                .containsPattern(
                        "LOG ID +LOGGED DATE +TRACKED TIME +EVENT ID +EVENT TRACKING NAME +REJECT"
                                + " MESSAGE")
                .containsPattern("request-good .* good +cdp-customers +-\n")
                .containsPattern("half +cdp-customers +BAD_EMAIL: why it is so\n");
        assertThat(bench.run("log", "--events", "--received").out()).doesNotContain("BAD_EMAIL");
        assertThat(bench.run("log", "--events", "--rejected").out()).doesNotContain("request-");
        JsonNode rejected = json("log", "--events", "--rejected", "--json");
        assertThat(rejected.path("event_id").asText()).isEqualTo("half");
        assertThat(rejected.at("/raw_log/form_name").asText()).isEqualTo("Spring");
        assertThat(rejected.at("/raw_log/email").asText()).isEqualTo("(hidden)");
        // at most six hours
        assertThat(bench.run("log", "--events", "--since", "3d").outLines())
                .filteredOn(line -> line.matches("\\d\\d:\\d\\d +\\d.*"))
                .hasSizeBetween(36, 37);
    }

    @Test
    void mistakesAreToldInOneLine() throws Exception {
        fails("--since is 'yesterday'; write how long ago", "log", "--since", "yesterday");
        fails(
                "there is no outcome 'refusd'; did you mean 'refused'?",
                "log",
                "--outcome",
                "refusd");
        fails("'x' is no running ID", "log", "x");
        fails(
                "there is no run 00000000-0000-8000-8000-000000000000",
                "log",
                "00000000-0000-8000-8000-000000000000");
        fails("no record has the key 'nobody'", "log", "--key", "nobody");
        fails("--plain goes with --detail", "log", "--key", "half", "--plain");
        fails("--detail goes with one run", "log", "--detail");
        fails("--limit is 0; write 1 to 100000", "log", "--limit", "0");
        fails("--received and --rejected go with --events", "log", "--received");
        fails("--follow needs the running program", "log", "--follow");
        bench.write("application.properties", "database.url=jdbc:h2:file:" + folder + "/none\n");
        fails("there is no database", "log");
    }
}
