package io.tiktokroutes.audiences;

import static io.tiktokroutes.audiences.FileBench.DESTINATION;
import static io.tiktokroutes.audiences.FileBench.members;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.audiences.ListedAudiences.Listed;
import io.tiktokroutes.cdp.LogLines;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Gathering;
import io.tiktokroutes.runtime.sinks.AudienceHealthCheck;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.Bench;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole lists as files: what TikTok has afterwards, and what becomes of every trouble. */
class AudienceFileSenderTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#kinds";

    @TempDir private Path folder;
    private FileBench files;

    @AfterEach
    void close() {
        files.close();
    }

    private Listed listed() throws Exception {
        return files.lists.of(DESTINATION, Sandbox.ADVERTISER_ID).orElseThrow();
    }

    private void nextDay() {
        files.clock.advance(Duration.ofDays(1));
    }

    private int uploads() throws Exception {
        return files.bench.calls(FileBench.UPLOAD);
    }

    @ParameterizedTest
    @MethodSource(KINDS)
    @Tag("R-HT-5")
    @Tag("R-HT-63")
    @Tag("R-HT-64")
    @Tag("R-HT-68")
    @Tag("R-HT-73")
    @Tag("R-HT-77")
    void everyRunUploadsTheWholeListOnceADay(String kind) throws Exception {
        files = new FileBench(kind, folder);
        assertThat(files.run(members(0, 1500))).isEqualTo(Map.of("delivered", 1500L));
        JsonNode made = files.audiences().get(0);
        assertThat(made.path("name").asText()).isEqualTo("Customers");
        assertThat(made.path("kind").asText()).isEqualTo("file");
        assertThat(made.path("calculate_type").asText()).isEqualTo("EMAIL_SHA256");
        assertThat(files.held()).isEqualTo(FileBench.digests(members(0, 1500)));
        assertThat(listed().state()).isEqualTo(AudienceState.PROCESSING);

        // 22:00 UTC, and once more that day
        files.clock.advance(Duration.ofMinutes(119));
        assertThat(files.run(members(100, 1500))).isEqualTo(Map.of("skipped HELD_BACK", 1400L));
        assertThat(uploads()).isEqualTo(1);
        assertThat(files.held()).hasSize(1500);

        files.clock.advance(Duration.ofMinutes(2));
        assertThat(files.run(members(100, 1700))).isEqualTo(Map.of("delivered", 1600L));
        assertThat(files.audiences()).hasSize(1);
        assertThat(files.held()).isEqualTo(FileBench.digests(members(100, 1700)));
        assertThat(listed().uploadedOn()).hasToString("2026-04-01");
    }

    @Test
    @Tag("R-HT-65")
    @Tag("R-HT-70")
    @Tag("R-HT-71")
    @Tag("R-HT-72")
    void whatItIsBoundToStays() throws Exception {
        files = new FileBench("H2", folder);
        files.run(members(0, 1000));
        nextDay();
        for (Map.Entry<String, String> change :
                Map.of(
                                "advertiser", Sandbox.SECOND_ADVERTISER_ID,
                                "audience", "Others",
                                "matchField", "PHONE_SHA256")
                        .entrySet()) {
            String before = files.settings.put(change.getKey(), change.getValue());
            List<ObjectNode> members = members(0, 1000);
            members.forEach(m -> m.set("phone_sha256", m.get("email_sha256")));
            assertThatThrownBy(() -> files.run(members))
                    .isInstanceOf(AudienceException.class)
                    .hasMessageContainingAll("is bound to", before, "new names");
            files.settings.put(change.getKey(), before);
        }
        assertThat(uploads()).isEqualTo(1);
        assertThat(files.run(members(0, 1001))).isEqualTo(Map.of("delivered", 1001L));
    }

    @Test
    void anAudienceThatIsThereIsUsedOrToldWhyNot() throws Exception {
        files = new FileBench("H2", folder);
        files.run(members(0, 1000));
        nextDay();
        files.settings.put("destination", "another");
        files.settings.put("matchField", "PHONE_SHA256");
        List<ObjectNode> phones = members(0, 1000);
        phones.forEach(m -> m.set("phone_sha256", m.get("email_sha256")));
        assertThatThrownBy(() -> files.run(phones))
                .hasMessageContaining("takes EMAIL_SHA256, not PHONE_SHA256; write matchField:");
        // nothing was sent, so that the mistake can be mended
        files.settings.put("matchField", "EMAIL_SHA256");
        assertThat(files.run(members(0, 1200))).isEqualTo(Map.of("delivered", 1200L));
        assertThat(files.audiences()).hasSize(1);
        assertThat(files.held()).hasSize(1200);

        // neither takes the place of the other on one day, and it is said whose list is there
        files.settings.put("destination", "customers-file");
        try (LogLines log = new LogLines()) {
            assertThat(files.run(members(0, 1300))).isEqualTo(Map.of("skipped HELD_BACK", 1300L));
            assertThat(log.starting("WARN customers-file: the destination another filled"))
                    .hasSize(1);
        }
        assertThat(files.held()).hasSize(1200);
    }

    @Test
    @Tag("R-HT-76")
    void tooFewMembersAreAWarningAndNoSuccess() throws Exception {
        files = new FileBench("H2", folder);
        assertThatThrownBy(() -> files.run(List.of(Bench.JSON.createObjectNode())))
                .hasMessageContaining("no row has a digest for EMAIL_SHA256");
        assertThat(files.run(members(0, 20))).isEqualTo(Map.of("delivered", 20L));
        files.watch.look(Set.of(DESTINATION));
        assertThat(listed().state()).isEqualTo(AudienceState.PROCESSING);
        files.clock.advance(Duration.ofDays(2));
        files.watch.look(Set.of(DESTINATION));
        assertThat(listed().state()).isEqualTo(AudienceState.TOO_SMALL);
        assertThat(AudienceWords.of(listed(), 1000))
                .contains("0 people were matched", "does not serve audiences under 1,000");
        int before = uploads();
        assertThatThrownBy(() -> files.run(members(0, 30)))
                .hasMessageContainingAll("has 30 members", "smaller than 1000", "stays as it was");
        assertThat(uploads()).isEqualTo(before);
        assertThatThrownBy(() -> files.run(members(0, 2000)))
                .hasMessageContainingAll("lets nobody change", "delete it in Ads Manager");
    }

    @Test
    void whatTikTokStillWorksOnIsTriedLater() throws Exception {
        files = new FileBench("H2", folder);
        files.run(members(0, 1000));
        files.bench.set("audience_processing_seconds", 100_000);
        nextDay();
        assertThat(files.run(members(0, 1100))).isEqualTo(Map.of("skipped HELD_BACK", 1100L));
        assertThat(listed().uploadedOn()).hasToString("2026-03-31");
        files.clock.advance(Duration.ofHours(12));
        assertThat(files.run(members(0, 1100))).isEqualTo(Map.of("delivered", 1100L));
    }

    @Test
    @Tag("R-HT-77")
    void aDayThatOnlyTikTokRemembersIsHeldBackToo() throws Exception {
        files = new FileBench("H2", folder);
        files.run(members(0, 1000));
        // as after a crash between TikTok's answer and our note
        execute("delete from audience_list");
        assertThat(files.run(members(0, 1100))).isEqualTo(Map.of("skipped HELD_BACK", 1100L));
        assertThat(listed().uploadedOn()).hasToString("2026-03-31");
        assertThat(files.audiences()).hasSize(1);
        nextDay();
        assertThat(files.run(members(0, 1100))).isEqualTo(Map.of("delivered", 1100L));
    }

    @Test
    void brokenUploadsAreMadeAgain() throws Exception {
        files = new FileBench("H2", folder);
        files.bench.fault("{'path':'" + FileBench.UPLOAD + "','code':40900,'times':1}");
        assertThat(files.run(members(0, 1000))).isEqualTo(Map.of("delivered", 1000L));
        assertThat(uploads()).isEqualTo(2);
        nextDay();
        files.bench.fault("{'path':'" + FileBench.UPDATE + "','code':40910,'times':1}");
        assertThat(files.run(members(0, 1001))).isEqualTo(Map.of("delivered", 1001L));
        assertThat(uploads()).isEqualTo(4);
        nextDay();
        files.bench.fault("{'path':'" + FileBench.UPLOAD + "','code':40907,'times':-1}");
        assertThatThrownBy(() -> files.run(members(0, 1002))).hasMessageContaining("40907");
        assertThat(files.held()).hasSize(1001);
        assertThat(listed().uploadedOn()).hasToString("2026-04-01");
    }

    @Test
    void anAudienceIsMadeOnceThoughTheAnswerWasLost() throws Exception {
        files = new FileBench("H2", folder);
        // it is carried out, and nobody hears of it
        files.bench.fault("{'path':'" + FileBench.CREATE + "','cut':'after','times':1}");
        assertThat(files.run(members(0, 1000))).isEqualTo(Map.of("delivered", 1000L));
        assertThat(files.audiences()).hasSize(1);
    }

    @Test
    @Tag("R-HT-65")
    @Tag("R-HT-66")
    void rowsWithoutTheMatchFieldAreRefusedAndHoldUpNobody() throws Exception {
        files = new FileBench("H2", folder);
        List<JsonNode> members = new ArrayList<>(members(0, 1000));
        members.add(Bench.JSON.readTree("{\"phone_sha256\":\"" + "0".repeat(64) + "\"}"));
        members.add(Bench.JSON.readTree("{\"email_sha256\":\"mai.tran@example.com\"}"));
        members.addAll(members(0, 10));
        assertThat(files.run(members))
                .isEqualTo(
                        Map.of(
                                "delivered", 1010L,
                                "refused NO_IDENTIFIER", 1L,
                                "refused MALFORMED", 1L));
        assertThat(files.held()).hasSize(1000);
    }

    @Test
    void aRunThatIsNotCompleteSendsNothing() throws Exception {
        files = new FileBench("H2", folder);
        Gathering gathering = new Gathering();
        Delivery delivery = files.gather(members(0, 400), gathering);
        assertThat(delivery.items().get(0).outcome().reason()).isEqualTo("GATHERED");
        gathering.discard();
        assertThat(uploads()).isZero();
        assertThat(files.audiences()).isEmpty();
        Delivery alone = files.gather(members(0, 2), null);
        assertThat(alone.items())
                .allSatisfy(
                        item -> {
                            assertThat(item.outcome().reason()).isEqualTo("NEEDS_MODE_ALL");
                            assertThat(item.outcome().last()).isFalse();
                        });
    }

    @ParameterizedTest
    @MethodSource(KINDS)
    void anAudienceThatSomebodyDeletedIsMadeAnew(String kind) throws Exception {
        files = new FileBench(kind, folder);
        files.run(members(0, 1000));
        String first = listed().audienceId();
        files.bench
                .api()
                .call(
                        TikTokRequest.post(
                                "/dmp/custom_audience/delete/",
                                Bench.JSON.readTree(
                                        "{\"advertiser_id\":\"%s\",\"custom_audience_ids\":[\"%s\"]}"
                                                .formatted(Sandbox.ADVERTISER_ID, first))));
        nextDay();
        files.watch.look(Set.of(DESTINATION));
        assertThat(listed().state()).isEqualTo(AudienceState.GONE);
        assertThat(files.run(members(0, 1000))).isEqualTo(Map.of("delivered", 1000L));
        assertThat(listed().audienceId()).isNotEqualTo(first);
        files.watch.look(Set.of(DESTINATION));
        assertThat(listed().state()).isEqualTo(AudienceState.READY);
        assertThat(listed().size()).isEqualTo(1000);
        // settled: TikTok is asked again after a while only
        int asked = files.bench.calls("/dmp/custom_audience/get/");
        files.watch.look(Set.of(DESTINATION));
        assertThat(files.bench.calls("/dmp/custom_audience/get/")).isEqualTo(asked);
        files.clock.advance(Duration.ofDays(400));
        files.watch.look(Set.of(DESTINATION, "none"));
        assertThat(listed().state()).isEqualTo(AudienceState.EXPIRED);
        assertThatThrownBy(() -> files.run(members(0, 1000)))
                .hasMessageContainingAll("has expired", "delete it in Ads Manager");
    }

    @ParameterizedTest
    @MethodSource(KINDS)
    @Tag("R-HT-75")
    void membersGoTheOtherWayOnlyAfterAResync(String kind) throws Exception {
        files = new FileBench(kind, folder);
        files.run(members(0, 1000));
        AudienceBook book = new AudienceBook(new Sql(files.database.dataSource()), files.clock);
        AudienceBinding segment =
                new AudienceBinding(
                        DESTINATION,
                        AudienceBinding.Kind.SEGMENT,
                        List.of(Sandbox.ADVERTISER_ID),
                        "Customers",
                        "",
                        "customers");
        assertThatThrownBy(() -> book.bind(segment))
                .isInstanceOf(AudienceException.class)
                .hasMessageContainingAll("by file until now", "run: resync customers");
        execute("update audience set kind = '' where inbox = 'customers'");
        book.bind(segment);
        // the audience of files is none for the Segment API
        assertThat(book.audienceIds(DESTINATION)).isEmpty();
        nextDay();
        assertThatThrownBy(() -> files.run(members(0, 1000)))
                .hasMessageContainingAll("by segment until now", "run: resync customers");
    }

    @Test
    @Tag("R-HT-76")
    void healthWarnsOfASmallAudienceAndIsBadForOneThatIsGone() throws Exception {
        files = new FileBench("H2", folder);
        AudienceHealthCheck check = new AudienceHealthCheck(files.watch, 1000);
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
        files.run(members(0, 20));
        files.clock.advance(Duration.ofDays(2));
        files.watch.look(Set.of("of another route"));
        assertThat(check.call().getDetails()).doesNotContainKey("customers-file");
        files.watch.look(Set.of(DESTINATION));
        HealthCheck.Result small = check.call();
        assertThat(small.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(small.getMessage().orElseThrow())
                .startsWith("Warning: customers-file: the audience 'Customers'")
                .contains("is too small: 0 people were matched");
        assertThat(small.getDetails())
                .containsEntry("customers-file of " + Sandbox.ADVERTISER_ID, "too small, 0 people");
        execute("update audience_list set audience_id = '17', checked_at = null");
        files.watch.look(Set.of(DESTINATION));
        HealthCheck.Result gone = check.call();
        assertThat(gone.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(gone.getMessage().orElseThrow())
                .contains("is gone", "the next run of customers makes it anew");
    }

    private void execute(String statement) throws Exception {
        try (Connection connection = files.database.dataSource().getConnection();
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }
}
