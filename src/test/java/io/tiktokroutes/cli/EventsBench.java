package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * {@code bench/events.sh}: events end to end, from a client over HTTP, inbox and mapping to the
 * sandbox, with durability on.
 */
public final class EventsBench {

    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final long AHEAD = 20_000;
    private static final int CONNECTIONS = 16;
    private static final int SINGLE_CONNECTIONS = 64;

    private final Sandbox sandbox;
    private final EventTemplates templates;
    private final Path folder;
    private final String database;

    private EventsBench(Sandbox sandbox, EventTemplates templates, Path folder, String database) {
        this.sandbox = sandbox;
        this.templates = templates;
        this.folder = folder;
        this.database =
                switch (database.toLowerCase(Locale.ROOT)) {
                    case "postgresql" -> "PostgreSQL";
                    case "mariadb" -> "MariaDB";
                    default -> "H2";
                };
    }

    /**
     * @param arguments the events, h2, postgresql or mariadb, events per body, seconds, events per
     *     second (0: as fast as it goes), options of the program's JVM
     */
    public static void main(String[] arguments) throws Exception {
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.ERROR);
        Path folder = Files.createTempDirectory("events-");
        double hash = controlHash();
        try (Sandbox sandbox = Sandbox.start(0)) {
            EventsBench bench =
                    new EventsBench(
                            sandbox,
                            new EventTemplates(Path.of(arguments[0])),
                            folder,
                            arguments[1]);
            bench.run(
                    Integer.parseInt(arguments[2]),
                    Duration.ofSeconds(Long.parseLong(arguments[3])),
                    Long.parseLong(arguments[4]),
                    hash,
                    List.of(arguments).subList(5, arguments.length));
        } finally {
            KillBench.delete(folder);
        }
        System.exit(0);
    }

    /** Nanoseconds of one SHA-256 over 1 KiB, the fastest of some rounds. */
    private static double controlHash() throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] kilobyte = new byte[1024];
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < 100_000; i++) {
                kilobyte[i & 1023] = sha256.digest(kilobyte)[0];
            }
            best = Math.min(best, (System.nanoTime() - begin) / 100_000.0);
        }
        return best;
    }

    private void run(int bodySize, Duration time, long perSecond, double hash, List<String> options)
            throws Exception {
        Place place = Place.forThroughput(folder).pointAt(sandbox);
        options.forEach(place::option);
        if (!database.equals("H2")) {
            place.set("DATABASE_URL", BothDatabases.url(database, folder));
            place.set("DATABASE_USER", BothDatabases.user(database));
        }
        try (Program program = place.start("run").awaitReady();
                EventLoad load =
                        new EventLoad(
                                templates,
                                place.port(),
                                bodySize == 1 ? SINGLE_CONNECTIONS : CONNECTIONS,
                                bodySize,
                                perSecond,
                                AHEAD)) {
            watch(load, Instant.now().plus(WARM_UP), null);
            Moment begin = moment(program, load);
            List<Long> latencies = new ArrayList<>();
            watch(load, Instant.now().plus(time), latencies);
            Moment end = moment(program, load);
            print(bodySize, begin, end, latencies, hash, program);
        }
    }

    /** What stood where at a moment. */
    private record Moment(long nanos, long posted, long received, Duration own, Duration server) {}

    private Moment moment(Program program, EventLoad load) throws IOException {
        return new Moment(
                System.nanoTime(),
                load.posted(),
                received(),
                program.cpu(),
                // it is no child of ours any more
                ProcessHandle.allProcesses()
                        .filter(
                                p ->
                                        p.info()
                                                .command()
                                                .orElse("")
                                                .matches(".*/(postgres|mariadbd)"))
                        .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
                        .reduce(Duration.ZERO, Duration::plus));
    }

    private long received() throws IOException {
        return Web.get(sandbox.url() + "/_sandbox/counts").path("events").path("unique").asLong();
    }

    /** Tells the load how much has arrived, and collects how long single events took. */
    private void watch(EventLoad load, Instant end, List<Long> latencies) throws Exception {
        Map<Long, Long> open = new TreeMap<>();
        while (Instant.now().isBefore(end)) {
            load.received(received());
            if (latencies != null) {
                open.putAll(load.samples());
            }
            load.samples().keySet().removeAll(open.keySet());
            if (latencies == null) {
                load.samples().clear();
            }
            collect(open, latencies);
            Thread.sleep(20);
        }
    }

    private void collect(Map<Long, Long> open, List<Long> latencies) throws IOException {
        Iterator<Map.Entry<Long, Long>> samples = open.entrySet().iterator();
        while (samples.hasNext()) {
            Map.Entry<Long, Long> sample = samples.next();
            JsonNode found =
                    Web.get(
                                    sandbox.url()
                                            + "/_sandbox/received/events?event_id="
                                            + templates.idAtTikTok(sample.getKey()))
                            .path("events")
                            .path(0);
            if (found.has("received_at")) {
                long at = Instant.parse(found.get("received_at").asText()).toEpochMilli();
                latencies.add(Math.max(0, at - sample.getValue()));
                samples.remove();
            }
        }
    }

    private void print(
            int bodySize,
            Moment begin,
            Moment end,
            List<Long> latencies,
            double hash,
            Program program)
            throws IOException {
        double seconds = (end.nanos() - begin.nanos()) / 1e9;
        long delivered = end.received() - begin.received();
        double own = end.own().minus(begin.own()).toNanos() / (double) delivered;
        double server = end.server().minus(begin.server()).toNanos() / (double) delivered;
        Collections.sort(latencies);
        System.out.printf("%s, bodies of %d, %.0f s:%n", database, bodySize, seconds);
        System.out.printf("  delivered per second      %,10.0f%n", delivered / seconds);
        System.out.printf(
                "  accepted per second       %,10.0f%n", (end.posted() - begin.posted()) / seconds);
        System.out.printf(
                "  accepted to delivered     %,10d ms p50, %,d ms p99 (%d samples)%n",
                percentile(latencies, 50), percentile(latencies, 99), latencies.size());
        System.out.printf("  control hash              %,10.0f ns%n", hash);
        System.out.printf(
                "  processor time per event  %,10.1f us of the program (%.0f control hashes)%n",
                own / 1000, own / hash);
        if (server > 0) {
            System.out.printf(
                    "                            %,10.1f us of %s%n", server / 1000, database);
        }
        System.out.printf("  resident at most          %,10d MB%n", program.mostResident() >> 20);
        if (database.equals("H2")) {
            System.out.printf(
                    "  size of the file          %,10d MB%n",
                    Files.size(folder.resolve("data/tiktok-routes.mv.db")) >> 20);
        }
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? -1 : sorted.get((sorted.size() - 1) * percent / 100);
    }
}
