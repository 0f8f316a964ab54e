package io.tiktokroutes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** This repository's own files, and its manual of the rules. */
class OwnFilesTest {

    @Test
    void thereAreNoFindingsInThem() throws Exception {
        Project project =
                Project.here(
                        Path.of("routes"), Path.of("mappings"), Path.of("application.properties"));
        List<Path> all =
                new ArrayList<>(
                        List.of(
                                Path.of("routes"),
                                Path.of("mappings"),
                                Path.of("README.md"),
                                Path.of("src/main/resources/kamelets"),
                                Path.of("src/main/resources/application.properties")));
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            docs.filter(doc -> doc.toString().endsWith(".md")).forEach(all::add);
        }
        Report report = new Linter(project).run(all);
        assertThat(report.findings()).isEmpty();
        assertThat(report.files()).isGreaterThan(20);
    }

    @Test
    void everyRuleStandsInTheManual() throws Exception {
        List<String> explained =
                Files.readString(Path.of("docs/lint.md"))
                        .lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("`")[1])
                        .toList();
        assertThat(explained)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Rule.values()).map(Rule::id).toList());
    }
}
