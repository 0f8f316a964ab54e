package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.FileVersions;
import io.tiktokroutes.store.FileVersions.Version;
import io.tiktokroutes.store.Sql;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code history}: the versions of routes, mappings and lookups that were active. */
@Command(
        name = "history",
        description = {
            "Lists the files that were active, or the versions of one of them.",
            "A version is kept whenever a route, mapping or lookup takes effect with a new content."
        },
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {

    private static final int CONTEXT = 3;
    private static final int DIGEST = 12;

    /** At most one of them. */
    private static final class What {
        @Option(
                names = "--diff",
                arity = "1..2",
                paramLabel = "N",
                description = "How version N became the file on disk, or version M.")
        private List<Integer> diff;

        @Option(names = "--show", paramLabel = "N", description = "What version N said.")
        private Integer show;

        @Option(
                names = "--restore",
                paramLabel = "N",
                description = "Writes version N to the file, which takes effect like any save.")
        private Integer restore;
    }

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A path, or the name of a route file, mapping or lookup.")
    private String file;

    @ArgGroup private What what;

    @Option(
            names = "--force",
            description = "Restore even if the file holds changes that were never active.")
    private boolean force;

    @Option(names = "--mappings", paramLabel = "DIR", description = "Folder of the mapping files.")
    private Path mappings = Path.of("mappings");

    @Option(names = "--json", description = "One JSON object a line, for scripts.")
    private boolean json;

    @Mixin private RoutesOption routes;

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings read = settings.read();
        if (file == null && what != null) {
            throw new StartupException(
                    "name the file as well, as in history leads-to-cdp --diff 1");
        }
        try (Database database = Quiet.look(read)) {
            FileVersions kept = new FileVersions(new Sql(database.dataSource()));
            if (file == null) {
                list(kept.latest(), true);
                return 0;
            }
            HistoryFile found = HistoryFile.find(kept, file, routes.folder(), mappings);
            if (what == null) {
                list(found.versions(), false);
            } else if (what.show != null) {
                spec.commandLine().getOut().print(content(kept, found, what.show));
            } else if (what.diff != null) {
                diff(kept, found);
            } else {
                restore(kept, found, RunningProgram.find(read).isPresent());
            }
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void list(List<Version> versions, boolean files) throws IOException {
        if (json) {
            NdjsonOut out = new NdjsonOut(Main.streams(spec).out());
            for (Version version : versions) {
                ObjectNode node = JsonNodeFactory.instance.objectNode();
                node.put("file", version.file()).put("version", version.number());
                node.put("activated_at", version.activatedAt().toString());
                node.put("sha256", version.digest()).put("characters", version.characters());
                out.write(node);
            }
            out.flush();
            return;
        }
        Table table =
                files
                        ? new Table(Set.of(1), "FILE", "VERSION", "ACTIVATED", "SHA-256")
                        : new Table(Set.of(0, 3), "VERSION", "ACTIVATED", "SHA-256", "CHARACTERS");
        for (Version version : versions) {
            String number = "" + version.number();
            String at = Moment.shown(version.activatedAt());
            String digest = version.digest().substring(0, DIGEST);
            if (files) {
                table.add(version.file(), number, at, digest);
            } else {
                table.add(number, at, digest, "" + version.characters());
            }
        }
        table.print(spec.commandLine().getOut());
    }

    private static String content(FileVersions kept, HistoryFile file, int number)
            throws StartupException, SQLException {
        return kept.content(file.name(), file.version(number).number()).orElse("");
    }

    private void diff(FileVersions kept, HistoryFile file)
            throws StartupException, SQLException, IOException {
        int from = what.diff.get(0);
        String before = content(kept, file, from);
        String after;
        String afterName;
        if (what.diff.size() > 1) {
            after = content(kept, file, what.diff.get(1));
            afterName = file.name() + " version " + what.diff.get(1);
        } else {
            Optional<String> now = file.onDisk();
            after = now.orElse("");
            afterName = now.isPresent() ? file.name() + " on disk" : "/dev/null";
        }
        List<String> old = before.lines().toList();
        UnifiedDiffUtils.generateUnifiedDiff(
                        file.name() + " version " + from,
                        afterName,
                        old,
                        DiffUtils.diff(old, after.lines().toList()),
                        CONTEXT)
                .forEach(spec.commandLine().getOut()::println);
    }

    private void restore(FileVersions kept, HistoryFile file, boolean runs)
            throws StartupException, SQLException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        String content = content(kept, file, what.restore);
        if (file.onDisk().filter(content::equals).isPresent()) {
            out.println(file.name() + " says what version " + what.restore + " said already");
            return;
        }
        if (file.hasUnknownOnDisk() && !force) {
            throw new StartupException(
                    file.name()
                            + " holds changes that were never active, and would lose them; look with"
                            + " --diff "
                            + file.versions().get(0).number()
                            + ", or restore with --force");
        }
        file.write(content);
        out.println(
                file.name()
                        + " says what version "
                        + what.restore
                        + " said; "
                        + (runs
                                ? "it takes effect within two seconds"
                                : "it takes effect at the next start"));
    }
}
