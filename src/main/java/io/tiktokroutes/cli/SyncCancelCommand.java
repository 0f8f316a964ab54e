package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.warehouse.runs.RunBook;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code syncs cancel}: stops the run of a sync that is under way. */
@Command(
        name = "cancel",
        description = {
            "Stops the run of a sync that is under way, within a few seconds. Rows that were handed"
                    + " on are delivered; the others come with the next run.",
            "Exit code 0; 2 when no run is under way."
        },
        mixinStandardHelpOptions = true)
final class SyncCancelCommand implements Callable<Integer> {

    @Mixin private SyncOptions options;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return options.<StartupException>with(
                (sync, sql, settings) -> {
                    long run =
                            new RunBook(sql)
                                    .cancel(sync.name(), Instant.now())
                                    .orElseThrow(
                                            () ->
                                                    new StartupException(
                                                            "no run of "
                                                                    + sync.name()
                                                                    + " reads or hands on rows now;"
                                                                    + " flows stop holds back what"
                                                                    + " waits for a destination"));
                    PrintWriter out = spec.commandLine().getOut();
                    out.println(
                            "run "
                                    + run
                                    + " of "
                                    + sync.name()
                                    + " is asked to stop; what it handed on is delivered");
                    out.flush();
                    return 0;
                });
    }
}
