package io.tiktokroutes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lint knows the parameters of the sink for audience files, and that it needs the whole list. */
class AudienceFileRulesTest {

    private static final String FILE = "routes/customers.camel.yaml";
    private static final String ROUTE =
            """
            - route:
                id: customers
                description: Customers become an audience
                from:
                  uri: kamelet:warehouse-source
                  parameters:
                    name: customers
                    model: select id, email from customer
                    primaryKey: id
                    mode: all
                  steps:
                    - to:
                        uri: kamelet:tiktok-audience-file-sink
                        parameters:
                          destination: customers-file
                          mapping: lead-to-customer
                          advertiser: "7099000000000000001"
                          audience: Customers
                          matchField: EMAIL_SHA256
            """;

    @TempDir private Path root;

    @Test
    @Tag("R-HT-69")
    void badParametersAreTold() {
        LintBench bench = new LintBench(root);
        bench.write(FILE, ROUTE);
        assertThat(bench.found()).isEmpty();
        bench.write(FILE, ROUTE.replaceAll("(?m)^ +advertiser: .*\n", ""));
        assertThat(bench.found())
                .anyMatch(line -> line.contains("advertiser") && line.contains("missing-param"));
        bench.write(FILE, ROUTE.replace("EMAIL_SHA256", "EMAIL_SHA25"));
        assertThat(bench.found())
                .containsExactly(
                        FILE
                                + ":19:27: error: matchField is 'EMAIL_SHA25'; did you mean"
                                + " 'EMAIL_SHA256'? (bad-value)");
        bench.write(
                FILE,
                ROUTE.replace("\"7099000000000000001\"", "7099,7100")
                        .replace("audience: Customers", "audience: ''"));
        assertThat(bench.found())
                .containsExactly(
                        FILE
                                + ":17:27: error: advertiser is '7099,7100'; write the id of one ad"
                                + " account, which is a number. Each further account needs a sink"
                                + " of its own (bad-value)",
                        FILE + ":18:25: error: audience is empty; write its name (bad-value)");
    }

    @Test
    void anythingButAWholeListIsTold() {
        LintBench bench = new LintBench(root);
        bench.write(FILE, ROUTE.replace("mode: all", "mode: add"));
        String needs = FILE + ":13:18: error: tiktok-audience-file-sink needs the whole list";
        assertThat(bench.found())
                .anyMatch(
                        line ->
                                line.startsWith(needs)
                                        && line.endsWith(
                                                "let kamelet:warehouse-source with mode: all call it"
                                                        + " in its own route (whole-list)"));
        bench.write(FILE, ROUTE.replaceAll("(?m)^ +mode: all\n", ""));
        assertThat(bench.found()).anyMatch(line -> line.contains("(whole-list)"));
        bench.write(
                FILE,
                ROUTE.replaceAll(
                        "(?s)kamelet:warehouse-source.*?  steps", "inbox:leads\n      steps"));
        assertThat(bench.found())
                .anyMatch(line -> line.contains("inbox:leads gives a few records at a time"));
    }

    @Test
    void twoSinksThatWouldTakeOutEachOthersMembersAreTold() {
        LintBench bench = new LintBench(root);
        bench.write(FILE, ROUTE);
        String second = "routes/others.camel.yaml";
        String others =
                ROUTE.replace("id: customers", "id: others")
                        .replace("name: customers", "name: others")
                        .replace("customers-file", "others-file");
        bench.write(second, others);
        assertThat(bench.found())
                .containsExactly(
                        second
                                + ":18:25: error: the audience 'Customers' (file) of"
                                + " '7099000000000000001' is that of the sink in "
                                + FILE
                                + ":18:25 too, and each would take out whom the other put in; give"
                                + " one of them an audience of its own (shared-audience)");
        bench.write(second, others.replace("audience: Customers", "audience: Others"));
        assertThat(bench.found()).isEmpty();
    }
}
