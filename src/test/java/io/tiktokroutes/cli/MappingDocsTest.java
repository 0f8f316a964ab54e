package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the manual shows of {@code map} and {@code test} is what they print. */
class MappingDocsTest {

    private static final String NAME = "lead-to-contact";

    @TempDir private Path folder;
    private String manual;

    @BeforeEach
    void readManual() throws IOException {
        manual = Files.readString(Path.of("docs/mappings.md"));
        Files.writeString(folder.resolve(NAME + ".mapping.yaml"), first("yaml", ""));
        Files.writeString(
                folder.resolve("leads.ndjson"), first("json", "") + "{\"name\":\"Mai\"}\n");
    }

    /** The first example of a language that holds a text. */
    private String first(String language, String part) {
        for (String example : manual.split("\n```" + language + "\n")) {
            String text = example.split("\n```", 2)[0] + "\n";
            if (!text.startsWith("# Mappings") && text.contains(part)) {
                return text;
            }
        }
        throw new AssertionError("no example");
    }

    private Said map(String... more) {
        String leads = folder.resolve("leads.ndjson").toString();
        String[] arguments = {"map", NAME, leads, "--mappings", folder.toString()};
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Said.by(all);
    }

    @Test
    void theLineAboutARefusal() {
        assertThat(map().err()).isEqualTo(first("json", "\"index\""));
    }

    @Test
    void theExplanation() {
        String explained = map("--explain").out();
        String record = explained.substring(0, explained.indexOf("record 2"));
        assertThat(manual).contains("\n```\n" + record + "```\n");
    }

    @Test
    void theFailureOfATest() throws IOException {
        String tests =
                first("yaml", "\ntests:")
                        .replace(
                                "email: mai.tran@example.com, answers",
                                "email: Mai.Tran@example.com, answers");
        Files.writeString(folder.resolve(NAME + ".test.yaml"), tests);
        String printed =
                Said.by("test", folder.toString()).out().replace(folder.toString(), "mappings");
        assertThat(manual).contains("\n```\n" + printed + "```\n");
    }
}
