package io.tiktokroutes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule about mappings finds its mistake. */
class MappingRulesTest {

    private static final String FILE = "mappings/shop-to-tiktok.mapping.yaml";
    private static final String LOOKUP = "mappings/lookups/shop-events.yaml";

    private static final String GOOD =
            """
            description: Events of a shop
            source: commanders-act-event
            target: tiktok-event
            country: FR
            rows:
              - { to: event, from: event_name, lookup: shop-events, otherwise: skip }
              - { to: event_id, from: [id, context.event_id], as: string }
              - { to: user.email, from: [user.email], as: email, hash: sha256-if-plain }
              - { to: page.url, from: context.page.url }
              - { to: properties.content_type, value: product }
              - { to: "properties.contents[].content_id", from: "items[].id", as: string }
            """;

    @TempDir private Path root;
    private LintBench bench;

    @BeforeEach
    void settle() {
        bench =
                new LintBench(root)
                        .write(FILE, GOOD)
                        .write(LOOKUP, "purchase: CompletePayment\n")
                        .write(
                                "mappings/shop-to-tiktok.test.yaml",
                                """
                                tests:
                                  - name: nothing is mapped
                                    input: { event_name: other }
                                    skipped: UNMAPPED_EVENT
                                """);
    }

    @Test
    void aMappingWithoutMistakesHasNoFindings() {
        assertThat(bench.found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    hash: sha256-if-plain | hash: sha256-if-plane |8:60: error: hash can not be 'sha256-if-plane'; did you mean 'sha256-if-plain'? (mapping-file)
                    lookup: shop-events | lookup: shop-event |6:44: error: there is no lookups/shop-event.yaml or .csv; did you mean 'shop-events'? (mapping-file)
                    source: commanders-act-event | source: commander-act-event |2:9: error: there is no schema 'commander-act-event'; did you mean 'commanders-act-event'? (unknown-schema)
                    target: tiktok-event | target: tiktok-evnt |3:9: error: there is no schema 'tiktok-evnt'; did you mean 'tiktok-event'? (unknown-schema)
                    user.email, | user.emal, |8:11: error: there is no column 'user.emal' in tiktok-event; did you mean 'user.email'? (unknown-column)
                    context.page.url | context.page.ulr |9:27: error: there is no column 'context.page.ulr' in commanders-act-event; did you mean 'context.page.url'? If not, write context.page['ulr'] (unknown-column)
                    , hash: sha256-if-plain | `` |8:11: error: user.email would leave in plain text; add hash: sha256-if-plain (plain-personal-data)
                    value: product | value: produkt |10:43: error: properties.content_type of tiktok-event does not take 'produkt'; did you mean 'product'? (bad-constant)
                    [id, context.event_id] | [id, id] |7:32: error: id stands before it already; take one of them out (unreachable)
                    value: product | from: id, default: product, required: true |10:55: warning: with this default the value is never missing; take it or required out (unreachable)
                    """)
    void oneMistakeIsOneFinding(String before, String after, String expected) {
        bench.edit(FILE, before, after);
        assertThat(bench.found()).containsExactly(FILE + ":" + expected);
    }

    @Test
    void everyMistakeOfAFileIsTold() {
        bench.edit(FILE, "as: email, hash: sha256-if-plain", "as: mail, hash: md6")
                .edit(FILE, "otherwise: skip", "otherwise: skp");
        assertThat(bench.found()).hasSize(3).allMatch(line -> line.startsWith(FILE + ":"));
    }

    @Test
    void aNameInQuotesIsMeantAsItIs() {
        bench.edit(FILE, "from: context.page.url", "from: \"context.page['ulr']\"");
        assertThat(bench.found()).isEmpty();
    }

    @Test
    void whatEveryRecordMustHaveIsFilled() {
        bench.edit(
                        FILE,
                        "{ to: event, from: event_name, lookup: shop-events, otherwise: skip }",
                        "{ to: page.referrer, from: id }")
                .edit(FILE, "  - { to: page.url, from: context.page.url }\n", "")
                .delete(LOOKUP);
        assertThat(bench.found())
                .contains(
                        FILE
                                + ":3:9: error: no row fills event, which every tiktok-event must"
                                + " have; write a row '{ to: event, from: … }' (missing-column)");
    }

    @Test
    void aLookupGivesOnlyWhatTheColumnTakes() {
        bench.write(LOOKUP, "purchase: CompletePaymnt\n");
        assertThat(bench.found())
                .singleElement()
                .asString()
                .startsWith(
                        FILE
                                + ":6:44: error: event of tiktok-event does not take 'CompletePaymnt', which the lookup gives")
                .endsWith("did you mean 'CompletePayment'? (bad-constant)");
    }

    @Test
    void aLookupThatNobodyUsesIsSuspicious() {
        bench.write("mappings/lookups/old.csv", "a,b\n1,2\n");
        assertThat(bench.found())
                .containsExactly(
                        "mappings/lookups/old.csv:1:1: warning: no mapping uses this lookup; write"
                                + " 'lookup: old' in a row, or delete the file (unused-lookup)");
    }

    @Test
    void aLookupWithAMistakeIsTold() {
        bench.write("mappings/lookups/old.yaml", "- a\n");
        assertThat(bench.found())
                .anyMatch(
                        line ->
                                line.startsWith("mappings/lookups/old.yaml:1:1: error: ")
                                        && line.endsWith("(lookup-file)"));
    }

    @Test
    void aMistakeOfABaseIsToldOnce() {
        bench.write(FILE, GOOD.replace("hash: sha256-if-plain", "hash: sha"))
                .write("mappings/own.mapping.yaml", "extends: shop-to-tiktok\n");
        assertThat(bench.found().stream().filter(line -> line.contains("mapping-file")))
                .containsExactly(
                        FILE
                                + ":8:60: error: hash can not be 'sha'; write one of none, md5,"
                                + " md5-upper, sha256, sha256-upper, sha256-if-plain, sha256-given"
                                + " (mapping-file)");
    }

    @Test
    void everyMappingHasTests() {
        bench.delete("mappings/shop-to-tiktok.test.yaml");
        assertThat(bench.found())
                .containsExactly(
                        FILE
                                + ":1:1: warning: nothing tests this mapping; write"
                                + " shop-to-tiktok.test.yaml beside it (no-tests)");
    }

    @Test
    void testsBelongToAMappingAndCanBeRead() {
        bench.write("mappings/shop-to-tiktk.test.yaml", "tests:\n  - nam: x\n    input: {}\n");
        assertThat(bench.found())
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.startsWith("mappings/shop-to-tiktk.test.yaml:"))
                .contains(
                        "mappings/shop-to-tiktk.test.yaml:1:1: error: there is no mapping"
                                + " 'shop-to-tiktk' to test; did you mean 'shop-to-tiktok'?"
                                + " (test-file)");
    }

    @Test
    void twoRowsOfOneColumnNeedACondition() {
        bench.edit(
                FILE, "  - { to: page.url", "  - { to: event_id, from: id }\n  - { to: page.url");
        assertThat(bench.found())
                .singleElement()
                .asString()
                .startsWith(FILE + ":")
                .contains("event_id");
    }

    @Test
    void aDeclaredSettingNeedsNoValue() {
        bench.edit(FILE, "value: product", "value: \"{{tiktok.pixel-code}}\"");
        assertThat(bench.found()).isEmpty();
        bench.edit(FILE, "tiktok.pixel-code", "tiktok.pixel-cod");
        assertThat(bench.found())
                .singleElement()
                .asString()
                .contains(":10:43: error: there is no property 'tiktok.pixel-cod'");
    }
}
