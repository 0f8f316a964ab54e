package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.warehouse.runs.Resync;
import io.tiktokroutes.warehouse.runs.RunBook.Bound;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code resync}: forgets what a sync sent, so that its next run sends all again. */
@Command(
        name = "resync",
        description = {
            "Forgets what a sync sent and what it is bound to: its next run is like the first one and"
                    + " sends every row again, under the ids that TikTok knows. Nothing is removed: who"
                    + " left the query since the last run stays in an audience.",
            "Asks first; without a terminal it needs --yes.",
            "Exit code 0; 1 when the answer was no, 2 for a mistake."
        },
        mixinStandardHelpOptions = true)
final class ResyncCommand implements Callable<Integer> {

    @Mixin private SyncOptions options;

    @Option(names = "--yes", description = "Do it without asking.")
    private boolean yes;

    @Option(
            names = "--columns",
            description =
                    "Forget only which columns the query had, after some were dropped on purpose.")
    private boolean columns;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return options.<IOException>with(
                (sync, sql, settings) -> {
                    Bound bound =
                            sync.bound()
                                    .orElseThrow(
                                            () ->
                                                    new StartupException(
                                                            sync.name()
                                                                    + " did not run yet; its first"
                                                                    + " run sends every row"));
                    return columns
                            ? columns(bound, sql)
                            : all(sync, bound, new Resync(sql, Clock.systemUTC()));
                });
    }

    private int columns(Bound bound, Sql sql) throws SQLException {
        new Resync(sql, Clock.systemUTC()).columns(bound);
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "the next run of " + bound.name() + " takes the columns of its query as they are");
        out.flush();
        return 0;
    }

    private int all(NamedSync sync, Bound bound, Resync resync)
            throws SQLException, StartupException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(words(sync, resync.rows(bound)));
        out.flush();
        if (!yes && !isWanted(out)) {
            out.println("nothing was done");
            out.flush();
            return 1;
        }
        try {
            resync.all(bound);
        } catch (Resync.UnderWayException e) {
            throw new StartupException(
                    e.getMessage() + "; wait for its end, or stop it: syncs cancel " + sync.name(),
                    e);
        }
        out.println(
                sync.name()
                        + " begins anew with its next run; syncs run "
                        + sync.name()
                        + " begins it at once");
        out.flush();
        return 0;
    }

    private static String words(NamedSync sync, long rows) {
        Set<String> destinations = sync.flow().map(SyncFlow::destinations).orElse(Set.of());
        return String.format(
                Locale.ROOT,
                "%s sent %,d rows as they are now; its next run sends all rows of its query again%s."
                        + " It removes nothing: who left the query since the last run stays in an"
                        + " audience, so let a run go before",
                sync.name(),
                rows,
                destinations.isEmpty() ? "" : " to " + String.join(", ", destinations));
    }

    private boolean isWanted(PrintWriter out) throws StartupException, IOException {
        if (!Main.streams(spec).outIsTerminal()) {
            throw new StartupException("nobody can be asked here; write --yes to do it");
        }
        out.print("Write yes to go on: ");
        out.flush();
        String answer =
                new BufferedReader(
                                new InputStreamReader(
                                        Main.streams(spec).in(), Charset.defaultCharset()))
                        .readLine();
        return answer != null && answer.strip().equalsIgnoreCase("yes");
    }
}
