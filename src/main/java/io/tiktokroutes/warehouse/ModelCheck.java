package io.tiktokroutes.warehouse;

import java.nio.file.Path;
import javax.sql.DataSource;

/** Looks whether the warehouse takes a model, without running it. */
public final class ModelCheck {

    private ModelCheck() {}

    /**
     * Has the database prepare the query, and looks for the primary key among its columns.
     *
     * @param model SQL, or the name of a file
     * @param routes the folder of the routes
     * @return how the model is spoken of, such as {@code models/orders.sql}
     * @throws ModelException what is wrong, and what to write
     */
    public static String look(DataSource warehouse, String model, String primaryKey, Path routes) {
        Model found = Model.of(model, routes);
        try (ModelQuery query = ModelQuery.prepared(warehouse, found)) {
            query.columns(primaryKey);
        }
        return found.origin();
    }
}
