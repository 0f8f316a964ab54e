package io.tiktokroutes.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.mapping.MappingException;
import io.tiktokroutes.requirements.StaleLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference pages are complete and say what the files say. */
class ReferenceTest {

    private static final Path FOLDER = Path.of("docs/reference");

    @Test
    void thePagesSayWhatTheFilesSay() throws IOException, MappingException {
        Map<String, String> pages = Reference.pages(Path.of(""));
        if (Boolean.getBoolean("reference.update")) {
            write(pages);
        }
        Map<String, String> written = written();
        assertThat(written.keySet())
                .as("missing and left over pages of " + FOLDER + "; run: " + Generated.UPDATE)
                .isEqualTo(pages.keySet());
        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertThat(StaleLines.between(written.get(page.getKey()), page.getValue()))
                    .as(FOLDER.resolve(page.getKey()) + " is stale; run: " + Generated.UPDATE)
                    .isEmpty();
        }
    }

    private static void write(Map<String, String> pages) throws IOException {
        for (String old : written().keySet()) {
            if (!pages.containsKey(old)) {
                Files.delete(FOLDER.resolve(old));
            }
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Path file = FOLDER.resolve(page.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, page.getValue());
        }
    }

    /** The pages there are, by their names below the folder. */
    private static Map<String, String> written() throws IOException {
        Map<String, String> written = new TreeMap<>();
        if (Files.isDirectory(FOLDER)) {
            try (Stream<Path> files = Files.walk(FOLDER)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = FOLDER.relativize(file).toString().replace('\\', '/');
                    written.put(name, Files.readString(file));
                }
            }
        }
        return written;
    }
}
