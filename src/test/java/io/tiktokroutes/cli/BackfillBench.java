package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * {@code bench/report.sh backfill}: the history of a large account, pulled by a process of its own
 * from a sandbox that is as slow and as strict as TikTok, beside the time that the number of calls
 * and the limit per second allow.
 */
public final class BackfillBench {

    private static final LocalDate FROM = LocalDate.parse("2024-01-01");
    private static final LocalDate TO = LocalDate.parse("2025-12-30");
    private static final int CAMPAIGNS = 190; // besides about ten that each account has
    private static final int CALLS_A_SECOND = 8;
    private static final int ANSWER_MILLIS = 150;
    private static final double GOAL = 1.15;

    private final Sandbox sandbox;
    private final Place place;
    private long resident;
    private double processor;

    private BackfillBench(Sandbox sandbox, Place place) {
        this.sandbox = sandbox;
        this.place = place;
    }

    /**
     * @param arguments h2, postgresql or mariadb
     */
    public static void main(String[] arguments) throws Exception {
        String kind =
                Map.of("h2", "H2", "postgresql", "PostgreSQL", "mariadb", "MariaDB")
                        .get(arguments[0].toLowerCase(Locale.ROOT));
        try (Sandbox sandbox = Sandbox.start(0)) {
            Path folder = Files.createTempDirectory("backfill-");
            Place place = Place.forThroughput(folder).pointAt(sandbox).option("-Xmx256m");
            // with none, all that are granted
            place.set("TIKTOK_RATE_LIMIT", "" + CALLS_A_SECOND).set("TIKTOK_ADVERTISER_IDS", null);
            if (!kind.equals("H2")) {
                place.set("REPORTS_URL", BothDatabases.url(kind, folder));
                place.set("REPORTS_USER", BothDatabases.user(kind));
            }
            BackfillBench bench = new BackfillBench(sandbox, place);
            bench.furnish();
            bench.measure(kind + ", nothing read before");
            bench.measure(kind + ", all read before");
            bench.measure(kind + ", all once more", "--again");
        }
        System.exit(0);
    }

    private void furnish() throws IOException {
        try (Stream<Path> routes = Files.list(place.folder().resolve("routes"))) {
            for (Path route : routes.filter(Files::isRegularFile).toList()) {
                if (!route.getFileName().toString().startsWith("ads-report-to-table.")) {
                    Files.delete(route);
                }
            }
        }
        control("/advertisers", "{\"currency\":\"NZD\",\"timezone\":\"Pacific/Auckland\"}");
        control("/settings", "{\"report_extra_campaigns\":%d}".formatted(CAMPAIGNS));
        control(
                "/faults",
                "{\"path\":\"/report/*\",\"times\":-1,\"delay_ms\":%d}".formatted(ANSWER_MILLIS));
    }

    private void control(String path, String body) throws IOException {
        var answer = Web.post(sandbox.url() + "/_sandbox" + path, body);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.body());
        }
    }

    private void measure(String what, String... more) throws IOException {
        String[] command =
                Stream.concat(
                                Stream.of("backfill", "--from", "" + FROM, "--to", "" + TO),
                                Stream.of(more))
                        .toArray(String[]::new);
        resident = 0;
        long before = calls();
        long begin = System.nanoTime();
        double seconds;
        try (Program program = place.start(command)) {
            Awaitility.await()
                    .atMost(Duration.ofHours(1))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> ended(program));
            seconds = (System.nanoTime() - begin) / 1e9;
            int code = program.exitCode(Duration.ofSeconds(1));
            System.out.print(program.out() + program.err());
            if (code != 0) {
                throw new IllegalStateException("backfill ended with " + code);
            }
        }
        long calls = calls() - before;
        double allowed = (double) calls / CALLS_A_SECOND + ANSWER_MILLIS / 1e3;
        System.out.printf(
                Locale.ROOT,
                "%s: %d days in %.1f s with %d calls; %d calls a second allow %.1f s, so %.2f times"
                        + " that%s; %d MB resident at most, %.1f s of processor time%n",
                what,
                ChronoUnit.DAYS.between(FROM, TO) + 1,
                seconds,
                calls,
                CALLS_A_SECOND,
                allowed,
                seconds / allowed,
                calls == 0 ? "" : seconds / allowed <= GOAL ? " (goal met)" : " (goal: 1.15)",
                resident >> 20,
                processor);
    }

    private boolean ended(Program program) throws IOException {
        if (!program.isAlive()) {
            return true;
        }
        try {
            resident = Math.max(resident, program.mostResident());
            processor = program.cpu().toMillis() / 1e3;
        } catch (IOException | RuntimeException e) {
            // it has ended in between
            return !program.isAlive();
        }
        return false;
    }

    /** Of reports, by page; a report that is made as a file counts on other endpoints. */
    private long calls() throws IOException {
        JsonNode counts = Web.get(sandbox.url() + "/_sandbox/counts").path("calls");
        return counts.path("/report/integrated/get/").path("total").asLong();
    }
}
