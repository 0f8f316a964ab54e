package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Audiences filled by id: what is taken, what is refused, and what is then in them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SegmentAudienceTest {

    private static final String A = sha256("a");
    private static final String B = sha256("b");
    private static final String MD5 = A.substring(32);

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-20T12:00:00Z"));
    private Client client;
    private String audience;

    @BeforeAll
    void start() {
        client = new Client(clock);
    }

    @AfterAll
    void stop() {
        client.close();
    }

    @BeforeEach
    void reset() {
        client.control("POST", "/reset", null);
        audience = create(Sandbox.ADVERTISER_ID, "VIP");
    }

    static String sha256(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private String create(String advertiser, String name) {
        JsonNode answer =
                client.post(
                        "/segment/audience/",
                        "{\"advertiser_id\":\"%s\",\"custom_audience_name\":\"%s\"}"
                                .formatted(advertiser, name));
        assertThat(answer.path("code").asInt()).isZero();
        return answer.at("/data/audience_id").textValue();
    }

    /** With A, B and ID put in for digests and the audience. */
    private JsonNode map(String action, String schema, String people) {
        String body =
                "{\"advertiser_ids\":[\"%s\"],\"action\":\"%s\",\"id_schema\":%s,\"batch_data\":%s}"
                        .formatted(Sandbox.ADVERTISER_ID, action, schema, people);
        return client.post("/segment/mapping/", filled(body));
    }

    private String filled(String body) {
        return body.replace("'", "\"")
                .replace("<A>", "{\"id\":\"" + A + "\",\"audience_ids\":[\"" + audience + "\"]}")
                .replace("<B>", "{\"id\":\"" + B + "\",\"audience_ids\":[\"" + audience + "\"]}")
                .replace("AAA", A)
                .replace("MD5MD5", MD5)
                .replace("ID1", audience);
    }

    private JsonNode received(String id) {
        return client.control("GET", "/received/audiences/" + id, null);
    }

    private List<String> members(String id) {
        return IntStream.range(0, received(id).path("members").size())
                .mapToObj(i -> received(id).path("members").get(i))
                .map(one -> one.path("type").asText() + " " + one.path("id").asText())
                .toList();
    }

    private JsonNode listed() {
        return client.control("GET", "/received/audiences", null).at("/audiences/0");
    }

    @Test
    void isASetThatIdsAreAddedToAndTakenFrom() {
        assertThat(map("add", "['EMAIL_SHA256','phone_sha256']", "[[<A>,<B>],[<B>,{}],[<A>,{}]]"))
                .isEqualTo(
                        Client.read(
                                "{\"code\":0,\"message\":\"OK\",\"request_id\":\"%s\",\"data\":{}}"
                                        .formatted(lastRequestId())));
        List<String> lines = List.of("EMAIL_SHA256 " + B, "EMAIL_SHA256 " + A, "PHONE_SHA256 " + B);
        assertThat(members(audience)).containsExactlyElementsOf(lines.stream().sorted().toList());
        String text = String.join("\n", lines.stream().sorted().toList()) + "\n";
        JsonNode brief =
                client.control("GET", "/received/audiences/" + audience + "?members=false", null);
        assertThat(brief.path("digest").asText()).isEqualTo(sha256(text));
        assertThat(brief.has("members")).isFalse();
        assertThat(brief.path("size").asInt()).isEqualTo(3);
        map("delete", "['EMAIL_SHA256','AAID_MD5']", "[[<A>,{}]]");
        map("delete", "['EMAIL_SHA256']", "[[<A>]]");
        assertThat(members(audience)).containsExactly("EMAIL_SHA256 " + B, "PHONE_SHA256 " + B);
        assertThat(client.counts().at("/audiences").toString())
                .isEqualTo("{\"segment\":1,\"file\":0,\"members\":2}");
    }

    private String lastRequestId() {
        return client.control("GET", "/received/calls?path=/segment/mapping/&limit=1", null)
                .at("/calls/0/request_id")
                .asText();
    }

    @Test
    void anIdGoesIntoAudiencesOfSeveralAccounts() {
        String other = create(Sandbox.SECOND_ADVERTISER_ID, "VIP");
        String people = "[[{'id':'AAA','audience_ids':['ID1','" + other + "']}]]";
        assertThat(map("add", "['IDFA_SHA256']", people).path("code").asInt()).isEqualTo(40001);
        assertThat(members(audience)).isEmpty();
        String both =
                "{'advertiser_ids':['%s','%s'],'id_schema':['IDFA_SHA256'],'batch_data':%s}"
                        .formatted(Sandbox.ADVERTISER_ID, Sandbox.SECOND_ADVERTISER_ID, people);
        assertThat(client.post("/segment/mapping/", filled(both)).path("code").asInt()).isZero();
        assertThat(members(audience)).containsExactly("IDFA_SHA256 " + A);
        assertThat(members(other)).containsExactly("IDFA_SHA256 " + A);
    }

    @Test
    void cutsLongNamesAndDeletes() {
        String name = "🎁".repeat(71);
        String long1 = create(Sandbox.ADVERTISER_ID, name);
        assertThat(received(long1).path("name").asText()).isEqualTo("🎁".repeat(67) + "...");
        String fits = create(Sandbox.ADVERTISER_ID, "x".repeat(70));
        assertThat(received(fits).path("name").asText()).isEqualTo("x".repeat(70));
        String delete =
                "{'advertiser_id':'%s','action':'delete','delete_audience_id':'ID1'}"
                        .formatted(Sandbox.ADVERTISER_ID);
        assertThat(client.post("/segment/audience/", filled(delete)).path("code").asInt()).isZero();
        assertThat(client.post("/segment/audience/", filled(delete)).path("code").asInt())
                .isEqualTo(40007);
        assertThat(map("add", "['EMAIL_SHA256']", "[[<A>]]").path("code").asInt()).isEqualTo(40007);
        String foreign = delete.replace(Sandbox.ADVERTISER_ID, Sandbox.SECOND_ADVERTISER_ID);
        assertThat(
                        client.post(
                                        "/segment/audience/",
                                        foreign.replace("'", "\"").replace("ID1", fits))
                                .path("message")
                                .asText())
                .isEqualTo("You don't have permission to operate this audience:" + fits);
    }

    @Test
    void answersAsTheOfficialSampleWhenAsked() {
        client.set("segment_success_code", 200);
        JsonNode answer =
                client.post(
                        "/segment/audience/",
                        "{\"advertiser_id\":\"%s\",\"action\":\"create\",\"custom_audience_name\":\"x\"}"
                                .formatted(Sandbox.ADVERTISER_ID));
        assertThat(answer.path("code").asInt()).isEqualTo(200);
        assertThat(answer.at("/data/audience_id").isIntegralNumber()).isTrue();
        assertThat(map("add", "['EMAIL_SHA256']", "[[<A>]]").path("code").asInt()).isEqualTo(200);
        assertThat(map("add", "['EMAIL_SHA256']", "[[{}]]").path("code").asInt()).isEqualTo(40002);
    }

    @Test
    void processesThenIsTooSmallThenValidThenExpires() {
        client.set("audience_processing_seconds", 3600);
        client.set("audience_minimum", 2);
        audience = create(Sandbox.ADVERTISER_ID, "young");
        map("add", "['EMAIL_SHA256']", "[[<A>]]");
        assertThat(received(audience).path("state").asText()).isEqualTo("PROCESSING");
        clock.advance(Duration.ofHours(1));
        assertThat(received(audience).path("state").asText()).isEqualTo("TOO_SMALL");
        assertThat(received(audience).path("shown_size").asInt()).isZero();
        map("add", "['EMAIL_SHA256']", "[[<B>]]");
        assertThat(received(audience).path("state").asText()).isEqualTo("VALID");
        client.set("audience_match_rate", 0.75);
        assertThat(received(audience).path("state").asText()).isEqualTo("TOO_SMALL");
        clock.advance(Duration.ofDays(365));
        assertThat(received(audience).path("state").asText()).isEqualTo("EXPIRED");
        assertThat(map("add", "['EMAIL_SHA256']", "[[<A>]]").path("message").asText())
                .isEqualTo("Audience is not editable, please check audience status");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 40002 | Missing required field(s): advertiser_id.",
                "[] | 40002 | Invalid request body: not a valid JSON object.",
                "{ | 40002 | Invalid request body: not a valid JSON.",
                "{'advertiser_id':7200000000000000001} | 40002 | Invalid value for advertiser_id: not a valid string.",
                "{'advertiser_id':'7200000000000000003','custom_audience_name':'x'} | 40001 | No permission to operate advertiser: 7200000000000000003",
                "{'advertiser_id':'7200000000000000001','action':'update'} | 40002 | Invalid value for action: must be one of create, delete.",
                "{'advertiser_id':'7200000000000000001','action':1} | 40002 | Invalid value for action: not a valid string.",
                "{'advertiser_id':'7200000000000000001'} | 40002 | Missing required field(s): custom_audience_name.",
                "{'advertiser_id':'7200000000000000001','custom_audience_name':' '} | 40002 | Missing required field(s): custom_audience_name.",
                "{'advertiser_id':'7200000000000000001','custom_audience_name':5} | 40002 | Invalid value for custom_audience_name: not a valid string.",
                "{'advertiser_id':'7200000000000000001','action':'delete'} | 40002 | Missing required field(s): delete_audience_id.",
                "{'advertiser_id':'7200000000000000001','action':'delete','delete_audience_id':'1'} | 40007 | The audience 1 doesn't exist.",
            })
    void refusesAnAudience(String body, int code, String message) {
        JsonNode answer = client.post("/segment/audience/", body.replace("'", "\""));
        assertThat(answer.path("message").asText()).isEqualTo(message);
        assertThat(answer.path("code").asInt()).isEqualTo(code);
        assertThat(answer.path("data").isObject()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | [[<A>]] | 40002 | Invalid value for id_schema: must not be empty",
                "'EMAIL_SHA256' | [[<A>]] | 40002 | Invalid value for id_schema: not a valid list",
                "[1] | [[<A>]] | 40002 | Invalid value for id_schema.0: not a valid string",
                "['EMAIL'] | [[<A>]] | 40002 | Invalid value for id_schema: must be one of",
                "['GAID_SHA256'] | [[<A>]] | 40002 | Invalid value for id_schema: must be one of",
                "['IDFA_MD5','idfa_md5'] | [[<A>,{}]] | 40002 | Invalid value for id_schema: IDFA_MD5 stands there twice",
                "['EMAIL_SHA256'] | null | 40002 | Missing required field(s): batch_data",
                "['EMAIL_SHA256'] | {} | 40002 | Invalid value for batch_data: not a valid list",
                "['EMAIL_SHA256'] | [] | 40002 | Invalid value for batch_data: must not be empty",
                "['EMAIL_SHA256'] | [<A>] | 40002 | Invalid value for batch_data.0: not a valid list",
                "['EMAIL_SHA256'] | [[<A>],[<A>,<B>]] | 40002 | Invalid value for batch_data.1: has 2 entries, but id_schema has 1",
                "['EMAIL_SHA256','PHONE_SHA256'] | [[<A>,{}],[<B>]] | 40002 | Invalid value for batch_data.1: has 1 entries",
                "['EMAIL_SHA256','PHONE_SHA256'] | [[<A>,null]] | 40002 | Invalid value for batch_data.0.1: not a valid object",
                "['EMAIL_SHA256','PHONE_SHA256'] | [[{},{}]] | 40002 | Invalid value for batch_data.0: has no id",
                "['EMAIL_SHA256'] | [[{'audience_ids':['ID1']}]] | 40002 | Missing required field(s): batch_data.0.0.id",
                "['EMAIL_SHA256'] | [[{'id':5,'audience_ids':['ID1']}]] | 40002 | Invalid value for batch_data.0.0.id: not a valid string",
                "['EMAIL_SHA256'] | [[<B>],[{'id':'ana@example.com','audience_ids':['ID1']}]] | 40062 | batch_data.1.0.id is not hashed: EMAIL_SHA256 is expected",
                "['EMAIL_SHA256'] | [[{'id':'AAAA','audience_ids':['ID1']}]] | 40062 | batch_data.0.0.id is not hashed",
                "['EMAIL_SHA256'] | [[{'id':'MD5MD5','audience_ids':['ID1']}]] | 40062 | batch_data.0.0.id is not hashed",
                "['IDFA_MD5'] | [[<A>]] | 40062 | batch_data.0.0.id is not hashed: IDFA_MD5 is expected",
                "['EMAIL_SHA256'] | [[{'id':'AAA'}]] | 40002 | Missing required field(s): batch_data.0.0.audience_ids",
                "['EMAIL_SHA256'] | [[{'id':'AAA','audience_ids':[]}]] | 40002 | Invalid value for batch_data.0.0.audience_ids: must be a list of at least one id",
                "['EMAIL_SHA256'] | [[{'id':'AAA','audience_ids':'ID1'}]] | 40002 | Invalid value for batch_data.0.0.audience_ids: must be a list",
                "['EMAIL_SHA256'] | [[{'id':'AAA','audience_ids':[7]}]] | 40002 | Invalid value for batch_data.0.0.audience_ids: not a valid string",
                "['EMAIL_SHA256'] | [[{'id':'AAA','audience_ids':['ID1','7']}]] | 40007 | The audience 7 doesn't exist.",
            })
    void refusesAMappingAsAWhole(String schema, String people, int code, String message) {
        JsonNode answer = map("add", schema, people);
        assertThat(answer.path("message").asText()).startsWith(message);
        assertThat(answer.path("code").asInt()).isEqualTo(code);
        assertThat(listed().path("size").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id_schema':['EMAIL_SHA256']} | 40002 | Missing required field(s): advertiser_ids.",
                "{'advertiser_ids':[]} | 40002 | Invalid value for advertiser_ids: must not be empty.",
                "{'advertiser_ids':[7200000000000000001]} | 40002 | Invalid value for advertiser_ids.0: not a valid string.",
                "{'advertiser_ids':['7200000000000000001','7200000000000000003']} | 40001 | No permission to operate advertiser: 7200000000000000003",
                "{'advertiser_ids':['7200000000000000001'],'action':'ADD'} | 40002 | Invalid value for action: must be one of add, delete.",
            })
    void refusesTheRootOfAMapping(String body, int code, String message) {
        JsonNode answer = client.post("/segment/mapping/", body.replace("'", "\""));
        assertThat(answer.path("message").asText()).isEqualTo(message);
        assertThat(answer.path("code").asInt()).isEqualTo(code);
    }

    @Test
    void passesOverWhatIsNotHashedWhenToldTo() {
        client.set("segment_unhashed", "accept");
        String raw = "{'id':'ana@example.com','audience_ids':['ID1']}";
        assertThat(map("add", "['EMAIL_SHA256']", "[[" + raw + "],[<A>]]").path("code").asInt())
                .isZero();
        assertThat(members(audience)).containsExactly("EMAIL_SHA256 " + A);
    }

    @Test
    void hasALimitOfPeopleAndARateOfItsOwn() {
        client.set("mapping_limit", 2);
        client.set("qps", 1);
        assertThat(map("add", "['EMAIL_SHA256']", "[[<A>],[<B>]]").path("code").asInt()).isZero();
        assertThat(map("add", "['EMAIL_SHA256']", "[[<A>],[<B>],[<A>]]").path("code").asInt())
                .isEqualTo(40061);
        client.set("segment_qps", 1);
        List<Integer> codes =
                IntStream.range(0, 4)
                        .mapToObj(i -> map("add", "['EMAIL_SHA256']", "[[<A>]]"))
                        .map(answer -> answer.path("code").asInt())
                        .toList();
        assertThat(codes).contains(40100);
    }
}
