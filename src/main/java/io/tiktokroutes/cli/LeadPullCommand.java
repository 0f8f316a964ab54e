package io.tiktokroutes.cli;

import io.tiktokroutes.leads.LeadLabels;
import io.tiktokroutes.mapping.MappingException;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leads pull}: exports all leads that TikTok still has, now. */
@Command(
        name = "pull",
        description = {
            "Exports the leads that TikTok still has (90 days) and puts those that were not seen"
                    + " into the inbox of the routes. Works beside a running program, and without.",
            "Exit code 0; 1 when a form could not be exported, 2 for a mistake."
        },
        mixinStandardHelpOptions = true)
final class LeadPullCommand implements Callable<Integer> {

    private static final String SOURCE = "leads pull";

    @Option(
            names = "--form",
            paramLabel = "ID",
            split = ",",
            description = "Only this form; may be given again. All the routes export otherwise.")
    private List<String> forms = new ArrayList<>();

    @Option(
            names = "--region",
            paramLabel = "REGION",
            split = ",",
            description = "Only row (rest of the world), us or eu; may be given again.")
    private List<String> regions = new ArrayList<>();

    @Option(
            names = "--inbox",
            paramLabel = "NAME",
            description = "The inbox; the one the routes export into when not given.")
    private String inbox;

    @Option(names = "--routes", paramLabel = "DIR", description = "Folder of the route files.")
    private Path routes = Path.of("routes");

    @Option(names = "--mappings", paramLabel = "DIR", description = "Folder of the mapping files.")
    private Path mappings = Path.of("mappings");

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings read = settings.read();
        LeadPull.Order order = order(read);
        LeadLabels labels = labels(read);
        return LeadDesk.work(
                spec,
                read,
                desk -> {
                    boolean terminal = Main.streams(spec).errIsTerminal();
                    try (Database database = Database.beside(read);
                            Bar bar = new Bar("leads", -1, terminal, desk.err())) {
                        return new LeadPull(desk, database, order, labels).run(bar);
                    }
                });
    }

    private LeadPull.Order order(Settings read) throws StartupException {
        for (String form : forms) {
            LeadDesk.id("--form", form);
        }
        LeadInboxes inboxes = LeadInboxes.in(routes);
        String allForms = read.get("tiktok.lead-forms");
        String allRegions = read.get("tiktok.lead-regions");
        String source = SOURCE;
        String into;
        if (inbox == null) {
            LeadInboxes.Way way = inboxes.only();
            source = way.parameter("name", source);
            allForms = way.parameter("forms", allForms);
            allRegions = way.parameter("regions", allRegions);
            into = way.inbox();
        } else {
            into = inboxes.named(inbox);
        }
        for (String region : regions) {
            if (!List.of("row", "us", "eu").contains(region)) {
                throw new StartupException("--region is '" + region + "'; write row, us or eu");
            }
        }
        return new LeadPull.Order(
                source,
                forms.isEmpty() ? allForms : String.join(",", forms),
                regions.isEmpty() ? allRegions : String.join(",", regions),
                into);
    }

    /** The lookup as the running program has it, with nothing else of the folder. */
    private LeadLabels labels(Settings read) throws StartupException {
        Mappings lookups = new Mappings(mappings, read.asProperties()::getProperty);
        for (String ending : List.of(".yaml", ".csv")) {
            Path file = mappings.resolve("lookups").resolve(LeadLabels.LOOKUP + ending);
            if (Files.isRegularFile(file)) {
                try {
                    lookups.activate(file, Files.readString(file));
                } catch (MappingException | IOException e) {
                    throw new StartupException(e.getMessage(), e);
                }
            }
        }
        return new LeadLabels(() -> lookups.lookup(LeadLabels.LOOKUP));
    }
}
