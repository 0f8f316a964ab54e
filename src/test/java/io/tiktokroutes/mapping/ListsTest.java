package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What rows do with the items of lists. */
class ListsTest {

    private static String apply(String rows, String input) throws MappingException {
        return Plan.told(Plan.of(rows).apply(Plan.json(input), Map.of()));
    }

    @Test
    @Tag("R-CA-64")
    void itemsKeepTheirOrderWhateverTheyLack() throws MappingException {
        String rows =
                """
                rows:
                  - { to: "c[].id", from: "a[].id" }
                  - { to: "c[].price", from: "a[].p.price", default: 0 }
                """;
        assertThat(apply(rows, "a: [{ id: 1 }, { p: { price: 2 } }, { id: 3, p: { price: 4 } }]"))
                .isEqualTo("{\"c\":[{\"id\":1,\"price\":0},{\"price\":2},{\"id\":3,\"price\":4}]}");
    }

    @Test
    void anItemWithoutAnythingIsLeftOut() throws MappingException {
        String rows =
                """
                rows:
                  - { to: "c[].id", from: "a[].id" }
                  - { to: "c[].kind", from: "a[].kind", default: k }
                """;
        assertThat(apply(rows, "a: [null, { id: 1 }, {}, '', { id: 2 }]"))
                .isEqualTo("{\"c\":[{\"id\":1,\"kind\":\"k\"},{\"id\":2,\"kind\":\"k\"}]}");
        assertThat(apply(rows, "a: [null]")).isEqualTo("{}");
        assertThat(apply(rows, "a: []")).isEqualTo("{}");
        assertThat(apply(rows, "b: 1")).isEqualTo("{}");
    }

    @Test
    void severalCandidatesAreAskedForEachItem() throws MappingException {
        String rows = "rows:\n  - { to: \"c[].id\", from: [\"a[].id\", \"a[].sku\", other] }\n";
        assertThat(apply(rows, "{ a: [{ id: 1 }, { sku: 2 }, { x: 1 }], other: 3 }"))
                .isEqualTo("{\"c\":[{\"id\":1},{\"id\":2},{\"id\":3}]}");
    }

    @Test
    void theFirstFilledListIsTheOneThatCounts() throws MappingException {
        String rows =
                """
                rows:
                  - { to: "c[].id", from: ["a[].id", "p.a[].id"] }
                  - { to: "c[].n", from: ["a[].n", "p.a[].n"] }
                """;
        assertThat(apply(rows, "{ a: [{ id: 1 }], p: { a: [{ n: 8 }, { n: 9 }] } }"))
                .isEqualTo("{\"c\":[{\"id\":1}]}");
        assertThat(apply(rows, "{ a: [], p: { a: [{ id: 1 }, { n: 9 }] } }"))
                .isEqualTo("{\"c\":[{\"id\":1},{\"n\":9}]}");
    }

    @Test
    void itemsMayBeTheValuesThemselves() throws MappingException {
        String rows =
                "rows:\n  - { to: \"user.email[]\", from: \"emails[]\", as: email, else: omit }\n";
        assertThat(apply(rows, "emails: [A@example.com, null, none, b@example.com]"))
                .isEqualTo("{\"user\":{\"email\":[\"a@example.com\",\"b@example.com\"]}}");
        assertThat(apply(rows, "emails: A@example.com"))
                .isEqualTo("{\"user\":{\"email\":[\"a@example.com\"]}}");
        assertThat(
                        apply(
                                "rows:\n  - { to: \"ids[]\", from: \"a[].id\" }\n",
                                "a: [{ id: 1 }, { x: 1 }]"))
                .isEqualTo("{\"ids\":[1]}");
    }

    @Test
    void aConstantGoesToEveryItemThatTheRowsAboveMade() throws MappingException {
        String rows =
                """
                rows:
                  - { to: "c[].id", from: "a[].id" }
                  - { to: "c[].kind", value: k }
                  - { to: "c[].shop", from: shop }
                """;
        assertThat(apply(rows, "{ a: [{ id: 1 }, null, { id: 2 }], shop: s }"))
                .isEqualTo(
                        "{\"c\":[{\"id\":1,\"kind\":\"k\",\"shop\":\"s\"},"
                                + "{\"id\":2,\"kind\":\"k\",\"shop\":\"s\"}]}");
        assertThat(apply(rows, "shop: s")).isEqualTo("{}");
    }

    @Test
    void aListMayBeBuiltByNumber() throws MappingException {
        String rows =
                """
                rows:
                  - { to: "i[0].id", from: a }
                  - { to: "i[0].name", from: b }
                  - { to: "i[1].id", from: c }
                """;
        assertThat(apply(rows, "{ a: 1, b: 2, c: 3 }"))
                .isEqualTo("{\"i\":[{\"id\":1,\"name\":2},{\"id\":3}]}");
        assertThat(apply(rows, "c: 3")).isEqualTo("{\"i\":[{\"id\":3}]}");
        assertThat(apply(rows, "x: 3")).isEqualTo("{}");
    }

    @Test
    void aBadItemRefusesTheRecordAndARequiredOneMustBeInEachItem() throws MappingException {
        String number = "rows:\n  - { to: \"c[].n\", from: \"a[].n\", as: integer }\n";
        assertThat(apply(number, "a: [{ n: 1 }, { n: x }]"))
                .contains("MALFORMED")
                .contains("row=1");
        String required = "rows:\n  - { to: \"c[].n\", from: \"a[].n\", required: true }\n";
        assertThat(apply(required, "a: [{ n: 1 }, { m: x }]"))
                .contains("c[].n is required and has no value");
        assertThat(apply(required, "a: []")).isEqualTo("{}");
    }

    @Test
    void columnsCanBeRequiredTogether() throws MappingException {
        String mapping =
                """
                rows:
                  - { to: user.email, from: email }
                  - { to: user.phone, from: phone }
                  - { to: ip, from: ip }
                require:
                  - any: [user.email, user.phone]
                    reason: NO_IDENTIFIER
                  - all: [ip, user]
                    else: skip
                """;
        assertThat(apply(mapping, "{ phone: 1, ip: 2 }"))
                .isEqualTo("{\"user\":{\"phone\":1},\"ip\":2}");
        assertThat(apply(mapping, "ip: 2"))
                .isEqualTo(
                        "Refused[reason=NO_IDENTIFIER, detail=none of user.email, user.phone has a"
                                + " value, row=0]");
        assertThat(apply(mapping, "phone: 1"))
                .isEqualTo("Skipped[reason=FILTERED, detail=not all of ip, user have a value]");
    }

    @Test
    void aTextThatHoldsAListIsThatList() throws MappingException {
        String rows =
                """
                rows:
                  - { to: "c[].id", from: "a[].id", as: string }
                  - { to: "c[].price", from: "a[].price" }
                """;
        assertThat(
                        apply(
                                rows,
                                "a: ' [{\"id\": 7391004512208835601, \"price\": 1.50}, {\"id\": 2}]'"))
                .isEqualTo(
                        "{\"c\":[{\"id\":\"7391004512208835601\",\"price\":1.50},{\"id\":\"2\"}]}");
        assertThat(apply(rows, "a: '[]'")).isEqualTo("{}");
        assertThat(apply("rows:\n  - { to: \"c[]\", from: \"a[]\" }\n", "a: x"))
                .isEqualTo("{\"c\":[\"x\"]}");
        assertThat(Plan.of(rows).apply(Plan.json("a: '[{ broken'"), Map.of()))
                .isEqualTo(
                        new Mapped.Refused(
                                "MALFORMED", "c[].id: no list, though it begins with [", 1));
    }
}
