package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code map} and {@code test} as a user starts them, in little memory and without a database. */
class MapIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String MAPPING = "commanders-act-to-tiktok-event";
    private static final int RECORDS = 100_000;

    @TempDir private Path folder;
    private Place place;

    @BeforeEach
    void settle() {
        place = new Place(folder);
    }

    /** Of 100 events two have no counterpart at TikTok and one has a bad e-mail address. */
    private static String event(int i) {
        String name = i % 50 == 7 ? "loyalty_card_scanned" : i % 5 == 0 ? "purchase" : "search";
        String email = i % 100 == 9 ? "none" : "c" + i + "@example.com";
        return "{\"event_name\":\""
                + name
                + "\",\"id\":\"E-"
                + i
                + "\",\"value\":12.50,\"user\":{\"email\":\""
                + email
                + "\"},\"items\":[{\"id\":\"a\",\"product\":{\"price\":1.10}},{\"id\":\"b\"}]}\n";
    }

    @Test
    void aLongFileInLittleMemory() throws IOException {
        Path file = folder.resolve("events.ndjson");
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < RECORDS; i++) {
                out.write(event(i));
            }
            // longer than all the memory there is
            for (int i = 0; i < 80; i++) {
                out.write("x".repeat(1 << 20));
            }
            out.write("\n" + event(RECORDS));
        }
        place.option("-Xmx64m");
        try (Program map = place.start("map", MAPPING, "events.ndjson", "--stats")) {
            assertThat(map.exitCode(PATIENCE)).as(map.err()).isEqualTo(1);
            assertOutput(folder.resolve("start-1.out"));
            assertThat(map.err().lines().toList())
                    .hasSize(RECORDS / 100 * 3 + 2)
                    .last()
                    .asString()
                    .matches(
                            "100,002 records in .* s \\(.*/s\\): 97,001 mapped, 2,000 skipped, 1,001"
                                    + " refused");
            assertThat(map.err())
                    .contains("{\"index\":8,\"line\":8,\"outcome\":\"skipped\"")
                    .contains(
                            "{\"index\":100001,\"line\":100001,\"outcome\":\"refused\",\"reason\":\"TOO_LARGE\"");
        }
        assertThat(folder.resolve("data")).as("a database").doesNotExist();
    }

    /** Every record that was mapped, once, in the order of the input. */
    private static void assertOutput(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (int i = 0; i <= RECORDS; i++) {
                if (i % 50 != 7 && i % 100 != 9) {
                    JsonNode event = json.readTree(lines.readLine());
                    assertThat(event.path("event_id").asText()).isEqualTo("E-" + i);
                    assertThat(event.at("/properties/contents").size()).isEqualTo(2);
                }
            }
            assertThat(lines.readLine()).isNull();
        }
    }

    @Test
    void aPipeThatIsClosedEndsItQuietly() throws Exception {
        try (Writer out = Files.newBufferedWriter(folder.resolve("events.ndjson"))) {
            for (int i = 0; i < 20_000; i++) {
                out.write(event(i));
            }
        }
        Process map =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        + " -jar "
                                        + Path.of("target", "tiktok-routes.jar").toAbsolutePath()
                                        + " map "
                                        + MAPPING
                                        + " events.ndjson 2>err | head -n 1")
                        .directory(folder.toFile())
                        .start();
        String first = new String(map.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(map.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(first.lines()).singleElement().asString().contains("\"event_id\":\"E-0\"");
        assertThat(Files.readString(folder.resolve("err")).lines())
                .allMatch(line -> line.startsWith("{\"index\":"));
    }

    @Test
    void aRecordIsMappedAsSoonAsItArrives() throws Exception {
        Process map =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                Path.of("target", "tiktok-routes.jar").toAbsolutePath().toString(),
                                "map",
                                MAPPING)
                        .directory(folder.toFile())
                        .start();
        try (OutputStream in = map.getOutputStream();
                BufferedReader out = map.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < 3; i++) {
                in.write(event(i).getBytes(StandardCharsets.UTF_8));
                in.flush();
                // the next one is not written before this one is read
                assertThat(out.readLine()).contains("\"event_id\":\"E-" + i + "\"");
            }
        }
        assertThat(map.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(map.exitValue()).isZero();
    }

    @Test
    void theTestsThatComeWithTheProgram() {
        try (Program test = place.start("test", "--junit", "target/junit.xml")) {
            assertThat(test.exitCode(PATIENCE)).as(test.out() + test.err()).isZero();
            assertThat(test.out()).contains(MAPPING, " passed").doesNotContain("\u001b", "failed");
            assertThat(test.err()).isEmpty();
        }
        assertThat(folder.resolve("target/junit.xml")).exists();
        assertThat(folder.resolve("data")).as("a database").doesNotExist();
    }
}
