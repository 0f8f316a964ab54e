package io.tiktokroutes.reports;

import static io.tiktokroutes.reports.Warehouse.ADS;
import static io.tiktokroutes.reports.Warehouse.sink;
import static io.tiktokroutes.reports.Warehouse.window;
import static io.tiktokroutes.reports.Warehouse.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.store.BothDatabases;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a database does to a window: one clear message, nothing half written, and well again. */
class TableTroubleTest {

    private static final Map<String, String> SINK = sink(ADS, "date,campaign_id");

    @TempDir Path folder;

    private static ReportTable table(Warehouse warehouse) throws Exception {
        ReportTable table = warehouse.table(Warehouse.shipped("tiktok-report-to-ads-report"));
        table.open(SINK);
        return table;
    }

    private static String[] rows(int count, int clicks) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                "{'date':'2026-03-01','campaign_id':'%d','campaign_name':'%s','clicks':%d}"
                                        .formatted(i, "n".repeat(500), clicks))
                .toArray(String[]::new);
    }

    private static ReportWindow full(ReportTable table, int count, int clicks) {
        ReportWindow window = window("2026-03-01", "2026-03-30");
        write(table, SINK, window, rows(count, clicks));
        return window;
    }

    private static List<String> clicks(Warehouse warehouse) throws Exception {
        return warehouse.rows("select clicks, count(*) from " + ADS + " group by clicks");
    }

    private static String failure(ReportWindow window) {
        TableException failure = catchThrowableOfType(TableException.class, window::commit);
        assertThat(failure.isPassing()).isTrue();
        assertThat(failure.getMessage()).doesNotContain("\n").startsWith("table " + ADS);
        System.out.println(failure.getMessage());
        return failure.getMessage();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#reportKinds")
    void aLockedTableIsNamedAndWrittenTheNextTime(String kind) throws Exception {
        String url =
                BothDatabases.url(kind, folder) + (kind.equals("H2") ? ";LOCK_TIMEOUT=300" : "");
        try (Warehouse warehouse = Warehouse.at(url, BothDatabases.user(kind))) {
            ReportTable table = table(warehouse);
            full(table, 600, 1).commit();
            try (Connection other = warehouse.connection();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                // a row in the middle, so that others before it were written already
                statement.execute("update " + ADS + " set clicks = 9 where campaign_id = '555'");
                assertThat(failure(full(table, 600, 2)))
                        .contains("is locked by ", "the next pull does it again");
                Delivery now = write(table, SINK, null, rows(600, 2));
                assertThat(now.items())
                        .allSatisfy(
                                item -> {
                                    assertThat(item.outcome().kind())
                                            .isEqualTo(Outcome.Kind.FAILED);
                                    assertThat(item.outcome().detail()).contains("is locked by");
                                });
                other.rollback();
                other.setAutoCommit(true);
            }
            assertThat(clicks(warehouse)).containsExactly("1|600");
            full(table, 600, 2).commit();
            assertThat(clicks(warehouse)).containsExactly("2|600");
        }
    }

    @Test
    void aConnectionThatIsLostInTheMiddleIsReplacedAndAllIsWritten() throws Exception {
        try (Warehouse warehouse = Warehouse.open("PostgreSQL", folder)) {
            ReportTable table = table(warehouse);
            full(table, 600, 1).commit();
            ReportTable patient =
                    new ReportTable(
                            warehouse.dataSource(),
                            any -> columns(),
                            java.time.Duration.ofSeconds(60));
            CompletableFuture<Void> commit;
            try (Connection other = warehouse.connection();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("update " + ADS + " set clicks = 9 where campaign_id = '555'");
                ReportWindow window = full(patient, 600, 2);
                commit = CompletableFuture.runAsync(() -> commit(window));
                String waiting =
                        "from pg_stat_activity where wait_event_type = 'Lock' and datname ="
                                + " current_database()";
                await().until(() -> !warehouse.rows("select pid " + waiting).isEmpty());
                warehouse.rows("select pg_terminate_backend(pid) " + waiting);
                other.rollback();
                other.setAutoCommit(true);
            }
            commit.get();
            assertThat(clicks(warehouse)).containsExactly("2|600");
        }
    }

    private static List<ReportColumn> columns() {
        try {
            return Warehouse.shipped("tiktok-report-to-ads-report");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void commit(ReportWindow window) {
        try {
            window.commit();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFullDiskIsNamedAndNothingIsHalfWritten() throws Exception {
        FullDisk.mount();
        String url = "jdbc:h2:file:full:" + folder.resolve("warehouse");
        try (Warehouse warehouse = Warehouse.at(url, "sa")) {
            ReportTable table = table(warehouse);
            full(table, 600, 1).commit();
            FullDisk.ROOM.set(100_000);
            try {
                assertThat(failure(full(table, 4_000, 2))).contains("disk", "is full", "make room");
            } finally {
                FullDisk.ROOM.set(Long.MAX_VALUE);
            }
            // H2 closes itself at such a failure, and the pool gives out what is dead for a moment
            await().ignoreExceptions().until(() -> clicks(warehouse).equals(List.of("1|600")));
            full(table, 4_000, 2).commit();
            assertThat(clicks(warehouse)).containsExactly("2|4000");
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsToldOnceAndUsedWhenItComes() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/warehouse";
        try (Warehouse warehouse = Warehouse.at(url, "postgres")) {
            ReportTable table = warehouse.table(columns());
            OpenTables tables = new OpenTables(table, Clock.systemUTC());
            tables.open(SINK);
            assertThat(tables.troubles()).hasSize(1);
            assertThat(tables.troubles().get(ADS))
                    .contains("table " + ADS + " cannot be reached", "refused");
            Delivery delivery = write(table, SINK, null, rows(1, 1));
            assertThat(delivery.items().get(0).outcome().detail()).contains("cannot be reached");
            tables.stop(SINK);
            assertThat(tables.troubles()).isEmpty();
        }
    }
}
