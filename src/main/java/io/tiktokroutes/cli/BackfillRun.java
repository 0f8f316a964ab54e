package io.tiktokroutes.cli;

import io.tiktokroutes.reports.PullListener;
import io.tiktokroutes.reports.PullRequest;
import io.tiktokroutes.runtime.Application;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.FlowStops;
import io.tiktokroutes.store.Sql;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import picocli.CommandLine.Model.CommandSpec;

/** Starts the routes of some reports, and has each pull its history. */
final class BackfillRun {

    /**
     * What is to be pulled.
     *
     * @param named whether a person named the reports
     * @param advertisers empty for all of the report
     * @param again whether days are read that were read before
     */
    record Order(
            List<ReportFlow> reports,
            boolean named,
            BackfillDays days,
            List<String> advertisers,
            boolean again) {}

    private final CommandSpec spec;
    private final Settings settings;
    private final Path routes;
    private final Path mappings;
    private volatile BackfillProgress now;
    private volatile boolean stopping;

    BackfillRun(CommandSpec spec, Settings settings, Path routes, Path mappings) {
        this.spec = spec;
        this.settings = settings;
        this.routes = routes;
        this.mappings = mappings;
    }

    /** Does it; gives the exit code. */
    int run(Order order) throws StartupException, SQLException {
        Set<String> files = new TreeSet<>();
        Set<String> flows = new TreeSet<>();
        for (ReportFlow report : order.reports()) {
            files.add(report.file().getFileName().toString());
            flows.addAll(report.routes());
        }
        try (Application application =
                Application.manual(settings, routes, mappings, files, flows)) {
            application.start();
            Thread hook = new Thread(() -> stop(application), "backfill-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                return pull(application, order);
            } finally {
                if (!stopping) {
                    Runtime.getRuntime().removeShutdownHook(hook);
                }
            }
        }
    }

    private int pull(Application application, Order order) throws SQLException {
        Set<String> stopped =
                new FlowStops(new Sql(application.database().dataSource())).all().keySet();
        boolean good = true;
        for (ReportFlow report : order.reports()) {
            if (stopped.contains(report.flow()) && !order.named()) {
                err().println(
                                report.name()
                                        + ": left out, for its flow "
                                        + report.flow()
                                        + " is stopped; name it with --report to pull it all the"
                                        + " same");
            } else if (!stopping) {
                good &= pull(application, report, order);
            }
        }
        return good ? 0 : 1;
    }

    private boolean pull(Application application, ReportFlow report, Order order) {
        Exchange ended;
        BackfillProgress progress;
        try (Bar bar = new Bar("windows", 0, Main.streams(spec).errIsTerminal(), err());
                ProducerTemplate template = application.context().createProducerTemplate()) {
            progress = new BackfillProgress(report.name(), bar);
            now = progress;
            Map<String, Object> headers = headers(order, progress);
            ended =
                    template.request(
                            "direct:schedule-" + report.name(),
                            exchange -> exchange.getMessage().setHeaders(headers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (stopping) {
            return false;
        }
        progress.notes().forEach(line -> err().println("note: " + line));
        progress.troubles().forEach(line -> Main.tell(spec.commandLine(), line));
        Exception failure = ended.getException();
        if ((failure != null && progress.isGood()) || !progress.isPlanned()) {
            Main.tell(
                    spec.commandLine(),
                    report.name()
                            + ": "
                            + (failure == null ? "nothing could be pulled" : words(failure)));
        }
        if (progress.isPlanned()) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(progress.summary(String.join(", ", report.tables())));
            out.flush();
        }
        return failure == null && progress.isGood();
    }

    private static Map<String, Object> headers(Order order, PullListener listener) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(PullRequest.FROM, order.days().from().toString());
        headers.put(PullRequest.TO, order.days().to().toString());
        if (!order.advertisers().isEmpty()) {
            headers.put(PullRequest.ADVERTISERS, String.join(",", order.advertisers()));
        }
        headers.put(PullRequest.AGAIN, order.again());
        headers.put(PullListener.HEADER, listener);
        return headers;
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }

    /** Somebody breaks it off: windows that are not done come again. */
    private void stop(Application application) {
        stopping = true;
        BackfillProgress progress = now;
        if (progress != null) {
            err().println("stopped; " + progress.soFar() + " are done, the same command goes on");
            err().flush();
        }
        application.close();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
