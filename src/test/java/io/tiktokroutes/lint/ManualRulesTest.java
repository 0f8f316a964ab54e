package io.tiktokroutes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of manuals are checked at their place. */
class ManualRulesTest {

    @TempDir private Path root;

    @Test
    void everyKindOfExampleIsChecked() {
        LintBench bench = new LintBench(root);
        bench.write(
                "docs/guide.md",
                """
                # Guide

                A route:

                ```yaml
                - route:
                    id: a
                    description: a
                    from:
                      uri: kamelet:tiktok-lead-source
                      parameters:
                        nam: leads
                      steps:
                        - to:
                            uri: inbox:nobody-reads-it-here
                ```

                1. A mapping:

                   ```yaml
                   rows:
                     - { to: id, from: email, hash: md6 }
                   ```

                ```yaml
                tests:
                  - name: x
                    inputs: {}
                ```

                ```properties
                http.prot=1
                ```

                ```yaml
                - { to: a, from: b }
                ```

                ```json
                { "rows:": 1 }
                ```
                """);
        assertThat(bench.found())
                .satisfiesExactlyInAnyOrder(
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "docs/guide.md:10:12: error: tiktok-lead-source needs the parameter name"),
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "docs/guide.md:12:9: error: tiktok-lead-source has"
                                                        + " no parameter 'nam'; did you mean"
                                                        + " 'name'?"),
                        line ->
                                assertThat(line)
                                        .startsWith("docs/guide.md:22:37: error: ")
                                        .contains("md6", "(mapping-file)"),
                        line ->
                                assertThat(line)
                                        .startsWith("docs/guide.md:28:5: error: ")
                                        .contains("inputs", "(test-file)"),
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "docs/guide.md:32:1: error: there is no setting http.prot; did you mean 'http.port'?"));
    }
}
