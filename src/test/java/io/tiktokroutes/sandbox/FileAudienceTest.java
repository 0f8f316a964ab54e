package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Audiences made of files: their states, and how they are changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileAudienceTest {

    private static final String TYPE = "EMAIL_SHA256";

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-03-02T09:45:00Z"));
    private Client client;

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
        client.set("qps", 0);
        client.set("audience_minimum", 3);
    }

    private String upload(int from, int to) {
        return Upload.of(TYPE, Upload.numbers(from, to)).path(client);
    }

    private JsonNode post(String path, String more) {
        return client.post(
                "/dmp/custom_audience/" + path + "/",
                "{\"advertiser_id\":\"%s\",%s}"
                        .formatted(Sandbox.ADVERTISER_ID, more.replace("'", "\"")));
    }

    private String create(String more, int from, int to) {
        JsonNode answer =
                post(
                        "create",
                        "'custom_audience_name':'VIP','calculate_type':'%s','file_paths':['%s']%s"
                                .formatted(TYPE, upload(from, to), more));
        assertThat(answer.path("message").asText()).isEqualTo("OK");
        return answer.at("/data/custom_audience_id").textValue();
    }

    private JsonNode update(String id, String action, String... paths) {
        return post(
                "update",
                "'custom_audience_id':'%s',%s'file_paths':['%s']"
                        .formatted(
                                id,
                                action.isEmpty() ? "" : "'action':'" + action + "',",
                                String.join("','", paths)));
    }

    private Duration untilMidnight() {
        Instant now = clock.instant();
        return Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)));
    }

    private JsonNode received(String id) {
        return client.control("GET", "/received/audiences/" + id + "?members=false", null);
    }

    private JsonNode shown(String id) {
        return client.get(
                        "/dmp/custom_audience/get/",
                        "advertiser_id",
                        Sandbox.ADVERTISER_ID,
                        "custom_audience_ids",
                        "[\"" + id + "\"]",
                        "history_size",
                        "2")
                .at("/data/list/0");
    }

    @Test
    void appendsRemovesAndReplaces() {
        String id = create("", 0, 10);
        assertThat(update(id, "APPEND", upload(5, 12), upload(11, 13)).path("code").asInt())
                .isZero();
        assertThat(received(id).path("size").asInt()).isEqualTo(13);
        assertThat(update(id, "REMOVE", upload(10, 20)).path("code").asInt()).isZero();
        String same = create("", 0, 10);
        assertThat(received(id).path("digest")).isEqualTo(received(same).path("digest"));
        clock.advance(Duration.ofDays(1));
        assertThat(update(id, "", upload(100, 104)).path("code").asInt()).isZero();
        String other = create("", 100, 104);
        assertThat(received(id).path("digest")).isEqualTo(received(other).path("digest"));
        assertThat(shown(id).at("/audience_history").findValuesAsText("action"))
                .containsExactly("replace", "remove");
    }

    @Test
    void whatLeavesTooFewIsRefused() {
        String id = create("", 0, 5);
        String before = received(id).path("digest").asText();
        clock.advance(Duration.ofDays(1));
        String two = upload(50, 52);
        String message = "The audience would have fewer than 3 matched users.";
        assertThat(update(id, "REPLACE", two).path("message").asText()).isEqualTo(message);
        assertThat(update(id, "REMOVE", upload(0, 3)).path("message").asText()).isEqualTo(message);
        client.set("audience_match_rate", 0.6);
        assertThat(received(id).path("state").asText()).isEqualTo("VALID");
        assertThat(update(id, "REMOVE", upload(0, 1)).path("message").asText()).isEqualTo(message);
        client.set("audience_minimum", 5);
        assertThat(update(id, "APPEND", two).path("message").asText())
                .isEqualTo("Audience is not editable, please check audience status");
        client.set("audience_match_rate", 1.0);
        assertThat(received(id).path("digest").asText()).isEqualTo(before);
        assertThat(update(id, "APPEND", two).path("code").asInt()).isZero();
    }

    @Test
    void isReplacedOnceADayOfUtc() {
        String id = create("", 0, 5);
        String path = upload(0, 6);
        String message = "The files of an audience can be replaced only once a day, in UTC.";
        assertThat(update(id, "REPLACE", path).path("message").asText()).isEqualTo(message);
        assertThat(update(id, "APPEND", path).path("code").asInt()).isZero();
        clock.advance(untilMidnight().plusDays(1).minusMinutes(1));
        assertThat(update(id, "", upload(0, 6)).path("code").asInt()).isZero();
        assertThat(update(id, "", upload(0, 6)).path("message").asText()).isEqualTo(message);
        client.set("audience_replace_daily", false);
        assertThat(update(id, "", upload(0, 6)).path("code").asInt()).isZero();
        client.set("audience_replace_daily", true);
        clock.advance(Duration.ofMinutes(1));
        assertThat(update(id, "", upload(0, 6)).path("code").asInt()).isZero();
    }

    @Test
    void isProcessedThenValidThenExpires() {
        client.set("audience_processing_seconds", 3600);
        String id = create(",'retention_in_days':2", 0, 5);
        assertThat(shown(id).at("/audience_details/is_valid").asBoolean()).isFalse();
        assertThat(shown(id).at("/audience_details/cover_num").asInt()).isZero();
        String notEditable = "Audience is not editable, please check audience status";
        assertThat(update(id, "APPEND", upload(5, 6)).path("message").asText())
                .isEqualTo(notEditable);
        clock.advance(Duration.ofHours(1));
        JsonNode details = shown(id).path("audience_details");
        assertThat(details.path("type").asText()).isEqualTo("Customer File Audience");
        assertThat(details.path("calculate_type").asText()).isEqualTo(TYPE);
        assertThat(details.path("is_valid").asBoolean()).isTrue();
        assertThat(details.path("is_expiring").asBoolean()).isTrue();
        assertThat(details.path("cover_num").asInt()).isEqualTo(5);
        assertThat(update(id, "APPEND", upload(5, 6)).path("code").asInt()).isZero();
        assertThat(received(id).path("state").asText()).isEqualTo("PROCESSING");
        assertThat(received(id).path("shown_size").asInt()).isEqualTo(5);
        clock.advance(Duration.ofHours(47));
        assertThat(received(id).path("state").asText()).isEqualTo("EXPIRED");
        assertThat(update(id, "APPEND", upload(7, 8)).path("message").asText())
                .isEqualTo(notEditable);
        assertThat(shown(id).at("/audience_details/is_valid").asBoolean()).isFalse();
    }

    @Test
    void tooSmallCanOnlyBeDeleted() {
        String id = create("", 0, 2);
        assertThat(received(id).path("state").asText()).isEqualTo("TOO_SMALL");
        assertThat(shown(id).at("/audience_details/cover_num").asInt()).isZero();
        String rename = "'custom_audience_id':'" + id + "','custom_audience_name':'New'";
        assertThat(post("update", rename).path("code").asInt()).isEqualTo(40002);
        assertThat(post("delete", "'custom_audience_ids':['" + id + "']").path("code").asInt())
                .isZero();
        assertThat(post("update", rename).path("code").asInt()).isEqualTo(40007);
    }

    @Test
    void changesItsNameAndItsUse() {
        client.set("audience_processing_seconds", 60);
        String id = create(",'audience_enhancement':true", 0, 5);
        clock.advance(Duration.ofMinutes(1));
        String to = "'custom_audience_id':'" + id + "',";
        assertThat(post("update", to + "'custom_audience_name':'New'").path("code").asInt())
                .isZero();
        assertThat(
                        post(
                                        "update",
                                        to
                                                + "'audience_sub_type':'REACH_FREQUENCY','custom_audience_name':'x'")
                                .path("code")
                                .asInt())
                .isZero();
        JsonNode details = shown(id).path("audience_details");
        assertThat(details.path("name").asText()).isEqualTo("New");
        assertThat(details.path("audience_sub_type").asText()).isEqualTo("REACH_FREQUENCY");
        assertThat(received(id).path("state").asText()).isEqualTo("VALID");
    }

    @Test
    void hasFiveHundredFilesAtMost() {
        String path = upload(0, 5);
        String many = String.join("','", Collections.nCopies(500, path));
        String id = create("", 0, 5);
        assertThat(update(id, "APPEND", many).path("message").asText())
                .isEqualTo("The audience would have more than 500 files.");
        assertThat(update(id, "APPEND", many, path).path("code").asInt()).isEqualTo(40011);
    }

    @Test
    void idsAreForOthers() {
        String id = create("", 0, 5);
        JsonNode answer =
                client.post(
                        "/segment/mapping/",
                        "{\"advertiser_ids\":[\"%s\"],\"id_schema\":[\"EMAIL_SHA256\"],\"batch_data\":[[{\"id\":\"%s\",\"audience_ids\":[\"%s\"]}]]}"
                                .formatted(
                                        Sandbox.ADVERTISER_ID,
                                        SegmentAudienceTest.sha256("x"),
                                        id));
        assertThat(answer.path("message").asText()).endsWith("is not an audience that takes ids.");
        String segment =
                client.post(
                                "/segment/audience/",
                                "{\"advertiser_id\":\"%s\",\"custom_audience_name\":\"x\"}"
                                        .formatted(Sandbox.ADVERTISER_ID))
                        .at("/data/audience_id")
                        .asText();
        assertThat(update(segment, "", upload(0, 5)).path("message").asText())
                .endsWith("is not made of files.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "create | 'calculate_type':'EMAIL_SHA256','file_paths':['PATH'] | 40002 | Missing required field(s): custom_audience_name.",
                "create | 'custom_audience_name':5 | 40002 | Invalid value for custom_audience_name: not a valid string.",
                "create | 'custom_audience_name':'LONG' | 40002 | Invalid value for custom_audience_name: must have 1 to 128 characters.",
                "create | 'custom_audience_name':'x','calculate_type':'EMAIL_SHA256' | 40002 | Missing required field(s): file_paths.",
                "create | 'custom_audience_name':'x','file_paths':'PATH' | 40002 | Invalid value for file_paths: not a valid list.",
                "create | 'custom_audience_name':'x','file_paths':[] | 40002 | Invalid value for file_paths: must not be empty.",
                "create | 'custom_audience_name':'x','file_paths':['PATH'] | 40002 | Missing required field(s): calculate_type.",
                "create | 'custom_audience_name':'x','file_paths':['PATH'],'calculate_type':'x' | 40909 | The calculate_type x is not supported.",
                "create | 'custom_audience_name':'x','file_paths':['PATH'],'calculate_type':'EMAIL_SHA256','audience_sub_type':'X' | 40002 | Invalid value for audience_sub_type: must be one of NORMAL, REACH_FREQUENCY.",
                "create | 'custom_audience_name':'x','file_paths':['PATH'],'calculate_type':'EMAIL_SHA256','retention_in_days':366 | 40002 | Invalid value for retention_in_days: must be between 1 and 365.",
                "create | 'custom_audience_name':'x','file_paths':['PATH'],'calculate_type':'EMAIL_SHA256','retention_in_days':'9' | 40002 | Invalid value for retention_in_days: not a valid integer.",
                "create | 'custom_audience_name':'x','file_paths':['PATH'],'calculate_type':'EMAIL_SHA256','audience_enhancement':1 | 40002 | Invalid value for audience_enhancement: not a valid boolean.",
                "create | 'custom_audience_name':'x','file_paths':['0123456789abcdef'],'calculate_type':'EMAIL_SHA256' | 40905 | file not exist",
                "update | 'custom_audience_name':'x' | 40002 | Missing required field(s): custom_audience_id.",
                "update | 'custom_audience_id':7 | 40002 | Invalid value for custom_audience_id: not a valid string.",
                "update | 'custom_audience_id':'7' | 40002 | Missing required field(s): custom_audience_name or file_paths.",
                "update | 'custom_audience_id':'7','custom_audience_name':'' | 40002 | Invalid value for custom_audience_name: must have 1 to 128 characters.",
                "update | 'custom_audience_id':'7','custom_audience_name':'x' | 40007 | The audience 7 doesn't exist.",
                "update | 'custom_audience_id':'7','file_paths':['PATH'],'action':'append' | 40002 | Invalid value for action: must be one of REPLACE, APPEND, REMOVE.",
                "update | 'custom_audience_id':'7','audience_sub_type':'NORMAL' | 40002 | Invalid value for audience_sub_type: must be REACH_FREQUENCY.",
                "delete | 'custom_audience_ids':'7' | 40002 | Invalid value for custom_audience_ids: not a valid list.",
            })
    void refuses(String path, String more, int code, String message) {
        String filled = more.replace("PATH", upload(0, 5)).replace("LONG", "x".repeat(129));
        JsonNode answer = post(path, filled);
        assertThat(answer.path("message").asText()).isEqualTo(message);
        assertThat(answer.path("code").asInt()).isEqualTo(code);
    }
}
