package io.tiktokroutes.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Seal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A dry run reads the stored token, and leaves the database as it is. */
class StoredTokenTest {

    @TempDir Path folder;

    private Settings settings(String url, String key) throws Exception {
        Map<String, String> fixed = new HashMap<>();
        fixed.put("database.url", url);
        fixed.put("secrets.key", key);
        fixed.put("tiktok.access-token", "from-setting");
        return Settings.read(folder.resolve("none"), Map.of(), new Properties()).with(fixed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void theStoredOneCountsAndNothingIsMade(String kind) throws Exception {
        String url = kind.equals("H2") ? BothDatabases.h2(folder) : BothDatabases.postgres();
        Settings settings = settings(url, Seal.newKey());
        assertThat(StoredToken.orSetting(settings)).isEqualTo("from-setting");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        new Authorization(settings).keep("stored-token");
        assertThat(StoredToken.orSetting(settings)).isEqualTo("stored-token");
        assertThatThrownBy(() -> StoredToken.orSetting(settings(url, Seal.newKey())))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("does not open with this secrets.key");
        assertThatThrownBy(() -> StoredToken.orSetting(settings(url, "")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("an access token is stored, and secrets.key is not set");
        new Authorization(settings).forget();
        assertThat(StoredToken.orSetting(settings)).isEqualTo("from-setting");
    }
}
