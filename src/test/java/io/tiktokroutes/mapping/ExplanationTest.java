package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person is told who asks how a payload came about. */
class ExplanationTest {

    private static final String MAPPING =
            """
            rows:
              - { to: event, from: name, lookup: { buy: Purchase } }
              - { to: user.email, from: [mail, email], as: email, hash: sha256-if-plain }
              - { to: "c[].id", from: "items[].id", as: string }
              - { to: "c[].kind", value: product }
              - { to: note, from: note, when: { from: name, is: other } }
              - { to: phone, from: phone, as: phone, else: omit }
              - { to: gone, from: nothing }
            """;

    private static Explanation explain(String input) throws MappingException {
        Mapping mapping = Plan.of(MAPPING);
        Explanation explanation = mapping.explain(Plan.json(input), Map.of());
        assertThat(explanation.outcome()).isEqualTo(mapping.apply(Plan.json(input), Map.of()));
        return explanation;
    }

    @Test
    void everyColumnNamesItsRowItsPlaceAndTheSteps() throws MappingException {
        List<Explanation.Line> lines =
                explain("{ name: buy, email: ' A@b.fr', items: [{ id: 7 }, { id: 8 }], phone: x }")
                        .lines();
        assertThat(lines)
                .containsExactly(
                        line("event", 1, "name", true, "name: \"buy\"", "lookup: \"Purchase\""),
                        line(
                                "user.email",
                                2,
                                "email",
                                true,
                                "email: \" A@b.fr\"",
                                "as email: \"a@b.fr\"",
                                "hash sha256-if-plain: 4d6f878d3916c1843d8b05da4d4c4ea27f63539fe751470544be10eba97588b8"),
                        line("c[0].id", 3, "items[].id", true, "items[].id: 7", "as string: \"7\""),
                        line("c[1].id", 3, "items[].id", true, "items[].id: 8", "as string: \"8\""),
                        line("c[0].kind", 4, "", true, "value: \"product\""),
                        line("c[1].kind", 4, "", true, "value: \"product\""),
                        line("note", 5, "", false, "its when does not hold"),
                        line(
                                "phone",
                                6,
                                "phone",
                                false,
                                "phone: \"x\"",
                                "left out: no phone number",
                                "no value"),
                        line("gone", 7, "", false, "no value"));
    }

    @Test
    void aRefusalIsTheLastLine() throws MappingException {
        Explanation explanation = explain("{ name: buy, email: none }");
        assertThat(explanation.outcome()).isInstanceOf(Mapped.Refused.class);
        assertThat(explanation.lines().get(1))
                .isEqualTo(
                        line(
                                "user.email",
                                2,
                                "email",
                                false,
                                "email: \"none\"",
                                "refuses the record: user.email: no e-mail address"));
        assertThat(explanation.lines()).hasSize(2);
    }

    private static Explanation.Line line(
            String column, int row, String candidate, boolean written, String... steps) {
        return new Explanation.Line(column, row, "", candidate, List.of(steps), written);
    }
}
