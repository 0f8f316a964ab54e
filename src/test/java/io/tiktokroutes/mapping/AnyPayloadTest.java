package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in, a mapping answers with an outcome and never with an exception. */
class AnyPayloadTest {

    private static final String EVERY_KIND =
            """
            country: FR
            empty: "-"
            rows:
              - { to: a1, from: a, as: email, hash: sha256-if-plain, else: omit }
              - { to: a2, from: a, as: phone, else: omit }
              - { to: a3, from: a, as: string, else: omit }
              - { to: a4, from: a, as: integer, else: omit }
              - { to: a5, from: a, as: number, else: omit }
              - { to: a6, from: a, as: boolean, else: omit }
              - { to: a7, from: a, as: iso-datetime, else: omit }
              - { to: a8, from: a, as: epoch-millis, else: omit }
              - { to: a9, from: a, as: { datetime: yyyy-MM-dd }, else: omit }
              - { to: a10, from: a, as: list, else: omit }
              - { to: a11, from: a, lookup: { x: y }, otherwise: keep }
              - { to: a12, from: { query: x, in: a } }
              - { to: a13, from: { cookie: x, in: a } }
              - { to: "b[].x", from: ["a[].x", "a[].y", c] , as: lower-case, else: omit }
              - { to: "b[].y", value: 1 }
              - { to: "c[]", from: "a[]", as: trimmed, else: omit }
              - { to: a14, from: "a[0].b", hash: md5 }
            """;

    /** Values that have broken programs before. */
    private static final List<JsonNode> ODD =
            List.of(
                    MissingNode.getInstance(),
                    JsonNodeFactory.instance.nullNode(),
                    DoubleNode.valueOf(Double.NaN),
                    DoubleNode.valueOf(Double.NEGATIVE_INFINITY),
                    DoubleNode.valueOf(1e300),
                    DecimalNode.valueOf(new BigDecimal("1e999999999")),
                    DecimalNode.valueOf(new BigDecimal("1e-999999999")),
                    JsonNodeFactory.instance.numberNode(BigInteger.TEN.pow(900)),
                    JsonNodeFactory.instance.numberNode(Long.MIN_VALUE),
                    JsonNodeFactory.instance.numberNode(1.5f),
                    BinaryNode.valueOf(new byte[] {1}),
                    new POJONode(null),
                    new POJONode(Map.of()),
                    JsonNodeFactory.instance.textNode("\u0000"),
                    JsonNodeFactory.instance.textNode("\uD800"),
                    JsonNodeFactory.instance.textNode("@."),
                    JsonNodeFactory.instance.textNode("+"),
                    JsonNodeFactory.instance.textNode("[" + "[".repeat(2000)),
                    JsonNodeFactory.instance.textNode("9".repeat(5000)),
                    JsonNodeFactory.instance.textNode("+" + "9".repeat(39)),
                    JsonNodeFactory.instance.textNode("2026-13-41T99:99:99.999999999999+99:99"),
                    JsonNodeFactory.instance.textNode("?x=%E0%A4%A&x=1"),
                    JsonNodeFactory.instance.textNode("=;=;x"));

    private final Random random = new Random(4711);

    private JsonNode any(int depth) {
        int kind = random.nextInt(depth > 4 ? 4 : 7);
        return switch (kind) {
            case 0 -> ODD.get(random.nextInt(ODD.size()));
            case 1 -> JsonNodeFactory.instance.numberNode(random.nextLong());
            case 2 -> JsonNodeFactory.instance.textNode(text());
            case 3 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case 4 -> {
                ArrayNode list = JsonNodeFactory.instance.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(any(depth + 1));
                }
                yield list;
            }
            default -> object(depth);
        };
    }

    private ObjectNode object(int depth) {
        String[] names = {
            "a",
            "b",
            "c",
            "x",
            "y",
            "id",
            "items",
            "properties",
            "context",
            "user",
            "email",
            "phone",
            "page",
            "device",
            "event_name",
            "event_timestamp",
            "name",
            "phone_number",
            "dimensions",
            "metrics",
            "campaign_id",
            "stat_time_day",
            "spend",
            "created_time",
            "quantity",
            "product"
        };
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(12); i > 0; i--) {
            object.set(names[random.nextInt(names.length)], any(depth + 1));
        }
        return object;
    }

    private String text() {
        String letters = "+-.,:;@?&=%#'\"[]{} 0123456789abTZ\u00e9\ud83d\ude00\n";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static List<Mapping> mappings() throws MappingException {
        Mappings shipped = new Mappings(Path.of("mappings"), name -> null);
        shipped.load();
        List<Mapping> all = new ArrayList<>();
        for (String name : shipped.names()) {
            all.add(shipped.get(name));
        }
        all.add(Plan.of(EVERY_KIND));
        return all;
    }

    @Test
    void randomJsonHasAnOutcome() throws MappingException {
        List<Mapping> mappings = mappings();
        for (int i = 0; i < 20_000; i++) {
            ObjectNode payload = object(0);
            if (random.nextBoolean()) { // so that not all of them end at the first row
                payload.put("event_name", "purchase").put("id", "1").put("name", "n");
            }
            for (Mapping mapping : mappings) {
                assertThat(mapping.apply(payload, Map.of("triggerJourney", text()))).isNotNull();
            }
        }
    }

    @Test
    void oddValuesHaveAnOutcome() throws MappingException {
        for (Mapping mapping : mappings()) {
            for (JsonNode odd : ODD) {
                ObjectNode payload = JsonNodeFactory.instance.objectNode();
                payload.set("a", odd);
                payload.set("event_name", odd);
                payload.set("created_time", odd);
                assertThat(mapping.apply(payload, Map.of())).isNotNull();
                assertThat(mapping.apply(odd, Map.of()))
                        .isEqualTo(
                                new Mapped.Refused(
                                        "MALFORMED", "the payload is no JSON object", 0));
            }
            assertThat(mapping.apply(null, Map.of())).isInstanceOf(Mapped.Refused.class);
        }
    }
}
