package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The known digests of known values, through {@code map} as anybody can ask for them. */
class HashVectorsTest {

    private static final Path FOLDER = Path.of("src/test/resources/hashes");

    @ParameterizedTest
    @ValueSource(strings = {"tiktok", "cdp"})
    void everyValueGivesItsDigest(String name) throws IOException {
        Said said =
                Said.by(
                        "map",
                        name,
                        FOLDER.resolve(name + ".ndjson").toString(),
                        "--mappings",
                        FOLDER.toString(),
                        "--set",
                        "country=US");
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
        assertThat(said.outLines())
                .isEqualTo(Files.readAllLines(FOLDER.resolve(name + ".expected.ndjson")));
    }
}
