package io.tiktokroutes.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.runtime.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Versions of files, and flows that are stopped, on both databases. */
class FileVersionsTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#allKinds";
    private static final String FILE = "routes/leads-to-cdp.camel.yaml";

    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource(KINDS)
    @Tag("R-CDP-55")
    @Tag("RX-CDP-14")
    void everyNewContentIsAVersionAndTheSameAgainIsNone(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            FileVersions versions = new FileVersions(new Sql(database.dataSource()));
            Instant at = Instant.parse("2026-03-01T10:00:00Z");
            assertThat(versions.keep(FILE, "one", at)).isTrue();
            assertThat(versions.keep(FILE, "one", at.plusSeconds(1))).isFalse();
            assertThat(versions.keep(FILE, "zwei \u00fc", at.plusSeconds(2))).isTrue();
            // a restore is a save
            assertThat(versions.keep(FILE, "one", at.plusSeconds(3))).isTrue();
            assertThat(versions.keep("mappings/x.mapping.yaml", "m", at)).isTrue();
            assertThat(versions.of(FILE))
                    .extracting(v -> v.number() + " " + v.characters() + " " + v.activatedAt())
                    .containsExactly(
                            "3 3 2026-03-01T10:00:03Z",
                            "2 6 2026-03-01T10:00:02Z",
                            "1 3 2026-03-01T10:00:00Z");
            assertThat(versions.of(FILE).get(0).digest())
                    .isEqualTo("7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed");
            assertThat(versions.latest())
                    .extracting(v -> v.file() + " " + v.number())
                    .containsExactly("mappings/x.mapping.yaml 1", FILE + " 3");
            assertThat(versions.content(FILE, 2)).contains("zwei \u00fc");
            assertThat(versions.content(FILE, 4)).isEmpty();

            FlowStops stops = new FlowStops(new Sql(database.dataSource()));
            assertThat(stops.stop("leads", at)).isTrue();
            assertThat(stops.stop("leads", at.plusSeconds(9))).isFalse();
            assertThat(stops.all()).containsExactly(Map.entry("leads", at));
            assertThat(stops.start("leads")).isTrue();
            assertThat(stops.start("leads")).isFalse();
            assertThat(stops.all()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(KINDS)
    void severalProcessesThatActivateTheSameMakeOneVersion(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            FileVersions versions = new FileVersions(new Sql(database.dataSource()));
            ExecutorService processes = Executors.newFixedThreadPool(4);
            try {
                for (int round = 1; round <= 5; round++) {
                    String content = "content " + round;
                    List<Callable<Boolean>> all =
                            IntStream.range(0, 4)
                                    .<Callable<Boolean>>mapToObj(
                                            i -> () -> versions.keep(FILE, content, Instant.now()))
                                    .toList();
                    List<Boolean> kept = new ArrayList<>();
                    for (Future<Boolean> each : processes.invokeAll(all)) {
                        kept.add(each.get());
                    }
                    assertThat(kept).containsOnlyOnce(true);
                }
            } finally {
                processes.shutdownNow();
            }
            assertThat(versions.of(FILE))
                    .extracting(FileVersions.Version::number)
                    .containsExactly(5, 4, 3, 2, 1);
        }
    }
}
