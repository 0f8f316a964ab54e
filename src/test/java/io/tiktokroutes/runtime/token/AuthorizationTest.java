package io.tiktokroutes.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.Ports;
import io.tiktokroutes.runtime.Application;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.runtime.token.Authorization.Kept;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Seal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command learns of the program that runs beside it when it stores a token. */
class AuthorizationTest {

    private static final String ROUTE =
            """
            - route:
                id: intake
                description: keeps events
                from:
                  uri: kamelet:event-webhook-source
                  parameters:
                    path: shop
                  steps:
                    - to:
                        uri: inbox:shop
            """;

    @TempDir Path folder;

    private final Map<String, String> fixed = new HashMap<>();

    @BeforeEach
    void settle() throws Exception {
        fixed.put("http.port", "" + Ports.free());
        fixed.put("database.url", BothDatabases.h2(folder));
        fixed.put("secrets.key", Seal.newKey());
    }

    private Settings with(String name, String value) throws Exception {
        Map<String, String> other = new HashMap<>(fixed);
        other.put(name, value);
        return Settings.read(folder.resolve("none"), Map.of(), new Properties()).with(other);
    }

    private Settings settings() throws Exception {
        return with("tiktok.access-token", "");
    }

    @Test
    void itIsTakenStoredLeftOrPutBack() throws Exception {
        Settings settings = settings();
        assertThat(new Authorization(settings).keep("first-token")).isEqualTo(Kept.STORED);
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("shop.camel.yaml"), ROUTE);
        Path mappings = Files.createDirectories(folder.resolve("mappings"));
        try (Application program = new Application(settings, routes, mappings)) {
            program.start();
            assertThat(new Authorization(settings).keep("second-token")).isEqualTo(Kept.TAKEN);
            assertThat(StoredToken.find(settings).value()).isEqualTo("second-token");

            Authorization otherKey = new Authorization(with("secrets.key", Seal.newKey()));
            assertThatThrownBy(() -> otherKey.keep("third-token"))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("cannot open the token, which was not stored")
                    .hasMessageContaining(program.url());
            assertThat(StoredToken.find(settings).value()).isEqualTo("second-token");
            RunningProgram seen = new RunningProgram(settings);
            await().until(() -> seen.token().orElseThrow().problem().isEmpty());

            Settings elsewhere = with("database.url", BothDatabases.h2(folder));
            assertThat(new Authorization(elsewhere, Duration.ofSeconds(1)).keep("fourth-token"))
                    .isEqualTo(Kept.LEFT);

            assertThat(new Authorization(settings).forget()).isEqualTo(Kept.TAKEN);
            assertThat(seen.token().orElseThrow().origin()).startsWith("none");
            assertThat(seen.presence()).isEqualTo(RunningProgram.Presence.WITH_SIGN_IN);
        }
        assertThat(new RunningProgram(settings).presence())
                .isEqualTo(RunningProgram.Presence.NOBODY);
    }
}
