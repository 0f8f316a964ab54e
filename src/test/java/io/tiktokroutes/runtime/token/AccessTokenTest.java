package io.tiktokroutes.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Seal;
import io.tiktokroutes.store.Secrets;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which token counts, and what is told when the stored one cannot be read. */
class AccessTokenTest {

    @TempDir Path folder;

    private final Seal seal = Seal.of(Seal.newKey());
    private Database database;
    private Secrets secrets;

    @BeforeEach
    void open() throws Exception {
        database = BothDatabases.open("H2", folder);
        secrets = new Secrets(new Sql(database.dataSource()), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private AccessToken token(String setting, Seal key) {
        return new AccessToken(setting, Optional.ofNullable(key), secrets);
    }

    private void store(String token) throws Exception {
        secrets.put(AccessToken.NAME, seal.seal(AccessToken.NAME, token));
    }

    @Test
    void withoutAStoredOneTheSettingCounts() throws Exception {
        AccessToken token = token("from-setting", null);
        token.start();
        assertThat(token.get()).isEqualTo("from-setting");
        assertThat(token.origin()).isEqualTo("the setting tiktok.access-token");
        assertThat(token("", null).origin()).contains("none", "authorize --token");
    }

    @Test
    @Tag("R-MP-62")
    void theStoredOneCountsAndANewOneIsNoticed() throws Exception {
        store("first");
        AccessToken token = token("from-setting", seal);
        token.start();
        assertThat(token.get()).isEqualTo("first");
        assertThat(token.origin()).startsWith("stored by authorize at 20");
        store("second");
        await().until(() -> token.get().equals("second"));
        secrets.remove(AccessToken.NAME);
        await().until(() -> token.get().equals("from-setting"));
    }

    @Test
    void aStoredOneWithoutAKeyKeepsTheProgramFromStarting() throws Exception {
        store("first");
        assertThatThrownBy(() -> token("", null).start())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("secrets.key is not set")
                .hasMessageContaining("authorize --forget");
    }

    @Test
    void aStoredOneOfAnotherKeyOrChangedKeepsTheProgramFromStarting() throws Exception {
        store("first");
        assertThatThrownBy(() -> token("", Seal.of(Seal.newKey())).start())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("does not open with this secrets.key");
        String sealed = secrets.find(AccessToken.NAME).orElseThrow().sealed();
        secrets.put(AccessToken.NAME, sealed.replace("gcm1:", "gcm1:AAAA"));
        assertThatThrownBy(() -> token("", seal).start())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("does not open with this secrets.key");
    }

    @Test
    void whileItRunsAnUnreadableOneLeavesTheOneBeforeInUse() throws Exception {
        store("first");
        AccessToken token = token("", seal);
        token.start();
        secrets.put(AccessToken.NAME, Seal.of(Seal.newKey()).seal(AccessToken.NAME, "other"));
        token.refresh();
        assertThat(token.get()).isEqualTo("first");
        assertThat(token.problem()).contains("does not open with this secrets.key");
        store("second");
        token.refresh();
        assertThat(token.get()).isEqualTo("second");
        assertThat(token.problem()).isEmpty();
    }

    @Test
    void aKeyThatIsNoneIsToldWithoutItself() {
        assertThatThrownBy(() -> AccessToken.seal("hunter2hunter2!!"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("openssl rand -base64 32")
                .hasMessageNotContaining("hunter2");
    }
}
