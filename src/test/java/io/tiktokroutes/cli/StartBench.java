package io.tiktokroutes.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code bench/startup.sh}: how long until the health check answers 200, ours against a plain Camel
 * Main with the same jars. The kinds take turns, so that whatever else runs here hits all of them.
 */
public final class StartBench {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private StartBench() {}

    /** One way to start something that answers at a port. */
    private interface Kind {
        List<String> command(Path folder, int port);
    }

    /**
     * @param arguments how many runs of each
     */
    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        Map<String, Kind> kinds = new TreeMap<>();
        kinds.put("plain Camel Main", (folder, port) -> plain(port));
        kinds.put("plain Camel Main, with a database", (folder, port) -> plainWithDatabase(port));
        kinds.put("ours, java -jar", (folder, port) -> jar());
        kinds.put("ours, launcher", (folder, port) -> launcher());
        kinds.put(
                "ours, launcher, quick compiler only",
                (folder, port) ->
                        List.of(
                                "env",
                                "JAVA_OPTS=-XX:TieredStopAtLevel=1",
                                TARGET.resolve("tiktok-routes").toString(),
                                "run"));
        Map<String, List<Long>> times = new TreeMap<>();
        for (int run = 0; run <= runs; run++) {
            for (Map.Entry<String, Kind> kind : kinds.entrySet()) {
                long millis = once(kind.getValue());
                if (run > 0) { // the first round warms the disk's cache
                    times.computeIfAbsent(kind.getKey(), k -> new ArrayList<>()).add(millis);
                }
            }
        }
        print(times, runs);
    }

    private static void print(Map<String, List<Long>> times, int runs) {
        double plain = median(times.get("plain Camel Main"));
        System.out.printf(
                Locale.ROOT,
                "%d runs each, %d processors, Java %s%n%n",
                runs,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        System.out.printf("| start | median | fastest | slowest | to plain |%n");
        System.out.printf("|---|--:|--:|--:|--:|%n");
        times.forEach(
                (kind, all) ->
                        System.out.printf(
                                Locale.ROOT,
                                "| %s | %.2f s | %.2f s | %.2f s | %.2f |%n",
                                kind,
                                median(all) / 1000,
                                all.stream().mapToLong(Long::longValue).min().orElse(0) / 1000.0,
                                all.stream().mapToLong(Long::longValue).max().orElse(0) / 1000.0,
                                median(all) / plain));
    }

    private static double median(List<Long> all) {
        long[] sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }

    private static List<String> jar() {
        return List.of(JAVA, "-jar", TARGET.resolve("tiktok-routes.jar").toString(), "run");
    }

    private static List<String> launcher() {
        return List.of(TARGET.resolve("tiktok-routes").toString(), "run");
    }

    private static List<String> plain(int port, String... options) {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(Arrays.asList(options));
        String lib = TARGET.resolve("lib") + File.separator + "*";
        String classes = TARGET.resolve("test-classes").toString();
        command.addAll(List.of("-cp", lib + File.pathSeparator + classes));
        command.addAll(List.of(PlainCamel.class.getName(), "" + port));
        return command;
    }

    private static List<String> plainWithDatabase(int port) {
        return plain(port, "-Dplain.database=true");
    }

    private static long once(Kind kind) throws Exception {
        Path folder = Files.createTempDirectory("start-");
        Place place = new Place(folder);
        Path bench = Path.of("bench", "plain").toAbsolutePath();
        ProcessBuilder builder =
                new ProcessBuilder(kind.command(folder, place.port())).directory(folder.toFile());
        builder.environment().put("HTTP_PORT", "" + place.port());
        builder.environment().put("TIKTOK_PIXEL_CODE", "C123");
        builder.environment().put("TIKTOK_EVENT_SET_ID", "7301000000000000002");
        builder.environment().put("PLAIN_ROUTES", bench.toString());
        File log = folder.resolve("log").toFile();
        builder.redirectErrorStream(true).redirectOutput(log);
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            while (!isHealthy(place.port())) {
                boolean late = System.nanoTime() - begin > PATIENCE.toNanos();
                if (late || process.waitFor(10, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(Files.readString(log.toPath()));
                }
            }
            return Duration.ofNanos(System.nanoTime() - begin).toMillis();
        } finally {
            process.destroyForcibly().waitFor();
            KillBench.delete(folder);
        }
    }

    /** With a bare socket, which costs next to nothing on a machine that is busy starting. */
    private static boolean isHealthy(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    "GET /observe/health HTTP/1.0\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(12), StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException e) {
            return false;
        }
    }
}
