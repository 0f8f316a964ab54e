package io.tiktokroutes.routefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.tiktokroutes.spelling.Spelling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteFileTest {

    private static final String GOOD =
            """
            # what it does
            - onException:
                exception: [java.io.IOException]
            - route:
                id: a
                from:
                  uri: kamelet:some-source
                  parameters:
                    period: "{{poll.period:5m}}"
                    token: {key}
                  steps:
                    - to: kamelet:other-sink?mode=x&{{?extra}}
                    - log:
                        message: |
                          first {{one}}
                          then {{env:HOME}} and {{!two}}

            # the second
            - route:
                id: b
                from:
                  uri: direct:b
                  steps:
                    - kamelet:
                        name: an-action
                        parameters: {x: 1}
            """
                    .replace("{key}", "\"{{tiktok.access-token}}\"");

    @Test
    void knowsRoutesKameletsAndPlaceholdersWithTheirPlaces() throws Exception {
        RouteFile file = RouteFile.parse("r.camel.yaml", GOOD);
        assertThat(file.ids()).containsExactly("a", "b");
        assertThat(file.placeOf("b")).isEqualTo(new Position(20, 9));
        assertThat(file.frame()).hasSize(1);
        assertThat(file.contents().placeholders())
                .containsExactly(
                        new Placeholder("poll.period", false, new Position(9, 18)),
                        new Placeholder("tiktok.access-token", true, new Position(10, 17)),
                        new Placeholder("extra", false, new Position(12, 41)),
                        new Placeholder("one", true, new Position(15, 21)),
                        new Placeholder("env:HOME", true, new Position(16, 20)),
                        new Placeholder("two", true, new Position(16, 37)));
        assertThat(file.kamelets())
                .extracting(EndpointUse::name)
                .containsExactly("some-source", "other-sink", "an-action");
        assertThat(file.kamelets().get(0).parameters())
                .containsEntry(
                        "period",
                        new EndpointUse.Parameter(
                                "period",
                                new Position(9, 9),
                                "{{poll.period:5m}}",
                                new Position(9, 17)))
                .containsKey("token");
        assertThat(file.kamelets().get(0).reads()).isTrue();
        assertThat(file.kamelets().get(1).reads()).isFalse();
        assertThat(file.contents().endpoints())
                .extracting(EndpointUse::scheme, EndpointUse::name)
                .contains(tuple("direct", "b"));
        assertThat(file.kamelets().get(1).parameters()).containsKey("mode");
        assertThat(file.kamelets().get(2).parameters()).containsOnlyKeys("x");
    }

    @Test
    void aRouteIsTheSameWhenItsTextAndItsFrameAre() throws Exception {
        RouteFile file = RouteFile.parse("r", GOOD);
        RouteFile moved = RouteFile.parse("r", "\n# more\n" + GOOD + "\n# end\n");
        assertThat(file.sharesRoute("a", moved)).isTrue();
        assertThat(file.sharesRoute("b", moved)).isTrue();
        RouteFile edited = RouteFile.parse("r", GOOD.replace("5m", "6m"));
        assertThat(file.sharesRoute("a", edited)).isFalse();
        assertThat(file.sharesRoute("b", edited)).isTrue();
        RouteFile framed = RouteFile.parse("r", GOOD.replace("IOException", "Exception"));
        assertThat(file.sharesRoute("b", framed)).isFalse();
        assertThat(file.sharesRoute("c", edited)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            textBlock =
                    """
                    # a comment         §1:1: error: the file is empty; write a route, or delete
                    route: {id: a}      §1:1: error: a route file is a list; begin it with '- route:'
                    - a                 §1:3: error: each entry has one key; write '- route:'
                    - {route: {}, x: 1} §1:3: error: each entry has one key
                    - route: {from: x}  §1:3: error: the route has no id; write 'id: what-to-where'
                    - route: {id: ''}   §1:3: error: the route has no id
                    - route: {id: '{{a}}'} §1:15: error: the id of a route is a plain name
                    - rute: {id: a}     §1:3: error: 'rute' has no place in a route file; did you mean 'route'?
                    - beans: []         §1:3: error: 'beans' has no place in a route file; write the beans into
                    - from: {uri: x}    §1:3: error: 'from' has no place in a route file; write '- route:' with an id
                    - onException: {}   §1:1: error: there is no route in it
                    - route: {id: a, from: {uri: {{x}}}} §1:30: error: a placeholder needs quotes; write "{{name}}"
                    - route: {id: a, from: x, from: y} §1:27: error: 'from' stands here a second time
                    - route: {id: a, from  §1:22: error: this is no YAML
                    """)
    void saysWhatIsWrongAndWhatToWrite(String text, String expected) {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> RouteFile.parse("routes/x.camel.yaml", text))
                .withMessageStartingWith("routes/x.camel.yaml:" + expected);
    }

    @Test
    void anIdStandsOnceInAFile() {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> RouteFile.parse("x", GOOD.replace("id: b", "id: a")))
                .withMessage("x:20:9: error: route id 'a' stands twice in this file; rename one");
    }

    @Test
    void controlCharactersAndAliasesDoNoHarm() throws Exception {
        assertThatExceptionOfType(RouteFileException.class)
                .isThrownBy(() -> RouteFile.parse("x", "- route:\n    id: \u0001a\n"))
                .withMessageContaining("a character that no YAML file may hold");
        RouteFile file =
                RouteFile.parse(
                        "x",
                        "- route:\n    id: a\n    from: &f\n      uri: direct:a\n      again: *f\n");
        assertThat(file.ids()).containsExactly("a");
    }

    @Test
    void hintsAreGivenForNearNamesOnly() {
        var known = java.util.List.of("period", "delay");
        assertThat(Spelling.hint("perid", known)).isEqualTo("; did you mean 'period'?");
        assertThat(Spelling.hint("Period", known)).isEqualTo("; did you mean 'period'?");
        assertThat(Spelling.hint("x", known)).isEmpty();
    }
}
