package io.tiktokroutes.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a database that one process has to itself needs a file beside it. */
class HandoverTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./data/routes, ./data/routes.token",
        "jdbc:h2:file:./data/routes;WRITE_DELAY=0;MODE=x, ./data/routes.token",
        "jdbc:h2:./data/routes, ./data/routes.token",
        "jdbc:h2:file:/var/lib/routes, /var/lib/routes.token",
    })
    void liesBesideTheDatabase(String url, Path file) {
        assertThat(Handover.beside(url).orElseThrow().file()).isEqualTo(file);
    }

    @Test
    void liesInTheHomeOfTheUserIfTheDatabaseDoes() {
        assertThat(Handover.beside("jdbc:h2:~/routes").orElseThrow().file())
                .isEqualTo(Path.of(System.getProperty("user.home"), "routes.token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x",
                "jdbc:h2:tcp://localhost/~/routes",
                "jdbc:postgresql://localhost/routes"
            })
    void elsewhereThereIsNone(String url) {
        assertThat(Handover.beside(url)).isEmpty();
    }

    @Test
    void whatIsLeftReplacesWhatWasLeftBeforeAndNothingElseStays(@TempDir Path folder)
            throws Exception {
        Handover handover = Handover.beside("jdbc:h2:file:" + folder.resolve("db")).orElseThrow();
        assertThat(handover.left()).isEmpty();
        handover.leave("one");
        handover.leave("two");
        assertThat(handover.left()).contains("two");
        assertThat(handover.isTaken()).isFalse();
        handover.taken();
        assertThat(handover.isTaken()).isTrue();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
