package io.tiktokroutes.leads;

import static io.tiktokroutes.leads.LeadBench.DOWNLOAD;
import static io.tiktokroutes.leads.LeadBench.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Leads from the sandbox's forms into an inbox of a real database. */
class LeadSourceTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#kinds";
    private static final String DRAFT = "7300000000000000003";
    private static final String TRANSFERRED = "7300000000000000004";
    private static final String OF_THE_SECOND = "7300000000000000005";

    @TempDir Path folder;

    private LeadBench open(String kind) throws Exception {
        LeadBench leads = new LeadBench(kind, folder);
        leads.submit(Sandbox.FORM_ID, "row", "Ana");
        leads.submit(Sandbox.FORM_ID, "us", "Bob");
        leads.submit(Sandbox.FORM_ID, "eu", "Zoë");
        leads.submit(Sandbox.SECOND_FORM_ID, "eu", "Jörg");
        return leads;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void theLeadsOfAllFormsAndRegionsAreFoundOnce(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            assertThat(leads.pull(leads.source(), true))
                    .containsExactly("Ana", "Bob", "Jörg", "Zoë", "4 new, 0 duplicates");
            assertThat(leads.pull(leads.source(), true)).containsExactly("0 new, 0 duplicates");
            leads.submit(Sandbox.FORM_ID, "us", "Cy");
            assertThat(leads.pull(leads.source(), true))
                    .containsExactly("Cy", "1 new, 0 duplicates");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aCrashBeforeSeenBringsDuplicatesOnly(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            leads.pull(leads.source(), false);
            assertThat(leads.pull(leads.source(), true))
                    .containsExactly("Ana", "Bob", "Jörg", "Zoë", "0 new, 4 duplicates");
            assertThat(leads.pull(leads.source(), true)).containsExactly("0 new, 0 duplicates");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aLeadCarriesItsIdAsKeyAndWhereItCameFrom(String kind) throws Exception {
        try (LeadBench leads = new LeadBench(kind, folder)) {
            leads.submit(Sandbox.FORM_ID, "eu", "Zoë");
            Record lead = LeadBench.exports(leads.source()).next().get(0);
            assertThat(lead.key()).matches("7\\d{18}");
            assertThat(lead.payload().path("id").textValue()).isEqualTo(lead.key());
            assertThat(lead.payload().path("form_id").textValue()).isEqualTo(Sandbox.FORM_ID);
            assertThat(lead.payload().path("region").asText()).isEqualTo("eu");
            assertThat(lead.payload().path("advertiser_id").asText())
                    .isEqualTo(Sandbox.ADVERTISER_ID);
            assertThat(lead.payload().path("created_time").asText()).endsWith("Z");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void onlyTheRegionsThatAreAskedFor(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            Iterator<Batch> us = leads.source().exports("leads", "", "us", 1);
            assertThat(us.next()).hasSize(1);
            assertThat(us.hasNext()).isFalse();
            for (String wrong : List.of("", "asia", "us;eu", "US")) {
                assertThatThrownBy(() -> leads.source().exports("leads", "", wrong, 1))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("write row, us and eu");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void draftsAndTransferredFormsAreLeftOut(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            leads.bench.set("lead_task_polls", 0);
            leads.pull(leads.source(), true);
            String asked = leads.bench.received(TASK).toString();
            assertThat(asked)
                    .contains(Sandbox.FORM_ID, Sandbox.SECOND_FORM_ID)
                    .doesNotContain(DRAFT, TRANSFERRED, OF_THE_SECOND);
            // two forms in three regions, made and asked once each
            assertThat(leads.bench.calls(TASK)).isEqualTo(12);
            assertThat(leads.bench.calls(DOWNLOAD)).isEqualTo(6);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void onlyTheFormsThatAreNamed(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            String named = Sandbox.SECOND_FORM_ID + ", 7300000000000009999";
            Iterator<Batch> batches = leads.source().exports("leads", named, "row,eu", 1);
            assertThat(LeadBench.name(batches.next().get(0))).isEqualTo("Jörg");
            assertThat(batches.hasNext()).isFalse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void oneBrokenFormDoesNotStopTheOthersAndComesNextTime(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            leads.bench.fault("{'path':'/page/lead/task/download/','body':'failed to download.'}");
            leads.bench.fault("{'path':'/page/lead/task/','skip':4,'code':40002}");
            List<String> first = leads.pull(leads.source(), true);
            assertThat(first).hasSizeBetween(2, 4);
            List<String> second = leads.pull(leads.source(), true);
            assertThat(first.size() - 1 + second.size() - 1).isEqualTo(4);
            assertThat(leads.inbox.depth("leads", 100)).isEqualTo(4);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void anAdAccountThatCannotBeReadDoesNotStopTheOthers(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            leads.submit(OF_THE_SECOND, "row", "Second");
            LeadSource source =
                    leads.source(
                            "7200000000000000003",
                            Sandbox.SECOND_ADVERTISER_ID,
                            Sandbox.ADVERTISER_ID);
            assertThat(leads.pull(source, true)).contains("Ana", "Second", "5 new, 0 duplicates");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void whenTikTokIsAwayNothingIsBroughtAndNothingThrown(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            leads.bench.fault("{'path':'/page/get/','times':4,'code':51002}");
            assertThat(leads.pull(leads.source(), true)).containsExactly("0 new, 0 duplicates");
            assertThat(leads.pull(leads.source(), true)).contains("4 new, 0 duplicates");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aLeadMayBeMarkedTwice(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            LeadSource source = leads.source();
            Batch batch = LeadBench.exports(source).next();
            source.seen(batch);
            source.seen(batch);
            assertThat(leads.pull(source, true)).contains("3 new, 0 duplicates");
        }
    }
}
