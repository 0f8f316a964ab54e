package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code when} can ask, on a row and on the whole mapping. */
class ConditionsTest {

    private static final Map<String, String> SETTINGS = Map.of("consent", "3", "blank", "");

    private static String map(String mapping, String input) throws MappingException {
        return Plan.told(Plan.of(mapping).apply(Plan.json(input), SETTINGS));
    }

    private static boolean holds(String condition, String input) throws MappingException {
        String rows = "rows:\n  - { to: yes, value: 1, when: " + condition + " }\n";
        return map(rows, input).equals("{\"yes\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ from: a, is: x } | a: x | a: y",
                "{ from: a, is: [x, y] } | a: y | a: z",
                "{ from: a, is: 3 } | a: '3' | a: 33",
                "{ from: a, is: '3' } | a: 3 | a: '03'",
                "{ from: a, is: true } | a: 'true' | a: 1",
                "{ from: a, is: x } | a: [y, x] | a: [y, [x]]",
                "{ from: a, is: x } | a: x | b: x",
                "{ from: [a, b], is: x } | b: x | { a: y, b: x }",
                "{ from: a.b, is: x } | a: { b: x } | a: x",
                "{ from: a, is-not: x } | a: y | a: [y, x]",
                "{ from: a, is-not: x } | b: 1 | a: x",
                "{ from: a, is-not: [x, y] } | a: z | a: y",
                "{ from: a, is: settings.consent } | a: [1, 3] | a: [1, 2]",
                "{ from: a, is-not: settings.consent } | a: 4 | a: 3",
                "{ from: a, present: true } | a: 0 | a: ' '",
                "{ from: a, present: false } | a: [] | a: false",
                "{ from: settings.consent, present: true } | b: 1 | ''",
                "{ from: settings.blank, present: false } | b: 1 | ''",
                "{ from: a, above: 3 } | a: 3.01 | a: 3",
                "{ from: a, at-least: 3 } | a: '3.0' | a: 2.99",
                "{ from: a, below: -1 } | a: -1.5 | a: -1",
                "{ from: a, at-most: 1000000000000000000001 } | a: 1000000000000000000001 | a: 1000000000000000000002",
                "{ from: a, above: 1 } | a: 2 | a: two",
                "{ from: a, above: 1 } | a: 2 | a: [2]",
                "{ from: a, above: 1 } | a: 2 | b: 2",
                "{ value: '{{zone}}', is: Europe/Paris } | b: 1 | ''",
                "{ value: '{{unset:}}', present: false } | b: 1 | ''",
                "{ from: { cookie: c, in: a }, is: 1 } | a: 'b=2; c=1' | a: 'b=1'",
                "{ from: 'a[0]', is: x } | a: [x, y] | a: [y, x]",
                "[{ from: a, is: x }, { from: b, is: y }] | { a: x, b: y } | a: x",
                "{ any: [{ from: a, is: x }, { from: b, is: y }] } | b: y | { a: y, b: x }",
                "{ any: [{ from: a, is: x }, [{ from: b, is: y }, { from: c, is: z }]] } | { b: y, c: z } | b: y",
            })
    void conditionsHold(String condition, String good, String bad) throws MappingException {
        assertThat(holds(condition, good)).as(condition + " for " + good).isTrue();
        if (!bad.equals("''")) {
            assertThat(holds(condition, bad)).as(condition + " for " + bad).isFalse();
        }
    }

    @Test
    void aRowMayLookAtAColumnThatIsWritten() throws MappingException {
        String mapping =
                """
                rows:
                  - { to: event, from: name, lookup: { buy: Purchase, look: ViewContent } }
                  - { to: value, from: total, when: { column: event, is: Purchase } }
                """;
        assertThat(map(mapping, "{ name: buy, total: 5 }"))
                .isEqualTo("{\"event\":\"Purchase\",\"value\":5}");
        assertThat(map(mapping, "{ name: look, total: 5 }"))
                .isEqualTo("{\"event\":\"ViewContent\"}");
    }

    @Test
    void rowsForOneColumnAreTriedInTheirOrder() throws MappingException {
        String mapping =
                """
                rows:
                  - { to: event, value: Search, when: { from: name, is: Site Search } }
                  - { to: event, from: other, when: { from: name, is: Other } }
                  - { to: event, from: action, lookup: { buy: Purchase }, otherwise: skip }
                """;
        assertThat(map(mapping, "{ name: Site Search, action: buy }"))
                .isEqualTo("{\"event\":\"Search\"}");
        assertThat(map(mapping, "{ name: Other, other: X, action: buy }"))
                .isEqualTo("{\"event\":\"X\"}");
        assertThat(map(mapping, "{ name: Other, action: buy }"))
                .isEqualTo("{\"event\":\"Purchase\"}");
        assertThat(map(mapping, "{ name: Other, action: look }")).contains("UNMAPPED_EVENT");
    }

    @Test
    void rowsForOneColumnOfAListAreAlternatives() throws MappingException {
        String mapping =
                """
                rows:
                  - { to: "c[].id", from: "items[].id" }
                  - { to: "c[].price", from: "items[].net", when: { from: kind, is: net } }
                  - { to: "c[].price", from: "items[].gross" }
                """;
        assertThat(map(mapping, "{ kind: net, items: [{ id: 1, net: 2, gross: 3 }] }"))
                .isEqualTo("{\"c\":[{\"id\":1,\"price\":2}]}");
        assertThat(map(mapping, "{ items: [{ id: 1, net: 2, gross: 3 }] }"))
                .isEqualTo("{\"c\":[{\"id\":1,\"price\":3}]}");
        assertThat(map(mapping, "{ kind: net, items: [{ id: 1, gross: 3 }] }"))
                .isEqualTo("{\"c\":[{\"id\":1,\"price\":3}]}");
    }

    @Test
    void aConditionOfTheWholeMappingSkipsOtherRecords() throws MappingException {
        String mapping =
                """
                when:
                  - { from: platform, is: web, reason: NOT_WEB }
                  - any: [{ from: settings.consent, present: false }, { from: c, is: settings.consent }]
                    reason: CONSENT
                  - { from: time, at-least: 1000000000000, else: refuse, reason: BAD_TIMESTAMP }
                rows:
                  - { to: a, value: 1 }
                """;
        assertThat(map(mapping, "{ platform: web, c: ['3'], time: 1773480413412 }"))
                .isEqualTo("{\"a\":1}");
        assertThat(Plan.of(mapping).apply(Plan.json("platform: ios"), SETTINGS))
                .isEqualTo(new Mapped.Skipped("NOT_WEB", "only for records where platform is web"));
        assertThat(Plan.of(mapping).apply(Plan.json("{ platform: web, c: [1] }"), SETTINGS))
                .isEqualTo(
                        new Mapped.Skipped(
                                "CONSENT",
                                "only for records where (settings.consent is not"
                                        + " there or c is settings.consent)"));
        assertThat(Plan.of(mapping).apply(Plan.json("{ platform: web, time: 177 }"), Map.of()))
                .isEqualTo(
                        new Mapped.Refused(
                                "BAD_TIMESTAMP",
                                "only for records where time at least 1000000000000",
                                0));
    }

    @Test
    void withoutAReasonOtherRecordsAreFiltered() throws MappingException {
        String mapping = "when: { from: a, is: 1 }\nrows:\n  - { to: a, from: a }\n";
        assertThat(map(mapping, "a: 1")).isEqualTo("{\"a\":1}");
        assertThat(map(mapping, "a: 2")).contains("Skipped[reason=FILTERED");
    }
}
