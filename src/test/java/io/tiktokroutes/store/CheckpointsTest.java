package io.tiktokroutes.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.runtime.Database;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointsTest {

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    void keepsTheLatestPositionOfEachSource(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            Checkpoints checkpoints =
                    new Checkpoints(new Sql(database.dataSource()), Clock.systemUTC());
            assertThat(checkpoints.position("reports")).isEmpty();
            checkpoints.move("reports", "2026-11-01");
            checkpoints.move("leads", "7");
            checkpoints.move("reports", "2026-11-02");
            assertThat(checkpoints.position("reports")).contains("2026-11-02");
            assertThat(checkpoints.position("leads")).contains("7");
        }
    }
}
