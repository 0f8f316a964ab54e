package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.warehouse.runs.CalledSyncs;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code syncs run}: has a sync run at once. */
@Command(
        name = "run",
        description = {
            "Has the running program begin a run of a sync within two seconds, or right after the one"
                    + " under way. Its schedule stays as it is."
        },
        mixinStandardHelpOptions = true)
final class SyncRunCommand implements Callable<Integer> {

    @Mixin private SyncOptions options;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return options.<StartupException>with(
                (sync, sql, settings) -> {
                    SyncFlow flow =
                            sync.flow()
                                    .filter(found -> !found.draft())
                                    .orElseThrow(
                                            () ->
                                                    new StartupException(
                                                            "no route that runs has the sync "
                                                                    + sync.name()));
                    new CalledSyncs(sql, Clock.systemUTC()).call(sync.name());
                    PrintWriter out = spec.commandLine().getOut();
                    out.println(
                            RunningProgram.find(settings).isPresent()
                                    ? sync.name()
                                            + " runs within two seconds; syncs runs "
                                            + sync.name()
                                            + " tells what came of it"
                                    : "no program runs at "
                                            + RunningProgram.url(settings)
                                            + "; one that has the flow "
                                            + flow.flow()
                                            + " within an hour begins with this run");
                    out.flush();
                    return 0;
                });
    }
}
