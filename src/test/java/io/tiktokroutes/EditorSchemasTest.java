package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An editor finds the schema of every mapping and test file, by its first line or its name. */
class EditorSchemasTest {

    private static final String COMMENT = "# yaml-language-server: $schema=";
    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final Map<String, Path> WANTED =
            Map.of(
                    ".mapping.yaml", SCHEMAS.resolve("mapping.schema.json"),
                    ".test.yaml", SCHEMAS.resolve("mapping-test.schema.json"));

    private static List<Path> files(String end) throws IOException {
        List<Path> all = new ArrayList<>();
        for (String folder : List.of("mappings", "src/test/resources/hashes")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(end)).sorted().forEach(all::add);
            }
        }
        return all;
    }

    @Test
    void theFirstLineOfEachFileNamesASchemaThatIsThere() throws IOException {
        for (Map.Entry<String, Path> wanted : WANTED.entrySet()) {
            assertThat(files(wanted.getKey())).isNotEmpty();
            for (Path file : files(wanted.getKey())) {
                String first = Files.readAllLines(file).get(0);
                assertThat(first).as(file.toString()).startsWith(COMMENT);
                Path schema = file.resolveSibling(first.substring(COMMENT.length())).normalize();
                assertThat(schema).as(file.toString()).isEqualTo(wanted.getValue());
                assertThat(schema).exists();
            }
        }
    }

    @Test
    void theSettingsOfTheEditorBindThemToo() throws IOException {
        JsonNode schemas =
                new ObjectMapper()
                        .readTree(Path.of(".vscode/settings.json").toFile())
                        .path("yaml.schemas");
        assertThat(schemas.size()).isEqualTo(WANTED.size());
        for (Map.Entry<String, JsonNode> bound : schemas.properties()) {
            Path schema = Path.of(bound.getKey()).normalize();
            assertThat(schema).exists();
            PathMatcher matcher =
                    FileSystems.getDefault()
                            .getPathMatcher("glob:" + bound.getValue().get(0).asText());
            for (Map.Entry<String, Path> wanted : WANTED.entrySet()) {
                assertThat(files(wanted.getKey()))
                        .filteredOn(file -> file.startsWith("mappings"))
                        .allMatch(
                                file -> matcher.matches(file) == schema.equals(wanted.getValue()));
            }
        }
    }
}
