package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Looks for texts of a payload in what a mapping says about it. */
final class Leaks {

    private static final int SHORTEST = 4;
    private static final String OWN_WORDS = ownWords();

    private Leaks() {}

    /** All that the engine can say by itself. */
    private static String ownWords() {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/tiktokroutes/mapping"))) {
            StringBuilder words = new StringBuilder();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                words.append(Files.readString(file));
            }
            return words.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * No text of the payload stands in the message, unless the mapping or the engine says it anyway
     * or it can be the name of an event.
     */
    static void assertNone(Wanted wanted, JsonNode payload, String message) {
        if (payload.isTextual() && isLeak(wanted, payload.textValue(), message)) {
            assertThat(message).doesNotContain(payload.textValue());
        }
        payload.forEach(child -> assertNone(wanted, child, message));
    }

    private static boolean isLeak(Wanted wanted, String text, String message) {
        return text.length() >= SHORTEST
                && !text.isBlank()
                && message.contains(text)
                && !text.matches("[A-Za-z_-]{1,40}")
                && !wanted.words().contains(text)
                && !OWN_WORDS.contains(text);
    }
}
