package io.tiktokroutes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordKeysTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RecordKeys keys = new RecordKeys(" context.event_id, event_id ,, messageId,id");

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'context':{'event_id':'a'},'event_id':'b','id':'c'}|a",
                "{'context':{},'event_id':'b','id':'c'}|b",
                "{'context':'text','id':'c'}|c",
                "{'event_id':'  b  '}|b",
                "{'event_id':'','id':'c'}|c",
                "{'event_id':'   ','id':'c'}|c",
                "{'event_id':null,'messageId':'m'}|m",
                "{'event_id':{'x':1},'id':'c'}|c",
                "{'event_id':['x'],'id':'c'}|c",
                "{'id':7391004512208835601}|7391004512208835601",
                "{'id':12345678901234567890123}|12345678901234567890123"
            })
    void theFirstIdThatIsFilledIsTheKey(String payload, String key) throws Exception {
        assertThat(keys.key(json(payload))).isEqualTo(key);
    }

    @Test
    void withoutAnIdTheKeyIsADigestOfThePayload() throws Exception {
        String key = keys.key(json("{'event_name':'purchase','value':1}"));
        assertThat(key).matches("[0-9a-f]{32}");
        assertThat(keys.key(json("{'event_name':'purchase',   'value':1}")))
                .as("white space says nothing")
                .isEqualTo(key);
        assertThat(keys.key(json("{'event_name':'purchase','value':2}"))).isNotEqualTo(key);
        assertThat(new RecordKeys("").key(json("{'event_name':'purchase','value':1}")))
                .isEqualTo(key);
        // pinned: another digest after an update would bring every event a second time
        assertThat(keys.key(json("{}"))).isEqualTo("44136fa355b3678a1146ad16f7e8649e");
    }

    @Test
    void aKeyAlwaysFitsTheColumn() throws Exception {
        String longest = "x".repeat(200);
        assertThat(keys.key(json("{'id':'" + longest + "'}"))).isEqualTo(longest);
        String digest = keys.key(json("{'id':'" + longest + "x'}"));
        assertThat(digest).matches("[0-9a-f]{32}");
        assertThat(keys.key(json("{'id':'" + longest + "x','more':1}"))).isEqualTo(digest);
        assertThat(keys.key(json("{'id':'" + longest + "y'}"))).isNotEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id':'a\\u0000b'}", "{'id':'\\ud800'}", "{'id':'a\\tb'}"})
    void whatADatabaseRefusesIsDigested(String payload) throws Exception {
        assertThat(keys.key(json(payload))).matches("[0-9a-f]{32}");
    }
}
