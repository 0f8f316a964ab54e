package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** JSON of every kind, from the ordinary to the absurd; what fails shrinks to something small. */
final class AnyJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** As deep as a parser lets through. */
    static final int DEEPEST = 1000;

    /** Names that stand in nobody's mapping; others come from the mapping under test. */
    private static final List<String> NAMES =
            List.of("a", "b", "", "a.b", "two words", "é", "[]", "0", "__proto__", "\uD83D\uDE00");

    /** Values that mappings wait for. */
    private static final List<String> EXPECTED =
            List.of(
                    "x",
                    "purchase",
                    "Mai.Tran@example.com",
                    "+33 1 99 00 12 34",
                    "0199001234",
                    "Mai Tran-77",
                    "EUR",
                    "84.6",
                    "-3",
                    "+7.0",
                    "7391004512208835601",
                    "2026-03-14 09:26:53",
                    "2026-03-14T09:26:53.412+01:00",
                    "1773480413412",
                    "true",
                    "https://shop.example.com/?x=1&ttclid=E.C.P.Cq&q=%E2%82%AC#part",
                    "x=1; _ttp=2JqX0example; ttclid=abc",
                    "4ac33642f890c6f67bfe402b440a7a30e10980927d5e85134a7325873b417b57",
                    "a51d53874a41fd1f899c9b259c9fbe84",
                    "[{\"id\": 1, \"x\": \"y\"}, null, 3]",
                    "{\"id\": 1}");

    /** Texts that have broken programs before. */
    private static final List<String> ODD =
            List.of(
                    "",
                    " \t\n",
                    "\u0000",
                    "\uD800",
                    "\uDC00\uD800",
                    "\uFEFFa",
                    "@",
                    "a@b@c.de",
                    "+",
                    "-",
                    ".5",
                    "1e400",
                    "NaN",
                    "Infinity",
                    "0x1F",
                    "9".repeat(200),
                    "+" + "9".repeat(39),
                    "2026-13-41T99:99:99.999999999999+99:99",
                    "-999999999-01-01T00:00:00Z",
                    "99999999999999",
                    "?x=%E0%A4%A&x=%",
                    "=;=;x",
                    "[",
                    "[1,",
                    "[".repeat(1100),
                    "[".repeat(DEEPEST) + "]".repeat(DEEPEST),
                    "[1] [2]",
                    "{{name}}",
                    "settings.x",
                    "\u0130\u0131\u00DF");

    private static final String LETTERS = "a+-.,:;@?&=%#'\"[]{}\\ 0123456789TZ\u00e9\n";

    private static final List<JsonNode> NUMBERS =
            List.of(
                    DoubleNode.valueOf(Double.NaN),
                    DoubleNode.valueOf(Double.NEGATIVE_INFINITY),
                    DoubleNode.valueOf(-0.0),
                    DoubleNode.valueOf(1e300),
                    FloatNode.valueOf(Float.NaN),
                    FloatNode.valueOf(1.5f),
                    DecimalNode.valueOf(new BigDecimal("1e999999999")),
                    DecimalNode.valueOf(new BigDecimal("1e-999999999")),
                    JSON.numberNode(BigInteger.TEN.pow(900)),
                    JSON.numberNode(Long.MIN_VALUE));

    /** What no parser makes, and the absence of a value. */
    private static final List<JsonNode> RARE =
            List.of(
                    JSON.nullNode(),
                    MissingNode.getInstance(),
                    BinaryNode.valueOf(new byte[] {1}),
                    new POJONode(null),
                    new POJONode(Map.of()));

    private final Tape tape;
    private final List<String> names;

    /**
     * @param names of fields, which the values have among others
     */
    AnyJson(Tape tape, List<String> names) {
        this.tape = tape;
        this.names = names;
    }

    String text() {
        return switch (tape.below(8)) {
            case 0, 1, 2, 3 -> tape.one(EXPECTED);
            case 4, 5 -> tape.one(ODD);
            case 6 -> made(LETTERS::charAt, LETTERS.length());
            default -> made(number -> (char) number, Character.MAX_VALUE);
        };
    }

    private String made(IntFunction<Character> letter, int letters) {
        StringBuilder text = new StringBuilder();
        for (int i = tape.below(20); i > 0; i--) {
            text.append(letter.apply(tape.below(letters)).charValue());
        }
        return text.toString();
    }

    private JsonNode number() {
        return switch (tape.below(5)) {
            case 0 -> JSON.numberNode(tape.below(100));
            case 1 -> JSON.numberNode(tape.bits());
            case 2 -> DoubleNode.valueOf(Double.longBitsToDouble(tape.bits()));
            case 3 -> DecimalNode.valueOf(BigDecimal.valueOf(tape.bits(), tape.below(80) - 40));
            default -> tape.one(NUMBERS);
        };
    }

    private JsonNode single() {
        return switch (tape.below(10)) {
            case 0 -> tape.one(RARE);
            case 1, 2, 3 -> number();
            case 4 -> JSON.booleanNode(tape.below(2) == 1);
            default -> TextNode.valueOf(text());
        };
    }

    /** Any value. */
    JsonNode value() {
        return tape.below(40) == 39
                ? nested(1 + tape.below(DEEPEST - 1), name(), single())
                : value(tape.below(4));
    }

    private JsonNode value(int depth) {
        int kind = depth == 0 ? 0 : tape.below(4);
        if (kind == 0) {
            return single();
        }
        if (kind == 1) {
            ArrayNode list = JSON.arrayNode();
            for (int i = tape.below(4); i > 0; i--) {
                list.add(value(depth - 1));
            }
            return list;
        }
        ObjectNode object = JSON.objectNode();
        for (int i = tape.below(5); i > 0; i--) {
            object.set(name(), value(depth - 1));
        }
        return object;
    }

    private String name() {
        return names.isEmpty() || tape.below(5) == 4 ? tape.one(NAMES) : tape.one(names);
    }

    /** Lists and objects in turn around a value. */
    static JsonNode nested(int depth, String name, JsonNode inside) {
        JsonNode node = inside;
        for (int i = 0; i < depth; i++) {
            JsonNode around = i % 2 == 0 ? JSON.arrayNode().add(node) : null;
            node = around == null ? JSON.objectNode().set(name, node) : around;
        }
        return node;
    }

    /** How many lists and objects stand around the innermost value. */
    static int depth(JsonNode node) {
        int deepest = 0;
        for (JsonNode child : node) {
            deepest = Math.max(deepest, depth(child));
        }
        return node.isContainerNode() ? deepest + 1 : 0;
    }

    /** True for a node that can be changed. */
    static boolean isMutable(JsonNode node) {
        return node instanceof ObjectNode || node instanceof ArrayNode;
    }
}
