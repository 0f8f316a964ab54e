package io.tiktokroutes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lint knows the parameters of the sink for Segment, and shows no key. */
class SegmentRulesTest {

    private static final String SINK =
            """
                    - to:
                        uri: kamelet:segment-sink
                        parameters:
                          destination: segment-leads
                          mapping: lead-to-customer
            """;

    @TempDir private Path root;

    @Test
    void aBadParameterIsTold() {
        LintBench bench = new LintBench(root);
        String file = "routes/leads.camel.yaml";
        bench.write(file, LintBench.LEADS + SINK);
        assertThat(bench.found()).isEmpty();
        bench.write(
                file,
                LintBench.LEADS
                        + SINK
                        + """
                                      batchSize: 2000
                                      url: https://hush:hush@dataplane.example.com
                                      writeKey: ""
                        """);
        assertThat(bench.found())
                .containsExactly(
                        file
                                + ":33:26: error: batchSize is '2000'; write a number from 1 to 1250"
                                + " (bad-value)",
                        file
                                + ":34:20: error: url must begin with https:// or http:// and have"
                                + " neither user nor query (bad-value)",
                        file
                                + ":35:25: error: writeKey is empty; write a setting that holds the"
                                + " key (bad-value)");
    }
}
