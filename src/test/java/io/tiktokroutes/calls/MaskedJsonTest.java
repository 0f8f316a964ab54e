package io.tiktokroutes.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a request or an answer is kept for people to see. */
class MaskedJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DIGEST =
            "99170561f329fdeda21af6336d0b5fc0b1dd30f9391daf13016a8b73a3485342";

    private static MaskedJson.Copy copy(String json, int most) throws IOException {
        return MaskedJson.of(json.getBytes(StandardCharsets.UTF_8), most, Echoes.NONE);
    }

    private static JsonNode masked(String json) throws IOException {
        return JSON.readTree(copy(json, 100_000).bytes());
    }

    @Test
    void digestsAreShownByTheirBeginningAndPersonsNotAtAll() throws Exception {
        JsonNode event =
                masked(
                                """
                                {"event_source":"web","data":[{"event":"Contact","event_id":"%s",
                                 "event_time":1795000000,
                                 "user":{"email":["%s"],"phone":"+12025550143","ip":"203.0.113.24",
                                         "event":"Lea","value":3,"opted":true},
                                 "page":{"url":"https://shop.example.com/a?mail=lea@example.com"},
                                 "properties":{"value":84.60,"currency":"USD","query":"Lea Rey",
                                   "order_id":"lea@example.com","contents":[{"price":42.30}]}}]}
                                """
                                        .formatted(DIGEST, DIGEST))
                        .path("data")
                        .path(0);
        assertThat(event)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"event":"Contact","event_id":"%s","event_time":1795000000,
                                 "user":{"email":["99170561…"],"phone":"(hidden)","ip":"(hidden)",
                                         "event":"(hidden)","value":"(hidden)","opted":true},
                                 "page":{"url":"https://shop.example.com/a"},
                                 "properties":{"value":84.60,"currency":"USD","query":"(hidden)",
                                   "order_id":"(hidden)","contents":[{"price":42.30}]}}
                                """
                                        .formatted(DIGEST)));
    }

    @Test
    void whatAnAnswerRepeatsOfAPersonIsHiddenInItsWordsToo() throws Exception {
        Echoes sent =
                copy(
                                """
                                {"data":[{"event":"Purchase","user":{"ip":"203.0.113.24","name":"Lea Rey",
                                 "zip":"10115","gender":"f"}}]}
                                """,
                                100_000)
                        .hidden();
        String answer =
                "{\"message\":\"data.0.user.name: 'Lea Rey' of 10115 (203.0.113.24) if Purchase\"}";
        assertThat(
                        MaskedJson.of(answer.getBytes(StandardCharsets.UTF_8), 100_000, sent)
                                .top("message"))
                .isEqualTo("data.0.user.name: '(hidden)' of (hidden) ((hidden)) if Purchase");
    }

    @Test
    void whatIsOfAPersonIsHiddenWhereItDoesNotBelongToo() throws Exception {
        String json =
                """
                {"page":{"url":"https://a.example/u/lea%40example.com","referrer":"https://a.example/1795000000/a"},
                 "properties":{"content_name":"+1 202 555 0143","order_id":"lea%40example.com","brand":"Nord",
                   "content_id":"795000000000"},"lea@example.com":true}
                """;
        assertThat(masked(json))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"page":{"url":"(hidden)","referrer":"https://a.example/(number)/a"},
                                 "properties":{"content_name":"(hidden)","order_id":"(hidden)","brand":"Nord",
                                   "content_id":"795000000000"},"(hidden)":true}
                                """));
    }

    @Test
    void whatNobodyKnowsIsHiddenAndTokensAreAlways() throws Exception {
        assertThat(
                        masked(
                                """
                                {"access_token":"%s","appSecret":"0123456789abcdef0123456789abcdef",
                                 "name":"Spring","batch_data":[[{"id":"%s","audience_ids":["7"]}]]}
                                """
                                        .formatted(DIGEST, DIGEST)))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"access_token":"(hidden)","appSecret":"(hidden)","name":"(hidden)",
                                 "batch_data":[[{"id":"99170561…","audience_ids":["7"]}]]}
                                """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lea@example.com is no address|(address) is no address",
                "phone +1 202 555 0143 is bad|phone (number) is bad",
                "digest 99170561f329fdeda21af6336d0b5fc0 unknown|digest 99170561… unknown",
                "data.3.properties.contents.content_id: 40002|data.3.properties.contents.content_id: 40002",
                "token act.1234567890abcdefghijklmnop expired|token act.(left out) expired",
            })
    void theWordsOfTheOtherSideMayRepeatOurs(String said, String shown) throws Exception {
        assertThat(masked("{\"message\":\"" + said + "\"}").path("message").asText())
                .isEqualTo(shown);
    }

    @Test
    void theEnvelopeIsRead() throws Exception {
        MaskedJson.Copy copy =
                copy(
                        "{\"code\":40002,\"message\":\"no\",\"request_id\":\"r1\","
                                + "\"data\":{\"code\":1},\"list\":[7]}",
                        1000);
        assertThat(copy.top("code")).isEqualTo("40002");
        assertThat(copy.top("message")).isEqualTo("no");
        assertThat(copy.top("request_id")).isEqualTo("r1");
        assertThat(copy.top("list")).isEmpty();
    }

    @Test
    void aLongRequestEndsAtTheBoundAndIsStillJson() throws Exception {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            events.append(i == 0 ? "" : ",").append("{\"event\":\"Contact\",\"event_id\":\"e\"}");
        }
        MaskedJson.Copy copy = copy("{\"data\":[" + events + "],\"code\":0}", 20_000);
        JsonNode kept = JSON.readTree(copy.bytes());
        assertThat(copy.longest()).isEqualTo(1000);
        assertThat(copy.leftOut()).isPositive();
        assertThat(kept.path("data").size() + copy.leftOut()).isEqualTo(1000);
        assertThat(copy.bytes().length).isBetween(20_000, 30_000);
    }

    @Test
    void whatIsNoJsonIsNotCopied() {
        assertThatThrownBy(() -> copy("<html>lea@example.com</html>", 1000))
                .isInstanceOf(IOException.class);
    }
}
