package io.tiktokroutes.cli;

import io.tiktokroutes.inbox.Refusals;
import io.tiktokroutes.inbox.Refusals.Count;
import io.tiktokroutes.inbox.Refusals.Wanted;
import io.tiktokroutes.inbox.Replays.Again;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.Sql;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay}: puts refused records back to work for the destination that refused them. */
@Command(
        name = "replay",
        description = {
            "Puts refused records back to work for the destinations that refused them, and prints"
                    + " how many by destination and reason. Other destinations get nothing again.",
            "Works beside a running program, and without one: then they wait for its start.",
            "Exit code 0; 1 when some could not be put, 2 for a mistake."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    @Option(names = "--destination", paramLabel = "NAME", description = "Refused by this one.")
    private String destination;

    @Option(names = "--inbox", paramLabel = "NAME", description = "Of this inbox.")
    private String inbox;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description = "Refused for this reason, such as NO_IDENTIFIER.")
    private String reason;

    @Option(names = "--key", paramLabel = "KEY", description = "The record of this key.")
    private String key;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = {
                "Refused since then: 2h, 3d, a day such as 2026-03-14 (UTC), or an instant such as",
                "2026-03-14T09:00:00Z."
            })
    private String since;

    @Option(names = "--all", description = "Everything that was refused and is still kept.")
    private boolean all;

    @Option(names = "--dry-run", description = "Print how many, and put nothing.")
    private boolean dryRun;

    @Option(names = "--routes", paramLabel = "DIR", description = "Folder of the route files.")
    private Path routes = Path.of("routes");

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.ERROR);
        Wanted wanted =
                new Wanted(
                        destination,
                        inbox,
                        reason,
                        key,
                        since == null ? null : Moment.since("--since", since, Instant.now()));
        if (wanted.isAll() && !all) {
            throw new StartupException(
                    "say which records: --destination, --inbox, --reason, --key or --since; or --all"
                            + " for everything that was refused");
        }
        Settings read = settings.read();
        WrittenSinks sinks = WrittenSinks.read(routes, read);
        try (Database database = Database.beside(read)) {
            Sql sql = new Sql(database.dataSource());
            return replay(sql, sinks, wanted);
        }
    }

    private int replay(Sql sql, WrittenSinks sinks, Wanted wanted)
            throws SQLException, StartupException {
        Refusals refusals = new Refusals(sql);
        checkDestination(refusals, sinks);
        PrintWriter out = spec.commandLine().getOut();
        List<Count> counts = refusals.counts(wanted);
        List<Count> open =
                counts.stream().filter(c -> sinks.has(c.inbox(), c.destination())).toList();
        if (counts.isEmpty()) {
            out.println("nothing that is kept was refused so");
        } else {
            RefusedTable.print(out, counts);
        }
        int exit = 0;
        if (!dryRun && !open.isEmpty()) {
            exit = put(refusals, new PuttingBack(sql, sinks), sinks, wanted, open);
        }
        for (Count count : counts) {
            if (!open.contains(count)) {
                out.println(
                        String.format(
                                Locale.ROOT,
                                "left %,d of %s: no route in %s leads from inbox:%s to it",
                                count.records(),
                                count.destination(),
                                routes,
                                count.inbox()));
            }
        }
        return exit;
    }

    private void checkDestination(Refusals refusals, WrittenSinks sinks)
            throws SQLException, StartupException {
        if (destination != null
                && !sinks.destinations().contains(destination)
                && !refusals.destinations().contains(destination)) {
            throw sinks.unknown(destination);
        }
    }

    private int put(
            Refusals refusals,
            PuttingBack back,
            WrittenSinks sinks,
            Wanted wanted,
            List<Count> open)
            throws SQLException {
        PrintWriter err = spec.commandLine().getErr();
        boolean terminal = Main.streams(spec).errIsTerminal();
        long whole = open.stream().mapToLong(Count::records).sum();
        Set<String> inboxes = new TreeSet<>(open.stream().map(Count::inbox).toList());
        try (Bar bar = new Bar("records", whole, terminal, err)) {
            for (String each : inboxes) {
                String after = "";
                List<Again> page = refusals.page(each, after, wanted);
                while (!page.isEmpty()) {
                    back.put(each, onRoutes(sinks, each, page));
                    bar.step(page.stream().mapToLong(r -> r.destinations().size()).sum());
                    after = page.get(page.size() - 1).key();
                    page = refusals.page(each, after, wanted);
                }
            }
        }
        return back.tell(spec.commandLine().getOut(), "records");
    }

    /** Where no route leads, a record would wait for ever. */
    private static List<Again> onRoutes(WrittenSinks sinks, String inbox, List<Again> page) {
        List<Again> kept = new ArrayList<>();
        for (Again record : page) {
            Set<String> destinations = new TreeSet<>(record.destinations());
            destinations.removeIf(destination -> !sinks.has(inbox, destination));
            if (!destinations.isEmpty()) {
                kept.add(new Again(record.key(), record.payload(), destinations));
            }
        }
        return kept;
    }
}
