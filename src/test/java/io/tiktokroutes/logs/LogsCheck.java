package io.tiktokroutes.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What all tests before have logged holds no e-mail address, phone number, token or digest. The
 * build runs it last; it is no test by its name because it needs what the others leave.
 */
class LogsCheck {

    private static final Path FOLDER = Path.of("target/test-logs");
    private static final int MOST_TOLD = 20;

    @Test
    void noLogHoldsPersonalDataOrSecrets() throws IOException {
        List<String> leaks = new ArrayList<>();
        long lines = 0;
        long programs = 0;
        boolean active = false;
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
                programs += file.getFileName().toString().startsWith("program-") ? 1 : 0;
                int number = 0;
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                active |= text.contains("leads-to-cdp.camel.yaml: active");
                for (String line : text.split("\n")) {
                    int at = ++number;
                    Leak.in(line)
                            .ifPresent(
                                    leak -> leaks.add(file + ":" + at + ": " + leak + "\n" + line));
                }
                lines += number;
            }
        }
        assertThat(leaks.stream().limit(MOST_TOLD).toList())
                .as(leaks.size() + " lines that must not be logged")
                .isEmpty();
        // or else nothing was looked at
        assertThat(lines).as("lines of logs").isGreaterThan(5_000);
        assertThat(programs).as("logs of programs").isGreaterThan(20);
        assertThat(active).as("the shipped leads in a log").isTrue();
    }
}
