package io.tiktokroutes.audiences;

import static io.tiktokroutes.audiences.AudienceBench.CREATE;
import static io.tiktokroutes.audiences.AudienceBench.MAPPING;
import static io.tiktokroutes.audiences.AudienceBench.digest;
import static io.tiktokroutes.audiences.AudienceBench.gone;
import static io.tiktokroutes.audiences.AudienceBench.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.cdp.LogLines;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.tiktok.Bench;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members travel to a strict sandbox, and one bad one never costs the others. */
class AudienceSenderTest {

    @TempDir static Path folder;
    private static AudienceBench audience;

    @BeforeAll
    static void open() throws Exception {
        audience = new AudienceBench("H2", folder);
    }

    @BeforeEach
    void reset() throws Exception {
        audience.reset();
    }

    @AfterAll
    static void close() {
        audience.close();
    }

    private JsonNode lastBody(String path) throws Exception {
        JsonNode calls = audience.bench.received(path);
        JsonNode body = calls.get(calls.size() - 1).path("body");
        return body.isTextual() ? Bench.JSON.readTree(body.textValue()) : body;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200})
    @Tag("R-HT-2")
    @Tag("R-HT-5")
    @Tag("R-HT-58")
    @Tag("R-HT-60")
    @Tag("R-HT-69")
    @Tag("R-HT-73")
    void membersGoIntoAnAudienceOfEachAdvertiserThatIsMadeOnce(int success) throws Exception {
        audience.bench.set("segment_success_code", success);
        audience.settings.put(
                "advertisers", Sandbox.ADVERTISER_ID + ", " + Sandbox.SECOND_ADVERTISER_ID);
        Record two = row("a", 1, "a@1", "a@2");
        ((ObjectNode) two.payload()).put("idfa_sha256", digest("a-idfa"));
        Record other = row("b", 1);
        ((ObjectNode) other.payload()).put("phone_sha256", digest("b-phone"));
        assertThat(audience.send(two, other)).isEqualTo("D, D");
        assertThat(audience.send(row("c", 1, "c"))).isEqualTo("D");
        assertThat(audience.audiences()).hasSize(2);
        assertThat(audience.bench.calls(CREATE)).as("made once").isEqualTo(2);
        assertThat(audience.members()).isEqualTo("a-idfa a@1 a@2 b-phone c");
        JsonNode first = body(0);
        String ids = first.path("batch_data").path(0).path(0).path("audience_ids").toString();
        assertThat(ids).matches("\\[\"\\d+\",\"\\d+\"]");
        assertThat(first.toString().replace("\"", "'"))
                .isEqualTo(
                        ("{'advertiser_ids':['%s','%s'],'action':'add',"
                                        + "'id_schema':['EMAIL_SHA256','PHONE_SHA256','IDFA_SHA256'],"
                                        + "'batch_data':[[{'id':'%s','audience_ids':IDS},{},"
                                        + "{'id':'%s','audience_ids':IDS}],"
                                        + "[{'id':'%s','audience_ids':IDS},{},{}],"
                                        + "[{},{'id':'%s','audience_ids':IDS},{}]]}")
                                .replace("IDS", ids.replace("\"", "'"))
                                .formatted(
                                        Sandbox.ADVERTISER_ID,
                                        Sandbox.SECOND_ADVERTISER_ID,
                                        digest("a@1"),
                                        digest("a-idfa"),
                                        digest("a@2"),
                                        digest("b-phone")));
    }

    private JsonNode body(int index) throws Exception {
        List<JsonNode> bodies = new ArrayList<>();
        for (JsonNode call : audience.bench.received(MAPPING)) {
            JsonNode body = call.path("body");
            bodies.add(body.isTextual() ? Bench.JSON.readTree(body.textValue()) : body);
        }
        return bodies.get(index);
    }

    @Test
    @Tag("R-HT-73")
    void anAudienceOfThatNameIsFoundBehindAHundredOthers() throws Exception {
        for (int i = 0; i < 101; i++) {
            make("Other " + i);
        }
        String id = make("Customers");
        make("Another");
        assertThat(audience.send(row("a", 1, "a"))).isEqualTo("D");
        assertThat(lastBody(MAPPING).findValue("audience_ids").toString())
                .isEqualTo("[\"" + id + "\"]");
        assertThat(audience.audiences()).hasSize(103);
    }

    private String make(String name) throws Exception {
        String body =
                "{\"advertiser_id\":\"%s\",\"custom_audience_name\":\"%s\"}"
                        .formatted(Sandbox.ADVERTISER_ID, name);
        return audience.bench
                .api()
                .call(TikTokRequest.post(CREATE, Bench.JSON.readTree(body)))
                .data()
                .path("audience_id")
                .asText();
    }

    @Test
    @Tag("R-HT-73")
    void anAudienceMayBeGivenByItsIdAndMustBeThere() throws Exception {
        String id = make("By hand");
        audience.settings.put("audience", "");
        audience.settings.put("audienceId", id);
        assertThat(audience.send(row("a", 1, "a"))).isEqualTo("D");
        assertThat(audience.members()).isEqualTo("a");
        audience.settings.put("audienceId", "17");
        Delivery other = new Delivery("other", audience.settings, null, List.of(row("a", 1, "a")));
        assertThat(audience.send(other)).isEqualTo("F AUDIENCE_SETTING");
        assertThat(detail(other)).contains("has an audience with the id 17");
    }

    @Test
    void anAudienceIsMadeOnceThoughTheAnswerWasLost() throws Exception {
        audience.bench.fault("{'path':'" + CREATE + "','cut':'after','times':1}");
        assertThat(audience.send(row("a", 1, "a"))).isEqualTo("F NO_ANSWER");
        assertThat(audience.send(row("a", 1, "a"))).isEqualTo("D");
        assertThat(audience.audiences()).hasSize(1);
        assertThat(audience.members()).isEqualTo("a");
    }

    @Test
    void twoAudiencesOfTheSameNameAreNotGuessedBetween() throws Exception {
        make("Customers");
        make("Customers");
        Delivery delivery = audience.delivery(row("a", 1, "a"));
        assertThat(audience.send(delivery)).isEqualTo("F AUDIENCE_SETTING");
        assertThat(detail(delivery)).contains("several audiences of the name 'Customers'");
        assertThat(audience.calls()).isZero();
    }

    private static String detail(Delivery delivery) {
        return delivery.items().get(0).outcome().detail();
    }

    @Test
    @Tag("R-HT-71")
    @Tag("R-HT-72")
    @Tag("R-HT-74")
    void whatTheDestinationIsBoundToCannotChange() throws Exception {
        audience.send(row("a", 1, "a"));
        audience.settings.put("audience", "Renamed");
        Delivery renamed = audience.delivery(row("b", 2, "b"));
        assertThat(audience.send(renamed)).isEqualTo("F AUDIENCE_SETTING");
        assertThat(detail(renamed)).contains("'Customers'", "'Renamed'", "new names");
        audience.settings.put("audience", "Customers");
        audience.settings.put("advertisers", Sandbox.SECOND_ADVERTISER_ID);
        Delivery moved = audience.delivery(row("b", 2, "b"));
        assertThat(audience.send(moved)).isEqualTo("F AUDIENCE_SETTING");
        assertThat(detail(moved)).contains(Sandbox.ADVERTISER_ID, Sandbox.SECOND_ADVERTISER_ID);
        assertThat(audience.calls()).as("nothing is sent").isEqualTo(1);
        assertThat(audience.audiences()).hasSize(1);
        audience.settings.put("advertisers", Sandbox.ADVERTISER_ID);
        assertThat(audience.send(row("b", 2, "b"))).isEqualTo("D");
        assertThat(audience.members()).isEqualTo("a b");
    }

    @Test
    @Tag("R-HT-75")
    void afterAResyncAllAreSentAgainIntoANewAudienceIfNeedBe() throws Exception {
        audience.send(row("a", 1, "a", "x"), row("b", 1, "b"), row("c", 1, "c"));
        String id = audience.audiences().get(0).path("id").asText();
        audience.bench
                .api()
                .call(
                        TikTokRequest.post(
                                CREATE,
                                Bench.JSON.readTree(
                                        "{\"advertiser_id\":\"%s\",\"action\":\"delete\",\"delete_audience_id\":\"%s\"}"
                                                .formatted(Sandbox.ADVERTISER_ID, id))));
        Delivery lost = audience.delivery(row("d", 2, "d"));
        assertThat(audience.send(lost)).isEqualTo("F AUDIENCE_GONE");
        assertThat(detail(lost)).contains("resync customers");
        audience.execute("update audience set kind = '' where inbox = 'customers'");
        assertThat(audience.send(row("d", 2, "d"))).isEqualTo("D");
        assertThat(audience.send(row("a", 3, "a"), row("b", 3, "b"), gone("c", 3)))
                .isEqualTo("D, D, D");
        assertThat(audience.members()).isEqualTo("a b d");
    }

    @Test
    void whatIsBoundToAnotherAudienceForgetsTheMembersOfTheFirst() throws Exception {
        audience.send(row("a", 1, "a"));
        audience.execute("update audience set kind = ''");
        audience.settings.put("audience", "Others");
        assertThat(audience.send(row("b", 2, "b"))).isEqualTo("D");
        assertThat(audience.members()).isEqualTo("b");
        assertThat(audience.count("audience_id")).isEqualTo(1);
        assertThat(audience.count("audience_member")).isEqualTo(1);
    }

    @Test
    @Tag("R-HT-55")
    void modeAddPutsInAndKeepsNothing() throws Exception {
        audience.settings.put("mode", "add");
        assertThat(audience.send(row("a", 1, "a"), row("b", 1, "b"))).isEqualTo("D, D");
        assertThat(audience.send(row("a", 2, "c"), gone("b", 2))).isEqualTo("D, S ADD_ONLY");
        assertThat(audience.members()).isEqualTo("a b c");
        assertThat(audience.count("audience_id")).isZero();
    }

    @Test
    @Tag("RX-HT-3")
    void oneThatTikTokRefusesIsFoundAndTheOthersGo() throws Exception {
        audience.send(row("old", 1, "old"));
        int before = audience.calls();
        // the whole, its first half, and the first of that
        audience.bench.fault("{'path':'/segment/mapping/','code':40002,'times':3}");
        Delivery delivery =
                audience.delivery(row("old", 2, "bad"), row("b", 2, "b"), row("c", 2, "c"));
        assertThat(audience.send(delivery)).startsWith("R TIKTOK_40002");
        assertThat(audience.members()).as("the row stays as it was").isEqualTo("b c old");
        assertThat(audience.calls() - before).isLessThanOrEqualTo(5);
        assertThat(audience.send(row("old", 3, "new"))).isEqualTo("D");
        assertThat(audience.members()).isEqualTo("b c new");
    }

    @Test
    void aCallThatIsTooLargeBecomesSmallerOnes() throws Exception {
        audience.bench.set("mapping_limit", 30);
        Record[] rows = new Record[100];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row("r" + i, 1, "m" + i);
        }
        assertThat(audience.send(rows)).doesNotContain("F", "R");
        assertThat(audience.members().split(" ")).hasSize(100);
    }

    @Test
    void peopleWithManyIdentifiersStayBelowAMegabyte() throws Exception {
        Record[] rows = new Record[120];
        for (int i = 0; i < rows.length; i++) {
            String[] emails = new String[60];
            for (int e = 0; e < emails.length; e++) {
                emails[e] = i + "-" + e;
            }
            rows[i] = row("r" + i, 1, emails);
        }
        assertThat(audience.send(rows)).doesNotContain("F", "R");
        assertThat(audience.count("audience_id")).isEqualTo(7_200);
        for (JsonNode call : audience.bench.received(MAPPING)) {
            assertThat(call.path("body").toString().length()).isLessThan(SegmentCalls.MOST_BYTES);
        }
        assertThat(audience.members().split(" ")).hasSize(7_200);
    }

    @ParameterizedTest
    @ValueSource(ints = {40105, 40118, 40001, 50000, 40002})
    void whatNobodyIsToBlameForFailsAndComesAgain(int code) throws Exception {
        audience.send(row("z", 1, "z"));
        audience.bench.fault("{'path':'/segment/mapping/','times':-1,'code':" + code + "}");
        Record[] rows = new Record[40];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row("r" + i, 1, "m" + i);
        }
        Delivery delivery = audience.delivery(rows);
        audience.send(delivery);
        assertThat(delivery.items())
                .allSatisfy(
                        item -> {
                            assertThat(item.outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
                            assertThat(item.outcome().reason()).isEqualTo("TIKTOK_" + code);
                        });
        if (code == 40118) {
            assertThat(detail(delivery)).contains("allowlist for the Segment API");
        }
        assertThat(audience.calls()).as("not one call for each").isLessThan(30);
        audience.bench.control("DELETE", "/faults", null);
        audience.sender = audience.sender(Duration.ofSeconds(5));
        assertThat(audience.send(rows)).doesNotContain("F", "R");
        assertThat(audience.members().split(" ")).hasSize(41);
    }

    @Test
    void noDigestAndNoKeyStandsInALogOrAnOutcome() throws Exception {
        audience.send(row("old", 1, "old"));
        String bad = digest("bad");
        audience.bench.fault(
                "{'path':'/segment/mapping/','code':40002,'times':1,'message':'The id "
                        + bad
                        + " is not valid.'}");
        Delivery refused = audience.delivery(row("secret", 2, "bad"));
        assertThat(audience.send(refused)).isEqualTo("R TIKTOK_40002");
        assertThat(detail(refused)).isEqualTo("The id … is not valid.");

        String secret = "secret-key".repeat(30);
        try (LogLines log = new LogLines()) {
            Delivery tooLong = audience.delivery(row(secret, 3, "bad"));
            assertThat(audience.send(tooLong)).isEqualTo("F ERROR");
            assertThat(log.starting("ERROR customers-audience: members are tried again"))
                    .hasSize(1);
            assertThat(log.all()).noneMatch(line -> line.contains("secret") || line.contains(bad));
            assertThat(log.thrown()).noneMatch(line -> line.contains("secret"));
            assertThat(detail(tooLong)).doesNotContain("secret");
        }
    }

    @Test
    void anAdAccountThatIsNotOursAnyMoreIsToldWithTheOthersThatWait() throws Exception {
        audience.settings.put(
                "advertisers", Sandbox.ADVERTISER_ID + "," + Sandbox.SECOND_ADVERTISER_ID);
        audience.send(row("a", 1, "a"));
        audience.bench.fault("{'path':'/segment/mapping/','code':40001,'times':1}");
        Delivery lost = audience.delivery(row("b", 2, "b"));
        assertThat(audience.send(lost)).isEqualTo("F TIKTOK_40001");
        assertThat(detail(lost))
                .contains("all of them wait", Sandbox.SECOND_ADVERTISER_ID, "new names");
        assertThat(audience.send(row("b", 2, "b"))).isEqualTo("D");
    }

    @Test
    void aBatchOfBadPeopleOnlyDoesNotStandInTheWayOfTheNext() throws Exception {
        audience.bench.fault("{'path':'/segment/mapping/','code':40002,'times':-1}");
        Record[] bad = new Record[9];
        for (int i = 0; i < bad.length; i++) {
            bad[i] = row("bad" + i, 1, "bad" + i);
        }
        assertThat(audience.send(bad)).doesNotContain("D", "R");
        assertThat(audience.count("audience_doubt")).isZero();
        assertThat(audience.count("audience_member")).isZero();
        audience.bench.control("DELETE", "/faults", null);
        assertThat(audience.send(row("a", 1, "a"))).isEqualTo("D");
        assertThat(audience.members()).isEqualTo("a");
    }

    @Test
    void aRehearsalChecksAllAndTellsNobody() throws Exception {
        Delivery delivery = audience.delivery(row("a", 1, "a"), row("b", 1), gone("c", 1));
        audience.sender.rehearse(delivery);
        assertThat(delivery.items())
                .extracting(item -> item.outcome().kind())
                .containsExactly(
                        Outcome.Kind.DELIVERED, Outcome.Kind.REFUSED, Outcome.Kind.DELIVERED);
        assertThat(audience.audiences()).isEmpty();
        assertThat(audience.count("audience")).isZero();
    }

    @Test
    void aMemberThatIsNoneIsRefusedBeforeTheCall() throws Exception {
        Record plain = row("a", 1);
        ((ObjectNode) plain.payload()).withArray("email_sha256").add("a@example.com");
        Record nothing = row("b", 1);
        ((ObjectNode) nothing.payload())
                .put(
                        "phone_sha256",
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        Delivery delivery = audience.delivery(plain, nothing, row("c", 1), row("d", 1, "d"));
        assertThat(audience.send(delivery))
                .isEqualTo("R BAD_EMAIL, R BAD_PHONE, R NO_IDENTIFIER, D");
        assertThat(detail(delivery)).doesNotContain("a@example.com");
        assertThat(audience.members()).isEqualTo("d");
    }
}
