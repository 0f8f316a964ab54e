package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code flows} and its commands, without a running program. */
class FlowsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;
    private OperatorBench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new OperatorBench(folder).shipped("routes/leads-to-cdp.camel.yaml");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private JsonNode flow(String id) throws Exception {
        for (String line : bench.run("flows", "--json").outLines()) {
            JsonNode node = JSON.readTree(line);
            if (node.path("flow").asText().equals(id)) {
                return node;
            }
        }
        throw new AssertionError("no flow " + id);
    }

    @Test
    @Tag("R-CDP-26")
    @Tag("RX-CDP-15")
    void flowsAreListedWithStateKindInboxAndOutcomes() throws Exception {
        String now = Instant.now().minusSeconds(60).toString();
        bench.write(
                        "routes/drafts/web.camel.yaml",
                        Files.readString(Path.of("routes/commanders-act-to-tiktok.camel.yaml")))
                .database(
                        (ledger, versions) ->
                                ledger.line(
                                                "leads-to-cdp",
                                                "leads",
                                                "a",
                                                "cdp-customers",
                                                "delivered",
                                                "2026-03-01T10:00:00Z")
                                        .line(
                                                "leads-to-cdp",
                                                "leads",
                                                "b",
                                                "cdp-customers",
                                                "delivered",
                                                now)
                                        .line("", "leads", "c", "cdp-customers", "refused X", now)
                                        .waiting("leads", "w", "{}", Instant.now()));
        Said said = bench.run("flows");
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .containsPattern(
                        "leads-intake +not running +scheduled +tiktok-lead-source +- +- +New leads")
                .containsPattern(
                        "leads-to-cdp +not running +streaming +inbox:leads +1 \\(1 to try again\\) +"
                                + now.substring(0, 10))
                .containsPattern("commanders-act-intake +draft +streaming +event-webhook-source")
                .containsPattern("leads-to-cdp +cdp-customers +1 / 2 +0 / 0 +1 / 1 +0 / 0\n")
                .containsPattern("leads-to-cdp +cdp-submit-lead +0 / 0")
                .contains("none runs at http://127.0.0.1:" + bench.port());
        JsonNode flow = flow("leads-to-cdp");
        assertThat(flow.path("category").asText()).isEqualTo("streaming");
        assertThat(flow.path("depth").asInt()).isEqualTo(1);
        JsonNode customers = flow.path("destinations").get(0);
        assertThat(customers.at("/last_24_hours/refused").asInt()).isEqualTo(1);
        assertThat(customers.at("/in_all/delivered").asInt()).isEqualTo(2);
    }

    @Test
    void aScheduledFlowTellsWhenItLastRanAlsoWhileNothingRuns() throws Exception {
        bench.ran("leads/leads", Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(bench.run("flows").out())
                .containsPattern("leads-intake +leads/leads +2026-03-01 10:00:00Z +-\n");
        assertThat(flow("leads-intake").path("schedule").asText()).isEqualTo("leads/leads");
        assertThat(flow("leads-intake").path("last_run").asText())
                .isEqualTo("2026-03-01T10:00:00Z");
        assertThat(flow("leads-intake").path("next_run").isNull()).isTrue();
    }

    @Test
    @Tag("RX-CDP-15")
    void aFlowIsStoppedAndStartedForTheNextStart() throws Exception {
        assertThat(bench.run("flows").out()).contains("leads-to-cdp");
        assertThat(folder.resolve("db.mv.db")).doesNotExist();
        assertThat(bench.run("flows", "stop", "leads-to-cdp").out())
                .startsWith("leads-to-cdp is stopped; no program runs, and the next start");
        assertThat(bench.run("flows", "stop", "leads-to-cdp").out())
                .startsWith("leads-to-cdp is stopped already, since 2");
        assertThat(bench.run("flows").out()).containsPattern("leads-to-cdp +stopped since 2");
        assertThat(flow("leads-to-cdp").path("state").asText()).isEqualTo("stopped");
        assertThat(bench.run("flows", "start", "leads-to-cdp").out())
                .startsWith("leads-to-cdp is not stopped any more");
        assertThat(bench.run("flows", "start", "leads-to-cdp").out())
                .isEqualTo("leads-to-cdp is not stopped\n");
    }

    @Test
    void mistakesAreToldInOneLine() throws Exception {
        bench.shipped("routes/mparticle-to-tiktok.camel.yaml");
        Files.move(
                bench.path("routes/mparticle-to-tiktok.camel.yaml"),
                bench.path("routes/drafts/mparticle.camel.yaml"));
        Said unknown = bench.run("flows", "stop", "leads-to-cpd");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.errLines()).hasSize(1);
        assertThat(unknown.err())
                .contains("there is no flow 'leads-to-cpd'")
                .endsWith("did you mean 'leads-to-cdp'?\n");
        for (String command : new String[] {"stop", "start"}) {
            Said draft = bench.run("flows", command, "mparticle-intake");
            assertThat(draft.code()).isEqualTo(2);
            assertThat(draft.err())
                    .contains("mparticle-intake is a draft, which does not run; moving ")
                    .contains("drafts/mparticle.camel.yaml", "activates it");
        }
        bench.write("application.properties", "database.url=jdbc:postgresql://127.0.0.1:1/none\n");
        Said nowhere = bench.run("flows", "stop", "leads-to-cdp");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.errLines()).hasSize(1);
        assertThat(nowhere.err()).contains("jdbc:postgresql://127.0.0.1:1/none cannot be opened");
    }

    @Test
    void aFileThatIsNoRouteFileHoldsUpNoOther() throws Exception {
        bench.write("routes/bad.camel.yaml", "- route:\n   id: x\n  y");
        Said said = bench.run("flows");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("leads-to-cdp").containsPattern("bad.camel.yaml +.*error:");
    }

    private Said create(String... arguments) {
        List<String> all = new ArrayList<>(List.of("flows", "create", "--routes"));
        all.add(bench.path("routes").toString());
        all.addAll(List.of(arguments));
        return Said.by(all.toArray(String[]::new));
    }

    /** From the list, with the template, to a draft that lint has nothing against. */
    @Test
    @Tag("R-CDP-27")
    void aNewFlowIsCreatedFromTheTemplateAsADraft() throws Exception {
        bench.shipped("mappings/tiktok-lead-to-submit-lead.mapping.yaml")
                .shipped("mappings/tiktok-lead-to-customer.mapping.yaml");
        Said created = create("spring-leads", "--template", "tiktok-lead");
        assertThat(created.code()).as(created.err()).isZero();
        assertThat(created.out()).contains("drafts/spring-leads.camel.yaml is written");
        assertThat(flow("spring-leads").path("state").asText()).isEqualTo("draft");
        assertThat(flow("spring-leads").path("category").asText()).isEqualTo("streaming");
        assertLintHasNothingAgainst("");
        assertThat(create("spring-leads").err()).contains("there is a flow 'spring-leads' already");
        assertThat(create("Spring Leads").err()).contains("is no name for a flow");
        assertThat(create("x", "--template", "tiktok-led").err())
                .contains("did you mean 'tiktok-lead'?");
    }

    /** Picked from a list; its name is all that is asked for, and it goes by that name. */
    @Test
    @Tag("R-WIT-37")
    @Tag("R-WIT-38")
    @Tag("R-WIT-39")
    @Tag("R-WIT-40")
    void aReportIsCreatedFromItsNameAloneAndGoesByIt() throws Exception {
        bench.shipped("mappings/tiktok-report-to-ads-report.mapping.yaml");
        assertThat(create("spring", "--template", "").err())
                .contains("write one of tiktok-lead, tiktok-report");
        Said created = create("spring-report", "--template", "tiktok-report");
        assertThat(created.code()).as(created.err()).isZero();
        assertThat(flow("spring-report").path("state").asText()).isEqualTo("draft");
        assertThat(flow("spring-report").path("source").asText()).isEqualTo("tiktok-report-source");
        assertThat(flow("spring-report").path("category").asText()).isEqualTo("scheduled");
        Path written = bench.path("routes").resolve("drafts/spring-report.camel.yaml");
        assertThat(Files.readString(written))
                .contains("id: spring-report", "name: spring-report", "table: spring_report")
                .doesNotContain("NAME", "TABLE");
        assertLintHasNothingAgainst("drafts/spring-report.camel.yaml");
    }

    /** A sync is a model and a destination; the template brings both. */
    @ParameterizedTest
    @CsvSource({
        "warehouse-events, warehouse-row-to-tiktok-web-event, mode: insert",
        "warehouse-audience, warehouse-row-to-tiktok-audience-member, mode: mirror"
    })
    @Tag("R-HT-11")
    void aSyncIsCreatedWithItsModel(String template, String mapping, String mode) throws Exception {
        bench.shipped("mappings/" + mapping + ".mapping.yaml");
        bench.shipped("mappings/lookups/tiktok-event-names.yaml");
        Said created = create("spring-sale", "--template", template);
        assertThat(created.code()).as(created.err()).isZero();
        assertThat(created.out())
                .contains("drafts/spring-sale.camel.yaml is written; it does not run there")
                .contains("models/spring-sale.sql is written; make it a query of your own");
        assertThat(flow("spring-sale-from-warehouse").path("source").asText())
                .isEqualTo("warehouse-source");
        assertThat(flow("spring-sale").path("state").asText()).isEqualTo("draft");
        Path routes = bench.path("routes");
        assertThat(Files.readString(routes.resolve("drafts/spring-sale.camel.yaml")))
                .contains("name: spring-sale", "model: spring-sale", mapping, mode)
                .doesNotContain("NAME");
        assertThat(Files.readString(routes.resolve("models/spring-sale.sql")))
                .contains("See docs/warehouse.md");
        assertLintHasNothingAgainst("drafts/spring-sale.camel.yaml");
        assertLintHasNothingAgainst("models/spring-sale.sql");
        Files.delete(routes.resolve("drafts/spring-sale.camel.yaml"));
        assertThat(create("spring-sale", "--template", template).err())
                .contains("there is a file", "spring-sale.sql already");
    }

    private void assertLintHasNothingAgainst(String path) {
        Said lint =
                Said.by(
                        "lint",
                        "--routes",
                        bench.path("routes").toString(),
                        "--mappings",
                        bench.path("mappings").toString(),
                        bench.path("routes").resolve(path).toString());
        assertThat(lint.code()).as(lint.out() + lint.err()).isZero();
    }
}
