package io.tiktokroutes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lint knows the parameters of the sink for audiences. */
class AudienceRulesTest {

    private static final String SINK =
            """
                    - to:
                        uri: kamelet:tiktok-audience-sink
                        parameters:
                          destination: customers
                          mapping: lead-to-customer
                          advertisers: "7099000000000000001"
            """;

    @TempDir private Path root;

    @Test
    @Tag("R-HT-73")
    void aBadParameterIsTold() {
        LintBench bench = new LintBench(root);
        String file = "routes/leads.camel.yaml";
        bench.write(file, LintBench.LEADS + SINK + "              audience: Customers\n");
        assertThat(bench.found()).isEmpty();
        bench.write(
                file,
                LintBench.LEADS
                        + SINK
                        + """
                                      audience: Customers
                                      audienceId: "17181920"
                                      batchSize: 20000
                        """);
        assertThat(bench.found())
                .containsExactly(
                        file
                                + ":35:27: error: audience and audienceId are both written; keep"
                                + " one of them: the name, under which it is found or made, or the"
                                + " id of one that is there (bad-value)",
                        file
                                + ":36:26: error: batchSize is '20000'; write a number from 1 to"
                                + " 10000 (bad-value)");
    }
}
