package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.store.BothDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} tells of syncs. */
class SyncChecksTest {

    @TempDir Path folder;

    private Settings settings(String url) throws Exception {
        return Settings.read(folder.resolve("none.properties"), Map.of(), new Properties())
                .with(Map.of("database.url", url, "database.user", "sa"));
    }

    private void sync(String name, String model, String key) throws Exception {
        Files.writeString(
                folder.resolve(name + ".camel.yaml"),
                """
                - route:
                    id: %1$s-intake
                    from:
                      uri: kamelet:warehouse-source
                      parameters: { name: %1$s, model: %2$s, primaryKey: %3$s }
                      steps:
                        - to: { uri: "inbox:%1$s" }
                """
                        .formatted(name, model, key));
    }

    private List<String> lines(String url) throws Exception {
        return new SyncChecks(settings(url), folder).run().stream().map(Checked::line).toList();
    }

    @Test
    @Tag("RX-HT-9")
    void eachModelIsPreparedThereAndItsKeyLookedFor() throws Exception {
        String url = BothDatabases.h2(folder);
        assertThat(lines(url)).isEmpty();
        sync("good", "good", "id");
        sync("keyless", "good", "order_id");
        sync("broken", "broken", "id");
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/good.sql"), "select 1 as id, 'a' as name");
        Files.writeString(folder.resolve("models/broken.sql"), "select id from nowhere");
        assertThat(lines(url)).singleElement().asString().startsWith("not checked");
        Database.open(url, "sa", "").close();
        List<String> lines = lines(url);
        assertThat(lines.get(0)).contains("warehouse: H2 ", "our own database");
        assertThat(lines.get(1)).startsWith("failed").containsIgnoringCase("nowhere");
        assertThat(lines.get(2))
                .startsWith("ok")
                .contains("sync good: models/good.sql is understood there");
        assertThat(lines.get(3)).startsWith("failed").contains("order_id");
    }
}
