package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code map}: what a mapping makes of records. */
@Command(
        name = "map",
        description =
                "Maps records, one JSON object a line, and prints what comes out, in their order;"
                        + " what is skipped or refused is told on standard error.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:no record was refused",
            "1:some were",
            "2:there is no such mapping or file, or the mapping has mistakes"
        })
final class MapCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "MAPPING",
            description = "Name of the mapping, or its file.")
    private String mapping;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "The records: one a line, a list of them, or one after the other; standard"
                            + " input when not given.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the sink, which rows read as settings.NAME.")
    private Map<String, String> parameters = Map.of();

    @Option(names = "--mappings", paramLabel = "DIR", description = "Folder of the mapping files.")
    private Path mappings = Path.of("mappings");

    @Option(
            names = "--explain",
            description = "Prints how each column came about instead of the payload.")
    private boolean explain;

    @Option(
            names = "--watch",
            description =
                    "Maps FILE again whenever it, the mapping, its base or a lookup is saved.")
    private boolean watch;

    @Option(
            names = "--stats",
            description = "Says at the end how many records, and how fast; so on a terminal.")
    private boolean stats;

    @Mixin private SettingsOption settings;

    @Override
    public Integer call() throws StartupException, IOException {
        check();
        MapJob job = job();
        CommandLine command = spec.commandLine();
        try {
            if (!watch) {
                return job.run() ? 1 : 0;
            }
            PrintWriter err = command.getErr();
            new MapWatch(job, err, line -> Main.tell(command, line)).run();
            return 0;
        } catch (Outlet.Failure e) {
            return 0; // whoever reads has seen enough
        }
    }

    private void check() throws StartupException {
        if (file == null && watch) {
            throw new StartupException(
                    "--watch needs a file; write map " + mapping + " --watch FILE");
        }
        if (file != null && Files.isDirectory(file)) {
            throw new StartupException(file + " is a folder; name a file with records");
        }
        if (file != null && !Files.exists(file)) {
            throw new StartupException("there is no file " + file);
        }
    }

    private MapJob job() throws StartupException, IOException {
        Path folder = mappings;
        String name = mapping;
        if (mapping.endsWith(MappingFolder.MAPPING)) {
            Path written = Path.of(mapping);
            folder = written.getParent() == null ? Path.of("") : written.getParent();
            name = MappingFolder.nameOf(written);
        }
        Settings all = settings.read();
        // nobody can mend a name that means nothing by saving a file: it ends even a watch
        new MappingFolder(folder, all).find(name);
        return new MapJob(name, file, parameters, folder, all, explain, stats, Main.streams(spec));
    }
}
