package io.tiktokroutes.leads;

import static io.tiktokroutes.leads.LeadBench.DOWNLOAD;
import static io.tiktokroutes.leads.LeadBench.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.InboxFullException;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Leads from the sandbox's forms into an inbox of a real database. */
class LeadSourceTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#allKinds";
    private static final String DRAFT = "7300000000000000003";
    private static final String TRANSFERRED = "7300000000000000004";
    private static final String OF_THE_SECOND = "7300000000000000005";
    private static final String LIBRARY = "7600000000000000001";

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
    @Tag("R-CDP-15")
    void aLeadCarriesItsIdAsKeyAndWhereItCameFrom(String kind) throws Exception {
        try (LeadBench leads = new LeadBench(kind, folder)) {
            leads.submit(Sandbox.FORM_ID, "eu", "Zoë");
            Record lead = LeadBench.first(leads.source()).get(0);
            assertThat(lead.inbox()).as("the name of the source").isEqualTo("leads");
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
            LeadSource source = leads.source();
            assertThat(leads.pull(source, LeadBench.exports(source, "", "us"), true))
                    .containsExactly("Bob", "1 new, 0 duplicates");
            for (String wrong : List.of("", "asia", "us;eu", "US")) {
                assertThatThrownBy(() -> leads.source().exports("leads", "", wrong, 1))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("write row, us and eu");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void draftsAreLeftOut(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            leads.bench.set("lead_task_polls", 0);
            leads.pull(leads.source(), true);
            String asked = leads.bench.received(TASK).toString();
            assertThat(asked)
                    .contains(Sandbox.FORM_ID, Sandbox.SECOND_FORM_ID, TRANSFERRED)
                    .doesNotContain(DRAFT, OF_THE_SECOND);
            // three forms in three regions, made and asked once each
            assertThat(leads.bench.calls(TASK)).isEqualTo(18);
            assertThat(leads.bench.calls(DOWNLOAD)).isEqualTo(9);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    @Tag("R-CDP-10")
    void onlyTheFormsThatAreNamed(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            String named = Sandbox.SECOND_FORM_ID + ", 7300000000000009999";
            LeadSource source = leads.source();
            assertThat(leads.pull(source, LeadBench.exports(source, named, "row,eu"), true))
                    .containsExactly("Jörg", "1 new, 0 duplicates");
            assertThat(leads.troubles.now())
                    .hasEntrySatisfying(
                            "leads: form 7300000000000009999",
                            trouble ->
                                    assertThat(trouble.words())
                                            .contains("no ad account or library has it"));
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
            Batch batch = LeadBench.first(source);
            source.seen(batch);
            source.seen(batch);
            assertThat(leads.pull(source, true)).contains("3 new, 0 duplicates");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void formsOfALibraryAreReadThere(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            leads.submit(TRANSFERRED, "eu", "Lia");
            LeadSource source = leads.source();
            assertThat(leads.pull(source, true)).contains("Lia", "5 new, 0 duplicates");
            assertThat(leads.pull(source, true)).containsExactly("0 new, 0 duplicates");
            String asked = leads.bench.received(TASK).toString();
            assertThat(asked).contains("library_id");
            String downloads = leads.bench.received(DOWNLOAD).toString();
            assertThat(downloads).contains("library_id=" + LIBRARY);
            assertThat(leads.column("form_id = '" + TRANSFERRED + "'", "advertiser_id"))
                    .containsExactly(Sandbox.ADVERTISER_ID);
            // named, it is the same
            leads.submit(TRANSFERRED, "row", "Max");
            assertThat(leads.pull(source, LeadBench.exports(source, TRANSFERRED, "row"), true))
                    .containsExactly("Max", "1 new, 0 duplicates");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void withoutPermissionForLibrariesTheOwnFormsGoOn(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            leads.bench.fault("{'path':'/page/library/get/','times':-1,'code':40001}");
            // TikTok may go on listing a form that it gives no leads of
            leads.bench.control("POST", "/settings", "{\"transferred_forms_listed\":true}");
            LeadSource source = leads.source();
            assertThat(leads.pull(source, true)).contains("4 new, 0 duplicates");
            assertThat(leads.troubles.now()).isEmpty();
            LeadBench.exports(source, TRANSFERRED, "row");
            assertThat(leads.troubles.now().get("leads: form " + TRANSFERRED).words())
                    .contains("transferred to a Business Center's library");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aFormThatIsPublishedNoMoreIsExportedWhileItHadLeads(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            leads.submit(DRAFT, "row", "Dot");
            LeadSource source = leads.source();
            // named once, when it was published
            leads.pull(source, LeadBench.exports(source, DRAFT, "row"), true);
            leads.bench.control(
                    "POST",
                    "/forms/" + DRAFT + "/leads",
                    "{'answers':{'email':'late@example.com'}}".replace('\'', '"'));
            leads.pull(source, true);
            assertThat(leads.column("form_id = '" + DRAFT + "'", "lead_id")).hasSize(2);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aLeadIsKeptWithItsAnswersAndHowItCame(String kind) throws Exception {
        try (LeadBench leads = new LeadBench(kind, folder)) {
            leads.submit(Sandbox.FORM_ID, "eu", "Zoë");
            LeadSource source = leads.source();
            Batch batch = LeadBench.first(source);
            SeenLeads seen = new SeenLeads(new Sql(leads.database.dataSource()), Clock.systemUTC());
            seen.add(batch, SeenLeads.WEBHOOK);
            // the export of the same lead changes nothing
            assertThat(leads.pull(source, true)).containsExactly("0 new, 0 duplicates");
            assertThat(leads.column("1 = 1", "came_by")).containsExactly("webhook");
            JsonNode answers = Bench.JSON.readTree(leads.column("1 = 1", "payload").get(0));
            assertThat(answers).isEqualTo(batch.get(0).payload());
            assertThat(leads.column("1 = 1", "created_at").get(0).replace(' ', 'T') + "Z")
                    .startsWith(answers.path("created_time").asText().substring(0, 19));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void answersAreForgottenAndLaterTheIdsToo(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            leads.pull(leads.source(), true);
            Duration retention = Duration.ofDays(30);
            Instant now = Instant.now();
            leads.clock = Clock.fixed(now.plus(Duration.ofDays(29)), ZoneOffset.UTC);
            assertThat(leads.source().forget(retention)).isZero();
            leads.clock = Clock.fixed(now.plus(Duration.ofDays(31)), ZoneOffset.UTC);
            assertThat(leads.source().forget(retention)).isEqualTo(4);
            assertThat(leads.source().forget(retention)).isZero();
            assertThat(leads.column("payload is null", "lead_id")).hasSize(4);
            // known still, and not filled again
            assertThat(leads.pull(leads.source(), true)).containsExactly("0 new, 0 duplicates");
            assertThat(leads.column("payload is null", "lead_id")).hasSize(4);
            leads.clock = Clock.fixed(now.plus(Duration.ofDays(119)), ZoneOffset.UTC);
            leads.source().forget(retention);
            assertThat(leads.column("1 = 1", "lead_id")).hasSize(4);
            leads.clock = Clock.fixed(now.plus(Duration.ofDays(121)), ZoneOffset.UTC);
            leads.source().forget(retention);
            assertThat(leads.column("1 = 1", "lead_id")).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aGapOfOver90DaysIsTold(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            Instant now = Instant.now();
            leads.pull(leads.source(), true);
            leads.clock = Clock.fixed(now.plus(Duration.ofDays(89)), ZoneOffset.UTC);
            LeadSource source = leads.source();
            leads.pull(source, LeadBench.exports(source, Sandbox.FORM_ID, "row,us"), true);
            assertThat(leads.troubles.gaps()).isEmpty();
            leads.clock = Clock.fixed(now.plus(Duration.ofDays(100)), ZoneOffset.UTC);
            leads.pull(leads.source(), true);
            // the other regions of the first form were exported in between
            assertThat(leads.troubles.gaps().keySet())
                    .containsExactly(
                            "form " + Sandbox.FORM_ID + " (eu)",
                            "form " + Sandbox.SECOND_FORM_ID + " (eu)",
                            "form " + Sandbox.SECOND_FORM_ID + " (row)",
                            "form " + Sandbox.SECOND_FORM_ID + " (us)",
                            "form " + TRANSFERRED + " (eu)",
                            "form " + TRANSFERRED + " (row)",
                            "form " + TRANSFERRED + " (us)");
            assertThat(leads.troubles.gaps().values())
                    .allMatch(words -> words.contains("in the 10 days after the last good export"));
            assertThat(leads.troubles.now()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aFailureIsTroubleUntilTheNextGoodExport(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            leads.bench.set("lead_task_fails", true);
            LeadSource source = leads.source();
            leads.pull(source, LeadBench.exports(source, Sandbox.FORM_ID, "us"), true);
            String part = "leads: form " + Sandbox.FORM_ID + " (us)";
            assertThat(leads.troubles.now()).containsOnlyKeys(part);
            assertThat(leads.troubles.now().get(part).words())
                    .contains("FAILED", "tried again at its next time");
            leads.bench.set("lead_task_fails", false);
            leads.bench.fault("{'path':'/page/lead/task/','code':40001,'message':'No permission'}");
            leads.pull(source, LeadBench.exports(source, Sandbox.FORM_ID, "us"), true);
            assertThat(leads.troubles.now().get(part).words())
                    .contains("No permission", "must be admin of the ad account");
            leads.pull(source, LeadBench.exports(source, Sandbox.FORM_ID, "us"), true);
            assertThat(leads.troubles.now()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void leadsThatTheInboxDoesNotTakeComeNextTime(String kind) throws Exception {
        try (LeadBench leads = open(kind)) {
            LeadSource source = leads.source();
            for (FormExport export : LeadBench.exports(source, Sandbox.FORM_ID, "row,us")) {
                assertThat(export.hasNext()).isTrue();
                source.notTaken(export, new InboxFullException("leads", 1000));
                assertThat(export.hasNext()).isFalse();
                source.finished(export);
            }
            assertThat(leads.troubles.now()).hasSize(2);
            assertThat(leads.troubles.now().get("leads: form " + Sandbox.FORM_ID + " (us)").words())
                    .contains("inbox leads holds its bound of 1000 records");
            // one whose batches were not all asked for does not count as done either
            FormExport half = LeadBench.exports(source, Sandbox.FORM_ID, "us").get(0);
            half.next();
            source.finished(half);
            half.close();
            assertThat(leads.troubles.now())
                    .containsOnlyKeys("leads: form " + Sandbox.FORM_ID + " (us)");
            leads.pull(source, true);
            assertThat(leads.inbox.depth("leads", 100)).isEqualTo(4);
            assertThat(leads.troubles.now()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void manyLeadsComeInBatchesAndNoFileIsLeft(String kind) throws Exception {
        try (LeadBench leads = new LeadBench(kind, folder)) {
            StringBuilder many = new StringBuilder("[");
            for (int i = 0; i < 2_500; i++) {
                many.append(i == 0 ? "" : ",")
                        .append("{\"answers\":{\"name\":\"n")
                        .append(i)
                        .append("\"}}");
            }
            leads.bench.control(
                    "POST", "/forms/" + Sandbox.FORM_ID + "/leads", many.append("]").toString());
            leads.bench.set("lead_file_zip", true);
            FormExport export = LeadBench.exports(leads.source(), Sandbox.FORM_ID, "row").get(0);
            List<Integer> sizes = new ArrayList<>();
            for (; export.hasNext(); ) {
                sizes.add(export.next().size());
                // other programs have theirs, with a name for a moment
                await().until(() -> temporaryFiles().isEmpty());
            }
            assertThat(sizes).containsExactly(1000, 1000, 500);
            assertThat(export.leads()).isEqualTo(2_500);
        }
    }

    /** On Linux they have no name even while they are read. */
    private static List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName().toString().startsWith("tiktok-leads-"))
                    .toList();
        }
    }
}
