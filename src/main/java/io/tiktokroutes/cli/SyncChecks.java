package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.DatabaseProbe;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.runtime.WarehouseDatabase;
import io.tiktokroutes.warehouse.ModelCheck;
import io.tiktokroutes.warehouse.ModelException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What {@code check} tells of the syncs that run: the warehouse, and each model in it. */
final class SyncChecks {

    private static final String WAREHOUSE = "warehouse";
    private static final int SECONDS = 5;

    private final Settings settings;
    private final Path routes;

    SyncChecks(Settings settings, Path routes) {
        this.settings = settings;
        this.routes = routes;
    }

    List<Checked> run() {
        try {
            List<SyncFlow> syncs = new SyncFiles(routes, settings).active();
            if (syncs.isEmpty()) {
                return List.of();
            }
            boolean ours = settings.find("warehouse.url").isEmpty();
            if (ours && new DatabaseProbe(settings).look() == DatabaseProbe.Found.NOT_MADE_YET) {
                return List.of(
                        Checked.not(
                                WAREHOUSE,
                                "warehouse.url is not set, and our own database is made at the first"
                                        + " start"));
            }
            try (WarehouseDatabase warehouse = WarehouseDatabase.looking(settings)) {
                return lines(warehouse.dataSource(), syncs, ours);
            }
        } catch (StartupException e) {
            return List.of(Checked.failed(WAREHOUSE, e.getMessage()));
        } catch (SQLException e) {
            return List.of(Checked.not(WAREHOUSE, "the database has to be reached first"));
        }
    }

    private List<Checked> lines(DataSource warehouse, List<SyncFlow> syncs, boolean ours) {
        List<Checked> lines = new ArrayList<>();
        try (Connection connection = warehouse.getConnection()) {
            connection.isValid(SECONDS);
            var about = connection.getMetaData();
            lines.add(
                    Checked.ok(
                            WAREHOUSE,
                            about.getDatabaseProductName()
                                    + " "
                                    + about.getDatabaseProductVersion()
                                    + (ours
                                            ? ", our own database: warehouse.url is not set"
                                            : "")));
        } catch (SQLException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            lines.add(
                    Checked.failed(
                            WAREHOUSE,
                            why
                                    + "; check warehouse.url, warehouse.user and"
                                    + " warehouse.password"));
            return lines;
        }
        for (SyncFlow sync : syncs) {
            lines.add(line(warehouse, sync));
        }
        return lines;
    }

    private Checked line(DataSource warehouse, SyncFlow sync) {
        String name = "sync " + sync.name();
        String key = sync.parameter("primaryKey");
        try {
            String model = ModelCheck.look(warehouse, sync.parameter("model"), key, routes);
            return Checked.ok(name, model + " is understood there, and has the column " + key);
        } catch (ModelException e) {
            return Checked.failed(name, e.getMessage());
        }
    }
}
