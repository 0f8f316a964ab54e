package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Application;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code archive}: makes the archive of loaded classes from which the launcher starts faster. The
 * build calls it; call it again where the jar was moved to, for the archive knows its place.
 */
@Command(
        name = "archive",
        hidden = true,
        description = "Makes the class archive beside the jar, for a faster start.",
        mixinStandardHelpOptions = true)
final class ArchiveCommand implements Callable<Integer> {

    private static final long MOST_SECONDS = 40;

    @Spec private CommandSpec spec;

    @Option(names = "--routes", paramLabel = "DIR", description = "Folder of the route files.")
    private Path routes = Path.of("routes");

    @Option(names = "--mappings", paramLabel = "DIR", description = "Folder of the mapping files.")
    private Path mappings = Path.of("mappings");

    @Option(names = "--rehearse", hidden = true, description = "The start that is recorded.")
    private boolean rehearse;

    /** Never fails: the program runs without the archive as well. */
    @Override
    public Integer call() throws Exception {
        if (rehearse) {
            rehearse();
            return 0;
        }
        PrintWriter out = spec.commandLine().getOut();
        Path jar = jar();
        Path archive = jar.resolveSibling("tiktok-routes.jsa");
        Files.deleteIfExists(archive);
        if (!jar.toString().endsWith(".jar") || !record(jar, archive)) {
            Files.deleteIfExists(archive);
            out.println("no class archive could be made; the program starts without one");
        }
        out.flush();
        return 0;
    }

    private static Path jar() throws URISyntaxException {
        return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private boolean record(Path jar, Path archive) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:ArchiveClassesAtExit=" + archive,
                                    "-Xlog:cds=off",
                                    "-Xlog:cds+dynamic=off",
                                    "-Xlog:class+path=off",
                                    "-jar",
                                    jar.toString(),
                                    "archive",
                                    "--rehearse",
                                    "--routes",
                                    routes.toString(),
                                    "--mappings",
                                    mappings.toString())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return false;
            }
            return process.exitValue() == 0 && Files.exists(archive);
        } catch (IOException e) {
            return false;
        }
    }

    /** The tests of the mappings; one start on an empty database, one event, and a stop. */
    private void rehearse() throws Exception {
        rehearse("test", "--mappings", mappings.toString());
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.ERROR);
        Path data = Files.createTempDirectory("tiktok-routes-");
        try (Sandbox sandbox = Sandbox.start(0)) {
            Settings settings =
                    Settings.read(data.resolve("none"), Map.of(), new Properties())
                            .with(fixed(sandbox, data));
            try (Application application = new Application(settings, routes, mappings)) {
                application.start();
                call(application.url() + "/observe/health", null);
                call(application.url() + "/sources/commanders-act", "{\"event_name\":\"contact\"}");
            }
        } finally {
            delete(data);
        }
    }

    private static void rehearse(String... command) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        InputStream nothing = InputStream.nullInputStream();
        Main.run(new Streams(nothing, nowhere, nowhere, false, false), command);
    }

    private static Map<String, String> fixed(Sandbox sandbox, Path data) throws IOException {
        Map<String, String> fixed = new HashMap<>();
        fixed.put("tiktok.api-url", sandbox.apiUrl());
        fixed.put("tiktok.access-token", Sandbox.ACCESS_TOKEN);
        fixed.put("tiktok.pixel-code", Sandbox.PIXEL_CODE);
        fixed.put("tiktok.event-set-id", Sandbox.EVENT_SET_ID);
        fixed.put("cdp.api-url", sandbox.cdpUrl());
        fixed.put("cdp.portal-id", Sandbox.CDP_PORTAL_ID);
        fixed.put("cdp.source-id", Sandbox.CDP_SOURCE_ID);
        fixed.put("cdp.token", Sandbox.CDP_TOKEN);
        fixed.put("database.url", "jdbc:h2:file:" + data.resolve("rehearsal"));
        fixed.put("reports.url", "");
        // neither shall come in between
        fixed.put("leads.schedule", "0 0 0 1 1 ? 2099");
        fixed.put("reports.schedule", "0 0 0 1 1 ? 2099");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fixed.put("http.port", "" + socket.getLocalPort());
        }
        return fixed;
    }

    private static void call(String url, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
            request.header("Content-Type", "application/json");
        }
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
