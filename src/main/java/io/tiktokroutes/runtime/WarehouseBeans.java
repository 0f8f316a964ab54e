package io.tiktokroutes.runtime;

import io.tiktokroutes.lint.routes.Models;
import io.tiktokroutes.warehouse.ModelSource;
import io.tiktokroutes.warehouse.RefusedRows;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/** The warehouse: its database, and what the kamelet that reads models needs. */
final class WarehouseBeans extends ServiceSupport {

    private final WarehouseDatabase warehouse;
    private final ModelSource models;
    private final Models files;

    /**
     * @param ours our own database
     * @param routes the folder of the routes
     * @param refused the refused records of inboxes
     */
    WarehouseBeans(Settings settings, DataSource ours, Path routes, RefusedRows refused)
            throws StartupException {
        this.warehouse = WarehouseDatabase.of(settings);
        this.files = new Models(routes);
        this.models =
                new ModelSource(warehouse.dataSource(), ours, routes, refused, Clock.systemUTC());
    }

    void equip(CamelContext context) throws Exception {
        context.getRegistry().bind("warehouse", DataSource.class, warehouse.dataSource());
        context.getRegistry().bind("warehouse-models", models);
        // a saved route that names a model which is not there is refused
        context.getRegistry().bind("warehouse-model-files", Models.class, files);
        context.addService(this);
    }

    /** Called when the database is open, and is this process's alone. */
    void release() throws StartupException {
        try {
            models.releaseAll();
        } catch (SQLException e) {
            throw new StartupException("the database cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    protected void doStop() {
        warehouse.close();
    }
}
