package io.tiktokroutes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.record.Record;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a posted body holds, and what is said about one that holds nothing of use. */
class EventBodiesTest {

    private static List<String> split(String body) throws IntakeException {
        return split(body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> split(byte[] body) throws IntakeException {
        return EventBodies.split(body).stream().map(event -> event.json().toString()).toList();
    }

    private static IntakeException refused(String body) {
        IntakeException refused = catchThrowableOfType(IntakeException.class, () -> split(body));
        assertThat(refused).as("refusal of " + body).isNotNull();
        assertThat(refused.status()).isEqualTo(400);
        return refused;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1},{\"b\":2},{\"c\":3}]",
                "{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n",
                "{\"a\":1}\r\n\r\n{\"b\":2}\r\n{\"c\":3}",
                "{\"a\":1}{\"b\":2}{\"c\":3}",
                "{\"batch\":[{\"a\":1},{\"b\":2},{\"c\":3}]}",
                "{\"batch\":[{\"a\":1}],\"sentAt\":\"x\"}\n{\"batch\":[{\"b\":2},{\"c\":3}]}",
                "[{\"a\":1}]\n[{\"b\":2},{\"c\":3}]",
                "[{\"a\":1},{\"b\":2}]{\"c\":3}",
                "{\"a\":1}[{\"b\":2},{\"c\":3}]"
            })
    void manyShapesHoldTheSameEvents(String body) throws Exception {
        assertThat(split(body)).containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1},{\"b\":\"ü 漢 😀 }\"}]",
                " {\"a\" : 1 } \n {\"b\":\"ü 漢 😀 }\"} ",
                "{\"ü\":[],\"batch\": [ {\"a\":1}\n, {\"b\":\"ü 漢 😀 }\"}],\"z\":{}}",
                "\uFEFF{\"a\":1}{\"b\":\"ü 漢 😀 }\"}"
            })
    void theTextThatIsKeptIsTheEventAsItCame(String body) throws Exception {
        boolean marked = body.startsWith("\uFEFF"); // UTF-16 brings a mark of its own
        for (Charset charset :
                List.of(
                        StandardCharsets.UTF_8,
                        marked ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16)) {
            List<PostedEvent> events = EventBodies.split(body.getBytes(charset));
            assertThat(events).hasSize(2);
            for (PostedEvent event : events) {
                Record record = event.record("in", "k");
                assertThat(new ObjectMapper().readTree(record.text())).isEqualTo(event.json());
                assertThat(event.bytes())
                        .isEqualTo(record.text().getBytes(StandardCharsets.UTF_8).length);
            }
        }
    }

    @Test
    void oneObjectIsOneEvent() throws Exception {
        assertThat(split("{\"event_name\":\"purchase\",\"batch\":\"no list\"}"))
                .containsExactly("{\"event_name\":\"purchase\",\"batch\":\"no list\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n\t ", "[]", "{\"batch\":[]}", "[]\n[]"})
    void anEmptyBodyIsRefused(String body) {
        assertThat(refused(body)).hasMessageContaining("the body is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1,}|line 1, column 8",
                "{'a':1}{'b'|line 1, column",
                "[{'a':1},{'b':}]|line 1, column 15",
                "[{'a':1}|line 1, column",
                "[{'a':1}]]|line 1, column 10",
                "[{'a':1}] garbage|line 1, column",
                "hello|line 1, column",
                "{'a':01}|line 1, column",
                "a=1&b=2|line 1, column"
            })
    void malformedJsonIsRefusedWithItsPlace(String body, String place) {
        assertThat(refused(body.replace('\'', '"')))
                .hasMessageContaining("malformed JSON at " + place);
    }

    @Test
    void theLineIsNamed() {
        assertThat(refused("{\"a\":1}\n{\"b\":2}\n  {\"c\" 3}"))
                .hasMessageContaining("line 3, column 8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{}, 7]|event 2 is a number",
                "7|event 1 is a number",
                "'text'|event 1 is a string",
                "null|event 1 is a null",
                "{} {} true|event 3 is a boolean",
                "{'batch':[{},[]]}|event 2 is a array"
            })
    void anEventIsAnObject(String body, String words) {
        assertThat(refused(body.replace('\'', '"')))
                .hasMessageContaining(words)
                .hasMessageContaining("an event is a JSON object");
    }

    @Test
    void deepNestingIsRefusedNotFatal() {
        assertThat(refused("{\"a\":" + "[".repeat(200_000))).hasMessageContaining("nesting depth");
        assertThat(refused("{\"a\":".repeat(200_000))).hasMessageContaining("nesting depth");
    }

    @Test
    void nestingThatSomebodyMayReallyHaveIsTaken() throws Exception {
        String deep = "{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}";
        assertThat(split(deep)).containsExactly(deep);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":7391004512208835601}",
                "{\"id\":12345678901234567890123}",
                "{\"value\":0.1}",
                "{\"value\":119.50}",
                "{\"value\":100.00}",
                "{\"value\":1000}",
                "{\"value\":12345678901234567.123456789}",
                "{\"name\":\"Łoś, Zoë 🎈\"}"
            })
    void numbersAndTextStayExactly(String body) throws Exception {
        assertThat(split(body)).containsExactly(body);
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        body.write("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        assertThat(split(body.toByteArray())).containsExactly("{\"a\":1}");
        assertThat(split("{\"a\":1}".getBytes(StandardCharsets.UTF_16))).hasSize(1);
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] latin = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        IntakeException refused = catchThrowableOfType(IntakeException.class, () -> split(latin));
        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void anEventThatNoInboxHoldsIsRefusedForThatManyThatFitAreNot() throws Exception {
        String fits = "{\"a\":\"" + "x".repeat(1_000_000 - 8) + "\"}";
        assertThat(fits).hasSize(1_000_000);
        assertThat(split(fits + fits)).hasSize(2);
        IntakeException refused =
                catchThrowableOfType(
                        IntakeException.class, () -> split(fits + fits.replace("xx\"", "xxx\"")));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused).hasMessageContaining("event 2 is longer than 1000000 characters");
    }
}
