package io.tiktokroutes.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.runtime.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:20:30.456Z");

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    void keepsTheLastOfEachName(String kind, @TempDir Path folder) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            Secrets secrets =
                    new Secrets(new Sql(database.dataSource()), Clock.fixed(NOW, ZoneOffset.UTC));
            assertThat(secrets.find("a")).isEmpty();
            secrets.put("a", "one");
            secrets.put("b", "other");
            secrets.put("a", "two");
            assertThat(secrets.find("a")).contains(new Secrets.Stored("two", NOW));
            assertThat(secrets.remove("a")).isTrue();
            assertThat(secrets.remove("a")).isFalse();
            assertThat(secrets.find("a")).isEmpty();
            assertThat(secrets.find("b")).isPresent();
        }
    }
}
