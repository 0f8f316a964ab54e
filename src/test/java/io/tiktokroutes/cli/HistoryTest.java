package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code history}: versions are listed, compared, shown and restored. */
class HistoryTest {

    private static final String FILE = "routes/leads-to-cdp.camel.yaml";

    @TempDir Path folder;
    private OperatorBench bench;

    @BeforeEach
    void prepare() throws Exception {
        Instant at = Instant.parse("2026-03-01T10:00:00Z");
        bench =
                new OperatorBench(folder)
                        .write(FILE, "a\nthree\nc\n")
                        .database(
                                (ledger, versions) -> {
                                    versions.keep(FILE, "a\none\nc\n", at);
                                    versions.keep(FILE, "a\ntwo\nc\n", at.plusSeconds(60));
                                    versions.keep(FILE, "a\nthree\nc\n", at.plusSeconds(120));
                                    versions.keep("mappings/m.mapping.yaml", "m", at);
                                    versions.keep("mappings/lookups/gone.yaml", "g", at);
                                });
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void fails(String line, String... arguments) {
        Said said = bench.run(arguments);
        assertThat(said.code()).as(said.out()).isEqualTo(2);
        assertThat(said.errLines()).hasSize(1);
        assertThat(said.err()).contains(line);
    }

    @Test
    @Tag("R-CDP-55")
    @Tag("RX-CDP-14")
    void filesAndVersionsAreListedAndShown() throws Exception {
        assertThat(bench.run("history").out())
                .containsPattern("mappings/lookups/gone.yaml +1 +2026-03-01 10:00:00Z")
                .containsPattern(FILE + " +3 +2026-03-01 10:02:00Z +[0-9a-f]{12}\n");
        for (String name : new String[] {FILE, "leads-to-cdp", bench.path(FILE).toString()}) {
            assertThat(bench.run("history", name).outLines())
                    .hasSize(4)
                    .element(1)
                    .asString()
                    .matches(" +3  2026-03-01 10:02:00Z  [0-9a-f]{12} +10");
        }
        assertThat(bench.run("history", "leads-to-cdp", "--show", "1").out())
                .isEqualTo("a\none\nc\n");
        String json = bench.run("history", "m", "--json").out();
        assertThat(new ObjectMapper().readTree(json).path("version").asInt()).isEqualTo(1);
    }

    @Test
    @Tag("RX-CDP-14")
    void versionsAreComparedWithTheFileAndWithEachOther() throws Exception {
        assertThat(bench.run("history", "leads-to-cdp", "--diff", "1").out())
                .isEqualTo(
                        """
                        --- %s version 1
                        +++ %s on disk
                        @@ -1,3 +1,3 @@
                         a
                        -one
                        +three
                         c
                        """
                                .formatted(FILE, FILE));
        assertThat(bench.run("history", "--diff", "1", "2", "leads-to-cdp").out())
                .contains("+++ " + FILE + " version 2", "-one\n+two\n");
        assertThat(bench.run("history", "gone", "--diff", "1").out())
                .contains("+++ /dev/null", "-g");
    }

    @Test
    @Tag("R-CDP-55")
    @Tag("RX-CDP-14")
    void aVersionIsRestoredUnlessThatWouldLoseChanges() throws Exception {
        assertThat(bench.run("history", "leads-to-cdp", "--restore", "1").out())
                .isEqualTo(FILE + " says what version 1 said; it takes effect at the next start\n");
        assertThat(Files.readString(bench.path(FILE))).isEqualTo("a\none\nc\n");
        assertThat(bench.run("history", "leads-to-cdp", "--restore", "1").out())
                .contains("already");
        bench.write(FILE, "work of an hour");
        fails("holds changes that were never active", "history", "leads-to-cdp", "--restore", "2");
        assertThat(Files.readString(bench.path(FILE))).isEqualTo("work of an hour");
        assertThat(bench.run("history", "leads-to-cdp", "--restore", "2", "--force").code())
                .isZero();
        assertThat(Files.readString(bench.path(FILE))).isEqualTo("a\ntwo\nc\n");
        // a file that was deleted comes back to where it was, and nothing is left beside it
        assertThat(bench.run("history", "gone", "--restore", "1").code()).isZero();
        assertThat(bench.path("mappings/lookups")).isDirectoryContaining("glob:**/gone.yaml");
        try (var files = Files.list(bench.path("mappings/lookups"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void mistakesAreToldInOneLine() throws Exception {
        fails("did you mean 'leads-to-cdp'?", "history", "leads-to-cpd");
        fails("has no version 7; it has 3, 2, 1", "history", "leads-to-cdp", "--show", "7");
        fails("name the file as well", "history", "--show", "1");
        fails("mutually exclusive", "history", "m", "--show", "1", "--diff", "1");
        bench.database((ledger, kept) -> kept.keep("routes/m.camel.yaml", "m", Instant.now()));
        fails(
                "may be mappings/m.mapping.yaml or routes/m.camel.yaml; write one of them",
                "history",
                "m");
        bench.write("application.properties", "database.url=jdbc:h2:file:" + folder + "/none\n");
        fails("there is no database", "history");
    }
}
