package io.tiktokroutes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.FileVersions;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is activated is kept, whatever the database does meanwhile. */
class VersionKeeperTest {

    private static final Path ROUTES = Path.of("some/routes");
    private static final Path MAPPINGS = Path.of("some/mappings");

    @TempDir Path folder;
    private Database database;
    private FileVersions versions;
    private VersionKeeper keeper;

    @BeforeEach
    void open() throws Exception {
        database = BothDatabases.open("H2", folder);
        versions = new FileVersions(new Sql(database.dataSource()));
        keeper = new VersionKeeper(versions, ROUTES, MAPPINGS, Duration.ofMillis(50));
    }

    @AfterEach
    void close() {
        keeper.stop();
        database.close();
    }

    @Test
    @Tag("RX-CDP-14")
    void filesAreNamedByTheirKindAndPlace() throws Exception {
        keeper.onActivated(ROUTES.resolve("a.camel.yaml"), "route");
        keeper.onActivated(MAPPINGS.resolve("m.mapping.yaml").toAbsolutePath(), "mapping");
        keeper.onActivated(MAPPINGS.resolve("lookups/words.yaml"), "lookup");
        keeper.onActivated(ROUTES.resolve("a.camel.yaml"), "route, edited");
        keeper.start();
        keeper.stop(); // waits for what was activated
        assertThat(versions.latest())
                .extracting(v -> v.file() + " " + v.number())
                .containsExactly(
                        "mappings/lookups/words.yaml 1",
                        "mappings/m.mapping.yaml 1",
                        "routes/a.camel.yaml 2");
        assertThat(versions.content("routes/a.camel.yaml", 2)).contains("route, edited");
    }

    @Test
    void whatDoesNotFitIsLeftOutAndHoldsUpNothing() throws Exception {
        keeper.onActivated(ROUTES.resolve("large.camel.yaml"), "x".repeat(1_000_001));
        keeper.onActivated(ROUTES.resolve("odd.camel.yaml"), "a\0b");
        keeper.onActivated(ROUTES.resolve("fits.camel.yaml"), "x".repeat(1_000_000));
        keeper.start();
        keeper.stop();
        assertThat(versions.latest())
                .extracting(FileVersions.Version::file)
                .containsExactly("routes/fits.camel.yaml");
    }

    @Test
    void aDatabaseThatIsAwayForAWhileMissesNothing() throws Exception {
        execute("alter table file_version rename to away");
        keeper.start();
        keeper.onActivated(ROUTES.resolve("a.camel.yaml"), "one");
        keeper.onActivated(ROUTES.resolve("a.camel.yaml"), "two");
        execute("alter table away rename to file_version");
        await().until(() -> versions.of("routes/a.camel.yaml").size() == 2);
    }

    private void execute(String statement) throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.createStatement().execute(statement);
        }
    }
}
