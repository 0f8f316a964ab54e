package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code map --watch} prints anew what a save changes, and nothing else. */
class MapWatchTest {

    /** Generous; that it is within a second on a quiet machine is measured where it matters. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Thread watch;
    private volatile int code = -1;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectory(folder.resolve("lookups"));
        write("lookups/kinds.yaml", "a: A\n");
        write("base.mapping.yaml", "rows:\n  - { to: id, from: id }\n");
        write(
                "m.mapping.yaml",
                "extends: base\nrows:\n  - { to: kind, from: kind, lookup: kinds }\n");
        write("other.mapping.yaml", "rows:\n  - { to: id, from: id }\n");
        write("in.tmp", "{\"id\":1,\"kind\":\"a\"}\n");
        watch = new Thread(this::watch);
        watch.start();
        awaitOut("{\"id\":1,\"kind\":\"A\"}\n");
    }

    private void watch() {
        code =
                Main.run(
                        new Streams(InputStream.nullInputStream(), out, err, false, false),
                        "map",
                        "m",
                        "--mappings",
                        folder.toString(),
                        "--watch",
                        folder.resolve("in.tmp").toString());
    }

    @AfterEach
    void stop() throws InterruptedException {
        watch.interrupt();
        watch.join(PATIENCE.toMillis());
        assertThat(code).isZero();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private void awaitOut(String text) {
        await().atMost(PATIENCE).until(() -> text(out).endsWith(text));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aSaveOfTheInput() throws IOException {
        write("in.tmp", "{\"id\":2}\n{\"id\":\"two\"}\n");
        awaitOut("{\"id\":2}\n{\"id\":\"two\"}\n");
        assertThat(text(err)).isEqualTo("-- " + folder.resolve("in.tmp") + " was saved\n");
    }

    @Test
    void aSaveOfTheMappingItsBaseOrALookup() throws IOException {
        write("m.mapping.yaml", "extends: base\nrows:\n  - { to: k, from: kind, lookup: kinds }\n");
        awaitOut("{\"id\":1,\"k\":\"A\"}\n");
        write("base.mapping.yaml", "rows:\n  - { to: number, from: id }\n");
        awaitOut("{\"number\":1,\"k\":\"A\"}\n");
        write("lookups/kinds.yaml", "a: Apple\n");
        awaitOut("{\"number\":1,\"k\":\"Apple\"}\n");
        // what the mapping does not depend on is not of interest
        write("other.mapping.yaml", "rows:\n  - { to: x, from: id }\n");
        write("in.tmp", "{\"id\":3}\n");
        awaitOut("{\"number\":3}\n");
        assertThat(text(out).lines()).hasSize(5);
        assertThat(text(err)).doesNotContain("other");
    }

    @Test
    void aMistakeIsToldAndTheNextSaveWorks() throws IOException {
        String before = text(out);
        write("m.mapping.yaml", "rows:\n  - { to: k, form: kind }\n");
        await().atMost(PATIENCE).until(() -> text(err).contains("mend this and save"));
        assertThat(text(err))
                .contains(
                        "m.mapping.yaml:2:14: error: a row has no key 'form'; did you mean 'from'?");
        assertThat(text(out)).isEqualTo(before);
        write("m.mapping.yaml", "rows:\n  - { to: k, from: kind }\n");
        awaitOut("{\"k\":\"a\"}\n");
    }

    @Test
    void aSaveByRenaming() throws IOException {
        write("in.new", "{\"id\":4}\n");
        Files.delete(folder.resolve("in.tmp"));
        Files.move(folder.resolve("in.new"), folder.resolve("in.tmp"));
        awaitOut("{\"id\":4}\n");
    }
}
