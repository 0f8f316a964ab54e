package io.tiktokroutes.cli;

import io.tiktokroutes.cdp.Asked;
import io.tiktokroutes.cdp.CdpEvent;
import io.tiktokroutes.cdp.CdpObject;
import io.tiktokroutes.cdp.CdpSchemaFiles;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdp events}: the events of an event source; of those named also what they consist of. */
@Command(
        name = "events",
        description = {
            "Lists the events of the event source: tracking name, category/action, name.",
            "Of an event that is named: its attributes and objects, as a mapping writes them."
        },
        mixinStandardHelpOptions = true)
final class CdpEventsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private SettingsOption settings;

    @Mixin private CdpSchemaOption schema;

    @Option(
            names = "--source",
            paramLabel = "ID",
            description = "Number (prop_id) of the event source; cdp.source-id when not given.")
    private String source;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Tracking names, or category/action.")
    private List<String> names = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (CdpPortal portal = new CdpPortal(settings.read())) {
            List<CdpEvent> all = portal.events(source);
            if (names.isEmpty()) {
                CdpTable table = new CdpTable();
                all.forEach(each -> table.row(each.trackingName(), each.pair(), each.name()));
                table.print(out, "");
            }
            for (CdpEvent event : names.isEmpty() ? all : named(all)) {
                if (!names.isEmpty()) {
                    print(out, event, portal);
                }
                if (schema.isSet()) {
                    String name = "cdp-event-" + event.trackingName();
                    out.println(
                            schema.write(name, CdpSchemaFiles.ofEvent(event, portal::ask))
                                    + ": written; a mapping names it with target: "
                                    + name);
                }
            }
            out.flush();
        }
        return 0;
    }

    private List<CdpEvent> named(List<CdpEvent> all) throws StartupException {
        List<CdpEvent> found = new ArrayList<>();
        for (String name : names) {
            found.add(
                    all.stream()
                            .filter(event -> event.isCalled(name))
                            .findFirst()
                            .orElseThrow(() -> unknown(name, all)));
        }
        return found;
    }

    private static StartupException unknown(String name, List<CdpEvent> all) {
        List<String> known =
                all.stream().map(e -> name.contains("/") ? e.pair() : e.trackingName()).toList();
        return new StartupException(
                "the event source has no event '" + name + "'" + Spelling.hintOrAll(name, known));
    }

    private static void print(PrintWriter out, CdpEvent event, CdpPortal portal) {
        out.println(event.title() + (event.name().isEmpty() ? "" : ": " + event.name()));
        out.println("  attributes, in extra");
        CdpTable.of(event.attributes().values()).print(out, "    ");
        if (!event.mainObject().isEmpty()) {
            out.println("  main object " + event.mainObject() + ", in items[0]");
            print(out, portal.ask(event.mainObject()));
        }
        for (String code : event.foreignObjects()) {
            out.println("  object " + code + ", in dims." + code);
            print(out, portal.ask(code));
        }
    }

    private static void print(PrintWriter out, Asked<CdpObject> object) {
        if (object.isFound()) {
            CdpTable.of(object.value().attributes().values()).print(out, "    ");
        } else {
            out.println(
                    "    (not known: " + (object.isNone() ? "no such object" : object.why()) + ")");
        }
    }
}
