package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flows create}: begins a flow as a draft. */
@Command(
        name = "create",
        description = {
            "Writes a new flow from a template into the drafts, where it does not run.",
            "Adapt the file, lint it, and move it up to activate it."
        },
        mixinStandardHelpOptions = true)
final class FlowCreateCommand implements Callable<Integer> {

    private static final List<String> TEMPLATES =
            List.of("tiktok-lead", "tiktok-report", "warehouse-events", "warehouse-audience");

    @Parameters(
            paramLabel = "NAME",
            description = "The new flow: small letters, digits and hyphens.")
    private String name;

    @Option(
            names = "--template",
            paramLabel = "TEMPLATE",
            description = {
                "What to begin with: tiktok-lead, for leads of TikTok forms into a CDP,",
                "tiktok-report, for the daily campaign report into a table of the flow's name,",
                "warehouse-events, for rows of a query as web events, or warehouse-audience,",
                "for rows of a query as members of an audience; both write the query, too."
            })
    private String template = TEMPLATES.get(0);

    @Mixin private RoutesOption routes;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws StartupException, IOException {
        if (!TEMPLATES.contains(template)) {
            throw new StartupException(
                    "there is no template '"
                            + template
                            + "'"
                            + Spelling.hintOrAll(template, TEMPLATES));
        }
        if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || name.length() > 60) {
            throw new StartupException(
                    "'"
                            + name
                            + "' is no name for a flow; write up to 60 small letters, digits and"
                            + " hyphens, such as spring-leads");
        }
        FlowFiles files = new FlowFiles(routes.folder());
        for (String id : List.of(name, name + "-intake", name + "-from-warehouse")) {
            Optional<Flow> taken = files.find(id);
            if (taken.isPresent()) {
                throw new StartupException(
                        "there is a flow '" + id + "' already, in " + taken.get().file());
            }
        }
        Path file = routes.folder().resolve("drafts").resolve(name + ".camel.yaml");
        Path model = routes.folder().resolve("models").resolve(name + ".sql");
        Optional<String> query = text(".sql");
        for (Path made : query.isPresent() ? List.of(file, model) : List.of(file)) {
            if (Files.exists(made)) {
                throw new StartupException("there is a file " + made + " already");
            }
        }
        write(file, text(".camel.yaml").orElseThrow());
        if (query.isPresent()) {
            write(model, query.get());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(file + " is written; it does not run there.");
        query.ifPresent(sql -> out.println(model + " is written; make it a query of your own."));
        out.println("Adapt it, look at it with lint, and move it to " + routes.folder() + ".");
        out.flush();
        return 0;
    }

    private static void write(Path file, String text) throws IOException, StartupException {
        Files.createDirectories(file.getParent());
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new StartupException("there is a file " + file + " already", e);
        }
    }

    /** The template's file of that ending, with the flow's name in it. */
    private Optional<String> text(String ending) throws IOException {
        String resource = "/templates/" + template + ending;
        try (InputStream in = FlowCreateCommand.class.getResourceAsStream(resource)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(
                            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                    .replace("NAME", name)
                                    .replace("TABLE", name.replace('-', '_')));
        }
    }
}
