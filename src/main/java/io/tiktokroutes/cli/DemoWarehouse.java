package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The demo's shop as a warehouse: which drafts read it, and what became of its rows. */
final class DemoWarehouse {

    /**
     * A sync of the drafts.
     *
     * @param file the draft it stands in
     * @param destination its name in the ledger
     * @param title what its rows become
     */
    record Sync(String name, String file, String destination, String title) {}

    private static final String AUDIENCE = "customers";

    private static final List<Sync> ALL =
            List.of(
                    new Sync(
                            "orders",
                            "warehouse-to-tiktok-web.camel.yaml",
                            "tiktok-web-orders",
                            "TikTok web events"),
                    new Sync(
                            "store-visits",
                            "warehouse-to-tiktok-offline.camel.yaml",
                            "tiktok-offline-visits",
                            "TikTok offline events"),
                    new Sync(
                            AUDIENCE,
                            "warehouse-to-tiktok-audience.camel.yaml",
                            "tiktok-audience-customers",
                            "TikTok audience"));

    private final Path routes;

    /**
     * @param routes the folder of the route files
     */
    DemoWarehouse(Path routes) {
        this.routes = routes;
    }

    /** The shop is there before anything reads it. */
    void open(Settings settings) throws StartupException, IOException, SQLException {
        String url = settings.get("database.url");
        try (Database database = Database.open(url, "", "")) {
            DemoShop.make(database.dataSource(), LocalDate.now(ZoneOffset.UTC));
        }
    }

    /** The drafts that the demo runs beside the routes. */
    Set<String> drafts() {
        Set<String> drafts = new TreeSet<>();
        for (Sync sync : ALL) {
            if (Files.exists(routes.resolve("drafts").resolve(sync.file()))) {
                drafts.add(sync.file());
            }
        }
        return drafts;
    }

    /** Those that run: somebody may have moved or deleted some of the files. */
    List<Sync> syncs() {
        return ALL.stream()
                .filter(
                        sync ->
                                drafts().contains(sync.file())
                                        || Files.exists(routes.resolve(sync.file())))
                .toList();
    }

    /** True when the first run of each sync handed all of its rows on. */
    boolean isRead(DemoWork work) throws SQLException {
        for (Sync sync : syncs()) {
            if (work.count(
                            "select count(*) from model_run where handed_at is not null and sync = ?",
                            sync.name())
                    == 0) {
                return false;
            }
        }
        return true;
    }

    /** The rows that the first run of a sync read. */
    long rows(DemoWork work, Sync sync) throws SQLException {
        return work.count(
                "select row_count from model_run where sync = ? order by id fetch first 1 row only",
                sync.name());
    }

    /** How many of its rows reached TikTok as events. */
    long delivered(DemoWork work) throws SQLException {
        long delivered = 0;
        for (Sync sync : syncs()) {
            if (!sync.name().equals(AUDIENCE)) {
                delivered +=
                        work.count(
                                "select count(*) from ledger where outcome = 'delivered' and"
                                        + " destination = ?",
                                sync.destination());
            }
        }
        return delivered;
    }

    /** True when each audience at TikTok has as many members as were sent to it. */
    boolean isKept(DemoWork work) throws Exception {
        long sent = members(work);
        for (JsonNode audience : work.audiences()) {
            if (audience.path("size").asLong() != sent) {
                return false;
            }
        }
        return true;
    }

    /** The digests of people that were sent, each once. */
    private static long members(DemoWork work) throws SQLException {
        return work.count(
                "select count(*) from (select distinct id_type, digest from audience_id) d");
    }
}
