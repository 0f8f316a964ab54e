package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.DatabaseProbe;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/** Opens the database for a command whose own words are all that it prints. */
final class Quiet {

    private Quiet() {}

    /** The database beside the running program; made when it is not there. */
    static Database open(Settings settings) throws StartupException {
        // the pool would tell of a file in use, which is no trouble: there is the door
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
        return Database.beside(settings);
    }

    /**
     * The same for a command that only looks.
     *
     * @throws StartupException when there is no database yet
     */
    static Database look(Settings settings) throws StartupException {
        if (!Database.isMade(settings)) {
            throw new StartupException(
                    "there is no database "
                            + new DatabaseProbe(settings).shown()
                            + " yet; run makes it at its first start");
        }
        return open(settings);
    }
}
