package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rows do with single values. */
class RowsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ to: a, from: b }                  | { b: x }                     | {\"a\":\"x\"}",
                "{ to: a.b.c, from: b }              | { b: 1.50 }                  | {\"a\":{\"b\":{\"c\":1.50}}}",
                "{ to: a, from: b.c.d }              | { b: { c: x } }              | {}",
                "{ to: a, from: b.c }                | { b: [1] }                   | {}",
                "{ to: a, from: 'b[1].c' }           | { b: [1, { c: 2 }] }         | {\"a\":2}",
                "{ to: a, from: 'b[1]' }             | { b: x }                     | {}",
                "{ to: a, from: [b, c] }             | { b: '', c: x }              | {\"a\":\"x\"}",
                "{ to: a, from: [b, c] }             | { b: ' ', c: x }             | {\"a\":\"x\"}",
                "{ to: a, from: [b, c] }             | { b: [], c: x }              | {\"a\":\"x\"}",
                "{ to: a, from: [b, c] }             | { b: {}, c: x }              | {\"a\":\"x\"}",
                "{ to: a, from: [b, c] }             | { b: null, c: x }            | {\"a\":\"x\"}",
                "{ to: a, from: [b, c] }             | { b: 0, c: x }               | {\"a\":0}",
                "{ to: a, from: [b, c] }             | { b: false, c: x }           | {\"a\":false}",
                "{ to: a, from: b, default: 7 }      | { c: x }                     | {\"a\":7}",
                "{ to: a, value: { x: [1, no] } }    | {}                           | {\"a\":{\"x\":[1,\"no\"]}}",
                "{ to: a, value: 0049 }              | {}                           | {\"a\":\"0049\"}",
                "{ to: a, from: \"['Which product?']\" } | { 'Which product?': Pro } | {\"a\":\"Pro\"}",
                "{ to: a, from: \"answers['a.b']\" } | { answers: { a.b: x } }      | {\"a\":\"x\"}",
                "{ to: a, from: \"['it''s']\" }      | { it's: x }                  | {\"a\":\"x\"}",
                "{ to: \"['a b'].c\", from: b }      | { b: x }                     | {\"a b\":{\"c\":\"x\"}}",
                "{ to: a, from: b, lookup: { Buy: P }, ignore-case: true } | { b: ' bUY ' } | {\"a\":\"P\"}",
                "{ to: a, from: b, lookup: { Buy: P } } | { b: BUY }              | {}",
                "{ to: a, from: 'u[type=mail].v' }   | { u: [{ type: x, v: 1 }, { type: mail, v: 2 }] } | {\"a\":2}",
                "{ to: a, from: \"u[type='a ]b'].v\" } | { u: [{ type: 'a ]b', v: 2 }] } | {\"a\":2}",
                "{ to: a, from: 'u[no=7].v' }        | { u: [3, { no: 7, v: 2 }, { no: 7, v: 3 }] } | {\"a\":2}",
                "{ to: a, from: 'u[type=mail].v' }   | { u: { type: mail, v: 2 } }  | {}",
                "{ to: a, from: b }                  | { b: 7391004512208835601 }   | {\"a\":7391004512208835601}",
                "{ to: a, from: b }                  | { b: 0.10000000000000000001 }| {\"a\":0.10000000000000000001}",
            })
    @Tag("R-CDP-46")
    void takeTheFirstFilledValue(String row, String input, String output) throws MappingException {
        assertThat(Plan.told(Plan.row(row, input))).isEqualTo(output);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'x_ttp=1; _ttp=2 ;_ttp2=3' | {\"a\":\"2\"}",
                "'_ttp=a=b; c'              | {\"a\":\"a=b\"}",
                "'_TTP=1'                   | {}",
                "'_ttp='                    | {}",
                "'_ttp'                     | {}",
                "5                          | {}",
            })
    void readCookies(String header, String output) throws MappingException {
        String row = "{ to: a, from: { cookie: _ttp, in: [h.cookie, cookie] } }";
        assertThat(Plan.told(Plan.row(row, "cookie: " + header))).isEqualTo(output);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'https://a.example/?x=1&q=a%20b+c#q=no' | {\"a\":\"a b c\"}",
                "'https://a.example/#?q=no'              | {}",
                "'q=1'                                   | {\"a\":\"1\"}",
                "'?q=%'                                  | {}",
                "'?q=&q=2'                               | {}",
                "'?qq=1'                                 | {}",
            })
    void readParametersOfAddresses(String address, String output) throws MappingException {
        String row = "{ to: a, from: { query: q, in: url } }";
        assertThat(Plan.told(Plan.row(row, "url: " + address))).isEqualTo(output);
    }

    @Test
    void readTheParametersOfTheSink() throws MappingException {
        Mapping mapping =
                Plan.of(
                        "rows:\n  - { to: a, from: [settings.x, b] }\n  - { to: b, from: \"['settings'].x\" }\n");
        assertThat(
                        Plan.told(
                                mapping.apply(
                                        Plan.json("{ b: 1, settings: { x: own } }"),
                                        Map.of("x", "7"))))
                .isEqualTo("{\"a\":\"7\",\"b\":\"own\"}");
        assertThat(Plan.told(mapping.apply(Plan.json("{ b: 1 }"), Map.of())))
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void readPropertiesAnywhereInAText() throws MappingException {
        assertThat(
                        Plan.told(
                                Plan.row(
                                        "{ to: 'a.{{land}}', from: 'u.{{field:id}}', default: '{{zone}}!' }",
                                        "u: { id: 1 }")))
                .isEqualTo("{\"a\":{\"FR\":1}}");
        assertThat(Plan.told(Plan.row("{ to: a, from: b, default: '{{zone}}!' }", "u: 1")))
                .isEqualTo("{\"a\":\"Europe/Paris!\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ to: a, from: b, lookup: { x: 1 } }                    | x | {\"a\":1}",
                "{ to: a, from: b, lookup: { x: 1 } }                    | y | {}",
                "{ to: a, from: b, lookup: { x: 1 }, default: 2 }        | y | {\"a\":2}",
                "{ to: a, from: b, lookup: { x: 1 }, otherwise: keep }   | y | {\"a\":\"y\"}",
                "{ to: a, from: b, lookup: { 5: 1 } }                    | 5 | {\"a\":1}",
                "{ to: a, from: b, lookup: { x: 1 }, otherwise: skip }   | y | Skipped[reason=UNMAPPED_EVENT, detail=a: 'y' is not in the row's lookup]",
                "{ to: a, from: b, lookup: { x: 1 }, otherwise: refuse } | y | Refused[reason=MALFORMED, detail=a: 'y' is not in the row's lookup, row=1]",
                "{ to: a, from: b, lookup: { x: 1 }, otherwise: skip, reason: FILTERED } | a@b.c | Skipped[reason=FILTERED, detail=a: the value is not in the row's lookup]",
                "{ to: a, from: b, required: true }                      | '' | Refused[reason=MALFORMED, detail=a is required and has no value (from b), row=1]",
                "{ to: a, from: [b, c], required: true, reason: NO_IDENTIFIER } | '' | Refused[reason=NO_IDENTIFIER, detail=a is required and has no value (from b or c), row=1]",
                "{ to: a, from: b, hash: md5 } | [1] | Refused[reason=MALFORMED, detail=a: a list or an object stands where one value is wanted, row=1]",
            })
    void lookUpAndRequire(String row, String value, String output) throws MappingException {
        assertThat(Plan.told(Plan.row(row, "b: " + value))).isEqualTo(output);
    }

    @Test
    void theOrderIsLookupDefaultAsHash() throws MappingException {
        String row = "{ hash: md5, as: lower-case, default: X, lookup: { a: B }, from: b, to: a }";
        assertThat(Plan.told(Plan.row(row, "b: a"))).contains(Hash.MD5.of("b"));
        assertThat(Plan.told(Plan.row(row, "b: z"))).contains(Hash.MD5.of("x"));
    }

    @Test
    void whatGoesOutSharesNothingWithWhatCameIn() throws MappingException {
        var input = Plan.json("b: { c: [1] }");
        Mapping mapping = Plan.of("rows:\n  - { to: a, from: b }\n  - { to: k, value: [1] }\n");
        var first = ((Mapped.Payload) mapping.apply(input, Map.of())).payload();
        first.withObject("/a").put("d", 1);
        first.withArray("/k").add(2);
        assertThat(input.toString()).isEqualTo("{\"b\":{\"c\":[1]}}");
        assertThat(Plan.told(mapping.apply(input, Map.of())))
                .isEqualTo("{\"a\":{\"c\":[1]},\"k\":[1]}");
    }

    @Test
    void textsThatMeanNothingCountOnlyForRowsThatConvert() throws MappingException {
        Mapping mapping =
                Plan.of(
                        """
                        empty: ["-", n/a]
                        rows:
                          - { to: a, from: [x, y], as: number }
                          - { to: b, from: x }
                        """);
        assertThat(Plan.told(mapping.apply(Plan.json("{ x: ' - ', y: 2 }"), Map.of())))
                .isEqualTo("{\"a\":2,\"b\":\" - \"}");
    }

    @Test
    void aParameterOfTheSinkMayNameAField() throws MappingException {
        Mapping mapping = Plan.of("rows:\n  - { to: a, from: 'gdpr[settings.purpose].yes' }\n");
        JsonNode input = Plan.json("gdpr: { 'a.b c': { yes: true } }");
        assertThat(Plan.told(mapping.apply(input, Map.of("purpose", "a.b c"))))
                .isEqualTo("{\"a\":true}");
        assertThat(Plan.told(mapping.apply(input, Map.of("purpose", "")))).isEqualTo("{}");
        assertThat(Plan.told(mapping.apply(input, Map.of()))).isEqualTo("{}");
    }
}
