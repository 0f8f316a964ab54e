package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples in the manual work as it says. */
class DocsTest {

    private static final Path MANUAL = Path.of("docs/mappings.md");

    @TempDir private Path folder;

    /** The examples of one language, in their order. */
    private static List<String> examples(String language) throws IOException {
        List<String> examples = new ArrayList<>();
        for (String part : Files.readString(MANUAL).split("\n```" + language + "\n")) {
            examples.add(part.split("\n```", 2)[0] + "\n");
        }
        return examples.subList(1, examples.size());
    }

    private static String mapping() throws IOException {
        return examples("yaml").get(0);
    }

    @Test
    void theFirstMappingDoesWhatItSays() throws IOException, MappingException {
        ObjectMapper json = new ObjectMapper();
        List<String> payloads = examples("json");
        Mapped mapped = Plan.of(mapping()).apply(json.readTree(payloads.get(0)), Map.of());
        assertThat(json.readTree(Plan.told(mapped))).isEqualTo(json.readTree(payloads.get(1)));
    }

    @Test
    void theTestsPass() throws IOException, MappingException {
        Files.writeString(folder.resolve("lead-to-contact.mapping.yaml"), mapping());
        String tests =
                examples("yaml").stream()
                        .filter(e -> e.contains("\ntests:"))
                        .findFirst()
                        .orElseThrow();
        Path file = Files.writeString(folder.resolve("lead-to-contact.test.yaml"), tests);
        Mappings mappings = new Mappings(folder, name -> null);
        mappings.load();
        MappingTests runner = new MappingTests(mappings);
        List<MappingTests.Case> cases = runner.cases(file);
        assertThat(cases).hasSize(3);
        for (MappingTests.Case test : cases) {
            MappingTests.Result result = runner.run(test);
            assertThat(result.passed()).as(result.report()).isTrue();
        }
    }

    @Test
    void theRowsAreRows() throws IOException, MappingException {
        Lookup events = new Lookup("commanders-act-events", "", Map.of("a", new TextNode("b")));
        int rows = 0;
        for (String example : examples("yaml")) {
            if (example.startsWith("- { to")) {
                Map<String, Lookup> lookups = Map.of(events.name(), events);
                assertThat(Plan.of("rows:\n" + example.indent(2), lookups)).isNotNull();
                rows++;
            }
        }
        assertThat(rows).isGreaterThan(3);
    }

    @Test
    void theMappingsAreMappings() throws IOException, MappingException {
        Mappings shipped = new Mappings(Path.of("mappings"), name -> null);
        shipped.load();
        int mappings = 0;
        for (String example : examples("yaml")) {
            if (("\n" + example).contains("\nrows:\n")) {
                shipped.activate(
                        Path.of("mappings/example-" + mappings++ + ".mapping.yaml"), example);
            }
        }
        assertThat(mappings).isGreaterThan(3);
    }
}
