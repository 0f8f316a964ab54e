package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import io.tiktokroutes.store.FlowStops;
import io.tiktokroutes.store.Sql;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flows stop}: lets a flow stand still until it is started again. */
@Command(
        name = "stop",
        description = {
            "Stops a flow within two seconds, and keeps it so over restarts. What is under way ends;"
                    + " records that wait stay in the inbox.",
            "A source that is posted to answers 503 with Retry-After, so that callers come again."
        },
        mixinStandardHelpOptions = true)
final class FlowStopCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The flow: the id of its route.")
    private String name;

    @Mixin private RoutesOption routes;

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings read = settings.read();
        Flow flow = active(new FlowFiles(routes.folder()), name, routes.folder());
        PrintWriter out = spec.commandLine().getOut();
        try (Database database = Quiet.open(read)) {
            FlowStops stops = new FlowStops(new Sql(database.dataSource()));
            if (!stops.stop(flow.id(), Instant.now())) {
                String since = Moment.shown(stops.all().get(flow.id()));
                out.println(flow.id() + " is stopped already, since " + since);
                return 0;
            }
        }
        out.println(
                flow.id()
                        + (RunningProgram.find(read).isPresent()
                                ? " stops within two seconds, and stays so until flows start "
                                : " is stopped; no program runs, and the next start leaves it so"
                                        + " until flows start ")
                        + flow.id());
        out.flush();
        return 0;
    }

    /**
     * The flow of that name, which is no draft.
     *
     * @throws StartupException with the name that was probably meant, or what to do with a draft
     */
    static Flow active(FlowFiles files, String name, Path folder) throws StartupException {
        Flow flow =
                files.find(name)
                        .orElseThrow(
                                () ->
                                        new StartupException(
                                                "there is no flow '"
                                                        + name
                                                        + "' in "
                                                        + folder
                                                        + Spelling.hintOrAll(
                                                                name,
                                                                files.all().stream()
                                                                        .map(Flow::id)
                                                                        .toList())));
        if (flow.draft()) {
            throw new StartupException(
                    name
                            + " is a draft, which does not run; moving "
                            + flow.file()
                            + " to "
                            + folder
                            + " activates it");
        }
        return flow;
    }
}
