package io.tiktokroutes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule about kamelets finds its mistake. */
class KameletRulesTest {

    private static final String FILE = "kamelets/shop-sink.kamelet.yaml";

    private static final String GOOD =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: shop-sink
            spec:
              definition:
                title: Shop
                description: Writes to the shop
                required:
                  - address
                properties:
                  address:
                    description: Where the shop is.
                    type: string
                  accessToken:
                    description: What the shop asks for.
                    type: string
                    format: password
                    default: ""
                  tries:
                    description: How often it tries.
                    type: integer
                    default: 3
                  mode:
                    description: What it does.
                    type: string
                    default: "{{shop.mode:add}}"
                    enum: [add, remove]
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setHeader:
                        name: tries
                        expression:
                          constant:
                            expression: "{{tries}} {{mode}} {{accessToken}}"
                    - to:
                        uri: "{{address}}"
            """;

    @TempDir private Path root;
    private LintBench bench;

    @BeforeEach
    void settle() {
        bench = new LintBench(root).write(FILE, GOOD);
    }

    @Test
    void aKameletWithoutMistakesHasNoFindings() {
        assertThat(bench.found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    kind: Kamelet | kind: Kamlet |1:1: error: this is no kamelet; write 'kind: Kamelet' (kamelet-file)
                    name: shop-sink | name: shp-sink |4:9: error: the kamelet is called 'shp-sink' and its file shop-sink.kamelet.yaml; write the same name (kamelet-name)
                    {{tries}} | {{trie}} |20:7: error: the template does not use 'tries'; did you mean 'trie'? (unused-parameter)
                    {{tries}} | {{tries}} {{trie}} |37:40: error: 'trie' is no parameter; did you mean 'tries'? (undeclared-parameter)
                    "      - address" | "      - adress" |10:9: error: 'adress' is no parameter; did you mean 'address'? (undeclared-parameter)
                    "      - address" | "      - address\n      - tries" |24:18: error: parameter 'tries' is required, so it never has its default; take one of them out (required-default)
                    format: password | title: x |15:7: error: parameter 'accessToken' looks like a secret; write 'format: password' (unmarked-secret)
                    description: How often it tries. | title: x |20:7: warning: parameter 'tries' has no description; write 'description:' (no-description)
                    default: 3 | default: often |23:18: error: tries is 'often'; write a whole number (bad-value)
                    {{shop.mode:add}} | {{shop.mode:ad}} |27:18: error: mode is 'ad'; did you mean 'add'? (bad-value)
                    {{shop.mode:add}} | {{shop.mode}} |27:19: error: there is no setting 'shop.mode'; set it in application.properties or as SHOP_MODE in the environment (unknown-setting)
                    setHeader | setHeader |
                    """)
    void oneMistakeIsOneFinding(String before, String after, String expected) {
        bench.edit(FILE, before, after.replace("\\n", "\n"));
        if (expected == null) {
            assertThat(bench.found()).isEmpty();
        } else {
            assertThat(bench.found()).contains(FILE + ":" + expected);
        }
    }

    @Test
    void aRouteMayUseIt() {
        bench.edit("routes/leads.camel.yaml", "kamelet:cdp-object-sink", "kamelet:shop-sink");
        assertThat(bench.found())
                .contains(
                        "routes/leads.camel.yaml:22:18: error: shop-sink needs the parameter"
                                + " address; write it under 'parameters:' (missing-parameter)");
    }
}
