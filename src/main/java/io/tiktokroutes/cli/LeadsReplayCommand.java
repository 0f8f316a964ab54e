package io.tiktokroutes.cli;

import io.tiktokroutes.inbox.Replays;
import io.tiktokroutes.inbox.Replays.Again;
import io.tiktokroutes.leads.StoredLeads;
import io.tiktokroutes.leads.StoredLeads.Counts;
import io.tiktokroutes.leads.StoredLeads.StoredLead;
import io.tiktokroutes.leads.StoredLeads.Wanted;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import io.tiktokroutes.store.Sql;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leads replay}: sends stored leads once more through the current mapping. */
@Command(
        name = "replay",
        description = {
            "Sends the stored leads of a form again to one destination, through the mapping as it"
                    + " is now. Other destinations get nothing again.",
            "Works beside a running program, and without one: then they wait for its start.",
            "Exit code 0; 1 when some could not be put, 2 for a mistake."
        },
        mixinStandardHelpOptions = true)
final class LeadsReplayCommand implements Callable<Integer> {

    @Option(
            names = "--form",
            required = true,
            paramLabel = "ID",
            description = "The page id of the form.")
    private String form;

    @Option(
            names = "--destination",
            required = true,
            paramLabel = "NAME",
            description = "The destination that gets them.")
    private String destination;

    @Option(names = "--from", paramLabel = "DAY", description = "Submitted on that day or later.")
    private String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Submitted on that day or earlier.")
    private String to;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The time zone of the days; UTC when not given.")
    private String zone = "UTC";

    @Option(names = "--dry-run", description = "Print how many, and send nothing.")
    private boolean dryRun;

    @Option(names = "--routes", paramLabel = "DIR", description = "Folder of the route files.")
    private Path routes = Path.of("routes");

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.ERROR);
        Wanted wanted = wanted();
        Settings read = settings.read();
        WrittenSinks sinks = WrittenSinks.read(routes, read);
        String inbox = sinks.inboxOf(destination);
        try (Database database = Database.beside(read)) {
            Sql sql = new Sql(database.dataSource());
            StoredLeads leads = new StoredLeads(sql);
            Counts counts = counts(leads, wanted);
            return dryRun || counts.leads() == 0
                    ? 0
                    : put(leads, wanted, counts, inbox, new PuttingBack(sql, sinks));
        }
    }

    private Wanted wanted() throws StartupException {
        ZoneId days = Moment.zone("--zone", zone);
        LocalDate first = from == null ? null : Moment.day("--from", from);
        LocalDate last = to == null ? null : Moment.day("--to", to);
        if (first != null && last != null && last.isBefore(first)) {
            throw new StartupException("--to is before --from; exchange them");
        }
        return new Wanted(
                Set.of(form),
                first == null ? null : first.atStartOfDay(days).toInstant(),
                last == null ? null : last.plusDays(1).atStartOfDay(days).toInstant(),
                null);
    }

    private Counts counts(StoredLeads leads, Wanted wanted) throws SQLException, StartupException {
        Counts counts = leads.counts(wanted);
        if (counts.leads() == 0) {
            Set<String> forms = leads.forms();
            if (!forms.contains(form)) {
                String hint = Spelling.hintOrAll(form, forms);
                throw new StartupException(
                        "no leads of form '"
                                + form
                                + "' are stored"
                                + (hint.isEmpty() ? "; there are none at all" : hint));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                String.format(
                        Locale.ROOT,
                        "form %s has %,d stored leads%s",
                        form,
                        counts.leads(),
                        from == null && to == null ? "" : " of these days"));
        if (counts.withoutAnswers() > 0) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%,d of them have no stored answers any more and cannot be sent",
                            counts.withoutAnswers()));
        }
        out.flush();
        return counts;
    }

    private int put(StoredLeads leads, Wanted wanted, Counts counts, String inbox, PuttingBack back)
            throws SQLException {
        PrintWriter err = spec.commandLine().getErr();
        boolean terminal = Main.streams(spec).errIsTerminal();
        try (Bar bar = new Bar("leads", counts.leads(), terminal, err)) {
            List<StoredLead> page = leads.page(wanted, "", Replays.PIECE);
            while (!page.isEmpty()) {
                back.put(inbox, answered(page));
                bar.step(page.size());
                page = leads.page(wanted, page.get(page.size() - 1).id(), Replays.PIECE);
            }
        }
        return back.tell(spec.commandLine().getOut(), "leads");
    }

    private List<Again> answered(List<StoredLead> page) {
        return page.stream()
                .filter(lead -> lead.payload() != null)
                .map(lead -> new Again(lead.id(), lead.payload(), Set.of(destination)))
                .toList();
    }
}
