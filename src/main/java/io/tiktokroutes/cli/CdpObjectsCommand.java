package io.tiktokroutes.cli;

import io.tiktokroutes.cdp.CdpObject;
import io.tiktokroutes.cdp.CdpSchemaFiles;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdp objects}: business objects with their attributes. */
@Command(
        name = "objects",
        description = {
            "Lists the attributes of business objects: code, type, whether they are required.",
            "Without a name: of all objects that events of the event source are assigned to."
        },
        mixinStandardHelpOptions = true)
final class CdpObjectsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private SettingsOption settings;

    @Mixin private CdpSchemaOption schema;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Codes of the objects.")
    private List<String> names = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (CdpPortal portal = new CdpPortal(settings.read())) {
            Collection<String> wanted = names.isEmpty() ? portal.objectsOfEvents() : names;
            for (String name : wanted) {
                CdpObject object = portal.object(name);
                out.println(object.code());
                CdpTable.of(object.attributes().values()).print(out, "  ");
                if (schema.isSet()) {
                    String file = "cdp-object-" + object.code();
                    out.println(
                            schema.write(file, CdpSchemaFiles.ofObject(object))
                                    + ": written; a mapping names it with target: "
                                    + file);
                }
            }
            out.flush();
        }
        return 0;
    }
}
