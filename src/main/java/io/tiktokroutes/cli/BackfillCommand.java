package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.runtime.token.StoredToken;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code backfill}: the history of reports, into their tables. */
@Command(
        name = "backfill",
        description = {
            "Pulls the history of the reports of the route files into their tables. Works beside a"
                    + " running program, and without. Days that were read before are left out, so"
                    + " that the same command goes on where one was broken off, and changes nothing"
                    + " when it is given again.",
            "Exit code 0; 1 when some days could not be read, 2 for a mistake."
        },
        mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {

    @Option(
            names = "--from",
            paramLabel = "DAY",
            required = true,
            description = "First day, such as 2025-01-31; each ad account's own.")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "DAY",
            description = "Last day, which is read, too; yesterday (UTC) when not given.")
    private String to;

    @Option(
            names = "--advertiser",
            paramLabel = "ID",
            split = ",",
            description = "Only this ad account; may be given again. All of the report otherwise.")
    private List<String> advertisers = new ArrayList<>();

    @Option(
            names = "--report",
            paramLabel = "NAME",
            split = ",",
            description = "Only this report; may be given again. All that are active otherwise.")
    private List<String> reports = new ArrayList<>();

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            split = ",",
            description =
                    "Only reports of this level: campaign, adgroup, ad or advertiser; may be given"
                            + " again.")
    private List<String> levels = new ArrayList<>();

    @Option(names = "--again", description = "Read days again that were read before.")
    private boolean again;

    @Option(names = "--routes", paramLabel = "DIR", description = "Folder of the route files.")
    private Path routes = Path.of("routes");

    @Option(names = "--mappings", paramLabel = "DIR", description = "Folder of the mapping files.")
    private Path mappings = Path.of("mappings");

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        // what is worth telling is told
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
        Settings read = settings.read();
        BackfillDays days = BackfillDays.of(from, to, Clock.systemUTC());
        List<ReportFlow> chosen =
                new ReportChoice(new ReportFiles(routes, read)).of(reports, levels);
        String token = token(read);
        new BackfillAccounts(read, token).check(advertisers, chosen);
        BackfillRun.Order order =
                new BackfillRun.Order(chosen, !reports.isEmpty(), days, advertisers, again);
        return new BackfillRun(spec, read, routes, mappings).run(order);
    }

    private static String token(Settings settings) throws StartupException {
        StoredToken.Found token = StoredToken.find(settings);
        if (token.value().isEmpty()) {
            throw new StartupException(
                    "there is no access token; store one with authorize, or set"
                            + " tiktok.access-token"
                            + (token.outOfReach().isEmpty()
                                    ? ""
                                    : " (the database cannot be read: "
                                            + token.outOfReach()
                                            + ")"));
        }
        return token.value();
    }
}
