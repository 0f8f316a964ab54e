package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.warehouse.runs.RunBook;
import java.sql.SQLException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The name of a sync, and what is needed to find it: the same for every command about one. */
final class SyncOptions {

    /** What is done with the sync. */
    interface Work<E extends Exception> {
        int on(NamedSync sync, Sql sql, Settings settings) throws E, SQLException, StartupException;
    }

    @Parameters(paramLabel = "NAME", description = "The sync: the name of its warehouse-source.")
    private String name;

    @Mixin private RoutesOption routes;

    @Mixin private SettingsOption settings;

    /** Opens the database beside the running program, and finds the sync. */
    <E extends Exception> int with(Work<E> work) throws E, SQLException, StartupException {
        Settings read = settings.read();
        SyncFiles files = new SyncFiles(routes.folder(), read);
        try (Database database = Quiet.look(read)) {
            Sql sql = new Sql(database.dataSource());
            NamedSync sync = NamedSync.find(name, files, routes.folder(), new RunBook(sql));
            return work.on(sync, sql, read);
        }
    }
}
