package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code lint}: every typo with its place and the right word, without credentials. */
class LintIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EVENTS = "routes/commanders-act-to-tiktok.camel.yaml";
    private static final String LEADS = "mappings/tiktok-lead-to-customer.mapping.yaml";

    @TempDir private Path folder;
    private Place place;

    @BeforeEach
    void settle() {
        place = new Place(folder);
    }

    private List<String> lint(int code, String... more) {
        String[] arguments = new String[more.length + 1];
        arguments[0] = "lint";
        System.arraycopy(more, 0, arguments, 1, more.length);
        try (Program program = place.start(arguments)) {
            assertThat(program.exitCode(PATIENCE)).isEqualTo(code);
            return (program.out() + program.err()).lines().toList();
        }
    }

    @Test
    void theShippedFilesHaveNoMistakes() {
        assertThat(lint(0)).singleElement().asString().endsWith(" files, no findings");
    }

    @Test
    void everyTypoIsToldWithItsPlaceAndTheRightWord() {
        place.edit(EVENTS, "eventSource: web", "eventSorce: web")
                .edit(LEADS, "from: gender", "from: gendr")
                .edit(LEADS, "hash: md5", "hash: md55")
                .write("application.properties", "tiktok.pixel-cod=C1\n")
                .write(
                        "mappings/mine.mapping.yaml",
                        "rows:\n  - { to: a, from: b, lookup: commanders-act-event }\n")
                .write(
                        "mappings/other.mapping.yaml",
                        "source: tiktok-lead\nrows:\n  - { to: a, from: phone_numbr }\n");
        assertThat(lint(1))
                .anyMatch(
                        line ->
                                line.startsWith("application.properties:1:1: error: ")
                                        && line.contains("did you mean 'tiktok.pixel-code'?"))
                .anyMatch(
                        line ->
                                line.matches(
                                        EVENTS
                                                + ":\\d+:15: error: .*did you mean 'eventSource'\\?.*"))
                .anyMatch(line -> line.matches(LEADS + ":\\d+:\\d+: error: .*'md5'.*"))
                .anyMatch(
                        line ->
                                line.matches(
                                        "mappings/mine.mapping.yaml:2:\\d+: error: .*'commanders-act-events'.*"))
                .anyMatch(
                        line ->
                                line.matches(
                                        "mappings/other.mapping.yaml:3:20: error: .*'phone_number'\\?.*"))
                .last()
                .asString()
                .matches("\\d+ errors, \\d+ warnings in \\d+ files");
    }

    @Test
    void aPathThatIsNotThere() {
        assertThat(lint(2, "rutes")).containsExactly("error: there is no file or folder rutes");
    }
}
