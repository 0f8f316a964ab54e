package io.tiktokroutes.cli;

import io.tiktokroutes.lint.Linter;
import io.tiktokroutes.lint.Project;
import io.tiktokroutes.lint.Report;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lint}: finds mistakes in files before anything runs; needs no credentials. */
@Command(
        name = "lint",
        description = {
            "Finds mistakes in routes, kamelets, mappings, settings and the examples of docs.",
            "Exit code 0 when there are none or only warnings, 1 when there are errors."
        },
        mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {

    private static final Path ROUTES = Path.of("routes");
    private static final Path MAPPINGS = Path.of("mappings");

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Files and folders to tell of; the whole project when none is given.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--routes", paramLabel = "DIR", description = "Folder of the route files.")
    private Path routes;

    @Option(names = "--mappings", paramLabel = "DIR", description = "Folder of the mapping files.")
    private Path mappings;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file; ./application.properties when not given.")
    private Path config;

    @Override
    public Integer call() throws Exception {
        for (Path path : paths) {
            demand(path, "there is no file or folder ");
        }
        demand(routes, "there is no folder ");
        demand(mappings, "there is no folder ");
        demand(config, "there is no settings file ");
        quiet();
        Project project =
                Project.here(
                        routes == null ? ROUTES : routes,
                        mappings == null ? MAPPINGS : mappings,
                        config == null ? Path.of(Settings.FILE) : config);
        Report report = new Linter(project).run(paths);
        PrintWriter out = spec.commandLine().getOut();
        if (report.files() == 0) {
            throw new StartupException(
                    "there is nothing to look at here; start the program where routes and mappings"
                            + " are, or name them");
        }
        report.findings().forEach(out::println);
        out.println(report.count());
        out.flush();
        return report.errors() > 0 ? 1 : 0;
    }

    /**
     * Keeps the log out of the findings: Camel, when it is asked, has its own words for them. Said
     * by a property, so that a run without such a question need not load the log at all.
     */
    private static void quiet() {
        System.setProperty("log.level", "off");
    }

    private static void demand(Path path, String missing) throws StartupException {
        if (path != null && !Files.exists(path)) {
            throw new StartupException(missing + path);
        }
    }
}
