package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --config}, the same for every command that reads settings. */
final class SettingsOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file; ./application.properties when not given.")
    private Path config;

    /**
     * The settings of the file, the command line and the environment.
     *
     * @throws StartupException when the file that was named is not there, or cannot be read
     */
    Settings read() throws StartupException {
        if (config != null && !Files.isRegularFile(config)) {
            throw new StartupException("there is no settings file " + config);
        }
        Path file = config == null ? Path.of(Settings.FILE) : config;
        return Settings.read(file, System.getenv(), System.getProperties());
    }
}
