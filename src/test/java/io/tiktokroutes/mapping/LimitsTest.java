package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each kind of event carries its own columns, and no others. */
class LimitsTest {

    private static final String MAPPING =
            """
            rows:
              - { to: event, from: name }
              - { to: properties.value, from: total }
              - { to: properties.query, from: term }
              - { to: "properties.contents[].id", from: "items[].id" }
            allowed:
              by: event
              within: properties
              columns:
                Purchase: [value, contents]
                Search: [query]
                Contact: []
            """;

    private static String map(String mapping, String name) throws MappingException {
        String input = "{ name: " + name + ", total: 5, term: t, items: [{ id: 1 }] }";
        return Plan.told(Plan.of(mapping).apply(Plan.json(input), Map.of()));
    }

    @Test
    @Tag("R-MP-61")
    void columnsThatAreNotListedAreLeftOut() throws MappingException {
        assertThat(map(MAPPING, "Purchase"))
                .isEqualTo(
                        "{\"event\":\"Purchase\",\"properties\":{\"value\":5,\"contents\":[{\"id\":1}]}}");
        assertThat(map(MAPPING, "Search"))
                .isEqualTo("{\"event\":\"Search\",\"properties\":{\"query\":\"t\"}}");
        assertThat(map(MAPPING, "Contact")).isEqualTo("{\"event\":\"Contact\"}");
    }

    @Test
    void kindsThatAreNotListed() throws MappingException {
        assertThat(map(MAPPING, "Other")).contains("query", "value", "contents");
        assertThat(map(MAPPING + "  otherwise: refuse\n  reason: UNKNOWN_EVENT_NAME\n", "Other"))
                .isEqualTo(
                        "Refused[reason=UNKNOWN_EVENT_NAME, detail=event is none of those the"
                                + " mapping allows, row=0]");
        assertThat(map(MAPPING + "  otherwise: skip\n", "Other"))
                .startsWith("Skipped[reason=FILTERED");
        assertThat(Plan.of(MAPPING).table().limits())
                .containsExactly("Contact: none", "Purchase: contents, value", "Search: query");
    }

    @Test
    void mistakesHaveTheirPlace() {
        MappingException e =
                catchThrowableOfType(
                        MappingException.class,
                        () ->
                                Plan.of(
                                        MAPPING.replace("by: event", "by: evnt")
                                                .replace("[query]", "[qeury]")));
        assertThat(e.all().stream().map(Exception::getMessage))
                .containsExactly(
                        "mappings/test.mapping.yaml:7:7: no row writes 'evnt'; did you mean 'event'?",
                        "mappings/test.mapping.yaml:11:14: no row writes 'properties.qeury'; did you mean 'query'?");
    }
}
