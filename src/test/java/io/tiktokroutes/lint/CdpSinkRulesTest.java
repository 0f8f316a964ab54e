package io.tiktokroutes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lint knows of sinks for the CDP without asking it. */
class CdpSinkRulesTest {

    @TempDir private Path folder;

    private List<String> findings(String event, String rows) throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Path mappings = Files.createDirectories(folder.resolve("mappings"));
        Files.writeString(
                routes.resolve("a.camel.yaml"),
                """
                - route:
                    id: a
                    description: Sends
                    from:
                      uri: direct:a
                      steps:
                        - to:
                            uri: kamelet:cdp-event-sink
                            parameters:
                              destination: a
                              mapping: mine
                              eventSource: "1"
                              event: %s
                """
                        .formatted(event));
        Files.writeString(
                mappings.resolve("mine.mapping.yaml"),
                "description: A lead\ntarget: cdp-event\nrows:\n" + rows);
        Files.writeString(
                mappings.resolve("mine.test.yaml"),
                "tests:\n  - { name: one, input: { id: a }, contains: {} }\n");
        Project project = new Project(routes, mappings, folder, folder.resolve("none"), List.of());
        return new Linter(project)
                .run(List.of()).findings().stream()
                        .map(f -> f.at() + " " + f.problem())
                        .filter(line -> !line.contains("direct"))
                        .toList();
    }

    @Test
    void theSinkFillsInWhichEventItIs() throws Exception {
        assertThat(findings("lead/create", "  - { to: uid, from: id }\n")).isEmpty();
    }

    @Test
    void aMappingThatSaysAnotherEventIsAMistake() throws Exception {
        assertThat(findings("lead/create", "  - { to: ec, value: lead_form }\n"))
                .containsExactly(
                        "4:11 ec is 'lead_form', but the sink sends lead/create; take the row out,"
                                + " or write value: lead");
    }
}
