package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.store.FlowStops;
import io.tiktokroutes.store.Sql;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flows start}: lets a stopped flow run again. */
@Command(
        name = "start",
        description = "Starts a flow that was stopped, within two seconds.",
        mixinStandardHelpOptions = true)
final class FlowStartCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The flow: the id of its route.")
    private String name;

    @Mixin private RoutesOption routes;

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings read = settings.read();
        FlowFiles files = new FlowFiles(routes.folder());
        PrintWriter out = spec.commandLine().getOut();
        try (Database database = Quiet.open(read)) {
            FlowStops stops = new FlowStops(new Sql(database.dataSource()));
            // a flow whose file is gone may be taken off the list as well
            if (!stops.all().containsKey(name)) {
                FlowStopCommand.active(files, name, routes.folder());
                out.println(name + " is not stopped");
                return 0;
            }
            stops.start(name);
        }
        out.println(
                name
                        + (RunningProgram.find(read).isPresent()
                                ? " starts within two seconds"
                                : " is not stopped any more; no program runs, and the next start"
                                        + " starts it"));
        out.flush();
        return 0;
    }
}
