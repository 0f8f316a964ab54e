package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code test}: the cases beside the mappings. */
@Command(
        name = "test",
        description = "Runs the tests of mappings (*.test.yaml).",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all passed",
            "1:some failed, or a test file or a mapping has mistakes",
            "2:there is no such file, or no test"
        })
final class TestCommand implements Callable<Integer> {

    private static final Path FOLDER = Path.of("mappings");

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description =
                    "A test file, a mapping file, the name of a mapping or a folder; all tests of"
                            + " the mappings folder when not given.")
    private List<Path> paths = List.of();

    @Option(
            names = "--mappings",
            paramLabel = "DIR",
            description =
                    "Folder of the mapping files. When not given: ./mappings, and for a test file"
                            + " elsewhere the folder it is in.")
    private Path mappings;

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Runs only the tests whose name contains this.")
    private String filter = "";

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Also writes the results to a JUnit XML file, for a CI server.")
    private Path junit;

    @Option(names = "--verbose", description = "Names every test.")
    private boolean verbose;

    @Mixin private SettingsOption settings;

    @Override
    public Integer call() throws StartupException, IOException {
        List<Path> files = new TestFiles(Objects.requireNonNullElse(mappings, FOLDER)).find(paths);
        TestReport report =
                new TestReport(
                        spec.commandLine().getOut(),
                        Main.streams(spec).colours(System::getenv),
                        verbose,
                        files);
        List<TestedFile> tested = run(files, report);
        if (tested.isEmpty()) {
            throw new StartupException(
                    "there is no test whose name contains '" + filter + "'; --verbose names them");
        }
        report.sum(tested);
        if (junit != null) {
            JUnitReport.write(junit, tested);
        }
        return tested.stream().allMatch(TestedFile::isGreen) ? 0 : 1;
    }

    private List<TestedFile> run(List<Path> files, TestReport report)
            throws StartupException, IOException {
        Settings all = settings.read();
        Map<Path, MappingFolder> folders = new HashMap<>();
        String part = filter.toLowerCase(Locale.ROOT);
        Predicate<String> wanted = name -> name.toLowerCase(Locale.ROOT).contains(part);
        List<TestedFile> tested = new ArrayList<>();
        for (Path file : files) {
            Path folder = mappings == null ? file.toAbsolutePath().getParent() : mappings;
            MappingFolder known = folders.get(folder);
            if (known == null) {
                known = new MappingFolder(folder, all);
                folders.put(folder, known);
            }
            TestedFile result = TestedFile.run(file, known, wanted);
            if (!result.cases().isEmpty() || !result.mistakes().isEmpty() || filter.isEmpty()) {
                report.print(result);
                tested.add(result);
            }
        }
        return tested;
    }
}
