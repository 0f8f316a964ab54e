package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists, details and deletion of audiences of either kind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AudienceListTest {

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-20T12:00:00Z"));
    private final List<String> ids = new ArrayList<>();
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
    void make() {
        client.control("POST", "/reset", null);
        client.set("qps", 0);
        ids.clear();
        for (int i = 1; i <= 12; i++) {
            ids.add(create(Sandbox.ADVERTISER_ID, "A" + i));
        }
        ids.add(create(Sandbox.SECOND_ADVERTISER_ID, "other"));
    }

    private String create(String advertiser, String name) {
        return client.post(
                        "/segment/audience/",
                        Client.JSON
                                .createObjectNode()
                                .put("advertiser_id", advertiser)
                                .put("custom_audience_name", name))
                .at("/data/audience_id")
                .asText();
    }

    private JsonNode get(String path, String... more) {
        List<String> params = new ArrayList<>(List.of("advertiser_id", Sandbox.ADVERTISER_ID));
        params.addAll(List.of(more));
        return client.get("/dmp/custom_audience/" + path + "/", params.toArray(String[]::new));
    }

    private static String json(List<String> ids) {
        return Client.JSON.valueToTree(ids).toString();
    }

    private JsonNode delete(String... some) {
        return client.post(
                "/dmp/custom_audience/delete/",
                "{\"advertiser_id\":\"%s\",\"custom_audience_ids\":%s}"
                        .formatted(Sandbox.ADVERTISER_ID, json(List.of(some))));
    }

    @Test
    void listsTheAccountsOwnPageByPage() {
        JsonNode first = get("list");
        assertThat(first.at("/data/page_info").toString())
                .isEqualTo("{\"page\":1,\"page_size\":10,\"total_number\":12,\"total_page\":2}");
        assertThat(get("list", "page", "2").at("/data/list").findValuesAsText("name"))
                .containsExactly("A11", "A12");
        assertThat(first.at("/data/list/0"))
                .isEqualTo(
                        Client.read(
                                "{\"audience_id\":\"%s\",\"name\":\"A1\",\"audience_type\":\"Partner\",\"calculate_type\":null,\"cover_num\":0,\"is_valid\":false,\"is_expiring\":false,\"create_time\":\"2026-01-20 12:00:00\",\"expired_time\":\"2027-01-20 12:00:00\",\"shared\":false,\"is_creator\":true}"
                                        .formatted(ids.get(0))));
        assertThat(
                        get("list", "custom_audience_ids", json(List.of(ids.get(3), ids.get(12))))
                                .at("/data/list")
                                .findValuesAsText("name"))
                .containsExactly("A4");
        clock.advance(Duration.ofDays(306));
        assertThat(get("list").at("/data/list/0/is_expiring").asBoolean()).isTrue();
    }

    @Test
    void showsDetailsUnderAnotherName() {
        JsonNode shown =
                get("get", "custom_audience_ids", json(List.of(ids.get(1), "1"))).at("/data/list");
        assertThat(shown).hasSize(1);
        JsonNode details = shown.at("/0/audience_details");
        assertThat(details.path("type").asText()).isEqualTo("Partner");
        assertThat(details.has("audience_type")).isFalse();
        assertThat(details.path("owner_id").textValue()).isEqualTo(Sandbox.ADVERTISER_ID);
        assertThat(details.path("rule").isNull()).isTrue();
        assertThat(shown.at("/0/audience_history").findValuesAsText("action"))
                .containsExactly("create");
    }

    @Test
    void deletesAllOrNone() {
        assertThat(delete(ids.get(0), ids.get(12)).path("code").asInt()).isEqualTo(40001);
        assertThat(delete(ids.get(0), "1").path("code").asInt()).isEqualTo(40007);
        assertThat(get("list").at("/data/page_info/total_number").asInt()).isEqualTo(12);
        assertThat(delete(ids.get(0), ids.get(1)).path("code").asInt()).isZero();
        assertThat(get("list").at("/data/list").findValuesAsText("name")).startsWith("A3");
        assertThat(delete(ids.get(0)).path("message").asText())
                .isEqualTo("The audience " + ids.get(0) + " doesn't exist.");
    }

    @Test
    void anAccountHasFourHundred() {
        IntStream.range(0, 388).forEach(i -> create(Sandbox.ADVERTISER_ID, "B" + i));
        assertThat(create(Sandbox.ADVERTISER_ID, "one more")).isEmpty();
        assertThat(create(Sandbox.SECOND_ADVERTISER_ID, "elsewhere")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "list | page_size | 101 | 40002 | Invalid value for page_size: must be between 1 and 100.",
                "list | page | 0 | 40002 | Invalid value for page: must be 1 or more.",
                "list | custom_audience_ids | 7440000000000000001 | 40002 | Invalid value for custom_audience_ids: not a valid list.",
                "list | custom_audience_ids | [7440000000000000001] | 40002 | Invalid value for custom_audience_ids.0: not a valid string.",
                "list | custom_audience_ids | [] | 40002 | Invalid value for custom_audience_ids: must not be empty.",
                "list | advertiser_id | 7200000000000000004 | 40001 | No permission to operate advertiser: 7200000000000000004",
                "get | page | 1 | 40002 | Missing required field(s): custom_audience_ids.",
                "get | custom_audience_ids | x, | 40002 | Invalid value for custom_audience_ids: not a valid JSON list.",
            })
    void refuses(String path, String name, String value, int code, String message) {
        JsonNode answer = get(path, name, value);
        assertThat(answer.path("message").asText()).isEqualTo(message);
        assertThat(answer.path("code").asInt()).isEqualTo(code);
    }

    @Test
    void refusesTooManyIdsAndHistory() {
        List<String> many = IntStream.range(0, 101).mapToObj(Integer::toString).toList();
        assertThat(get("get", "custom_audience_ids", json(many)).path("code").asInt())
                .isEqualTo(40011);
        assertThat(
                        get("get", "custom_audience_ids", json(ids), "history_size", "101")
                                .path("message")
                                .asText())
                .startsWith("Invalid value for history_size");
    }
}
