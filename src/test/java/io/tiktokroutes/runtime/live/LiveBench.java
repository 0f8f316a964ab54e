package io.tiktokroutes.runtime.live;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.core.ConditionTimeoutException;

/** A running context whose route and mapping files a test saves, edits and deletes. */
final class LiveBench implements AutoCloseable {

    /** Long enough for a busy machine. */
    static final Duration SOON = Duration.ofSeconds(40);

    /** What is promised to users. */
    private static final Duration PROMISED = Duration.ofSeconds(2);

    /** Something that a test does, or does again. */
    interface Change {
        void make() throws Exception;
    }

    /**
     * A change has its effect within the time that is promised. A busy machine may be late once or
     * twice; a promise that does not hold is broken every time.
     *
     * @param back brings back what was before
     * @param before true when that is done
     */
    static void takesEffect(
            Change change, Callable<Boolean> effect, Change back, Callable<Boolean> before)
            throws Exception {
        for (int tried = 1; ; tried++) {
            change.make();
            try {
                await().atMost(PROMISED).ignoreExceptions().until(effect);
                return;
            } catch (ConditionTimeoutException e) {
                if (tried == 3) {
                    throw e;
                }
            }
            back.make();
            await().atMost(SOON).ignoreExceptions().until(before);
        }
    }

    /** Collects what routes send to {@code bean:seen?method=add}. */
    public static final class Seen {
        private final List<String> words = new CopyOnWriteArrayList<>();

        public void add(String word) {
            words.add(word);
        }
    }

    final Path routes;
    final Path mappings;
    final DefaultCamelContext context;
    final LiveFiles live;
    final Seen seen = new Seen();
    final AtomicBoolean mood = new AtomicBoolean(true);
    final Map<String, String> activated = new ConcurrentSkipListMap<>();

    LiveBench(Path root) throws IOException {
        this(root, Map.of());
    }

    LiveBench(Path root, Map<String, String> settings) throws IOException {
        routes = Files.createDirectories(root.resolve("routes"));
        mappings = Files.createDirectories(root.resolve("mappings"));
        context = new DefaultCamelContext();
        context.disableJMX();
        Properties properties = new Properties();
        properties.putAll(settings);
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getComponent("kamelet", KameletComponent.class)
                .setLocation("classpath:kamelets-live");
        // a call between two versions fails at once instead of waiting for the one that is gone
        context.getComponent("direct", DirectComponent.class).setBlock(false);
        context.getRegistry().bind("seen", seen);
        context.getShutdownStrategy().setTimeout(5);
        TestMappings known = new TestMappings();
        Consumer<CamelContext> furnish =
                any -> {
                    any.addComponent("mapping", new TestMappings.Endpoints(known));
                    any.addComponent("moody", new MoodyComponent(mood));
                };
        furnish.accept(context);
        live = new LiveFiles(context, routes, mappings, known, furnish, 100);
        live.addListener((file, text) -> activated.put(file.getFileName().toString(), text));
    }

    LiveBench start() throws Exception {
        live.loadRoutes();
        context.start();
        context.addService(live, true, true);
        return this;
    }

    LiveBench save(String file, String text) {
        Path path = (file.startsWith("mappings/") ? mappings.getParent() : routes).resolve(file);
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    void delete(String file) throws IOException {
        Files.delete(routes.resolve(file));
    }

    /** A file of one route that answers {@code direct:id} with a word. */
    static String answering(String id, String word) {
        return """
        - route:
            id: %s
            from:
              uri: direct:%s
              steps:
                - setBody:
                    expression:
                      constant:
                        expression: %s
        """
                .formatted(id, id, word);
    }

    /** The answer of a route, or what went wrong in a word. */
    String ask(String id) {
        if (context.getRoute(id) == null
                || !context.getRouteController().getRouteStatus(id).isStarted()) {
            return "(nothing)";
        }
        try {
            return context.createFluentProducerTemplate()
                    .to("direct:" + id)
                    .withBody("?")
                    .request(String.class);
        } catch (RuntimeException e) {
            return "(failed)";
        }
    }

    void awaitAnswer(String id, String word) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> ask(id).equals(word));
    }

    /** The line that says why the saved file does not run; waits for it. */
    String awaitRefusal(String file) {
        String name = ActiveFiles.nameOf(routes.resolve(file));
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> health().getDetails().get(name), java.util.Objects::nonNull)
                .toString()
                .replace(ActiveFiles.nameOf(routes.getParent()) + "/", "");
    }

    void awaitNoRefusals() {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                health().getDetails().keySet().stream()
                                        .noneMatch(k -> k.contains("/")));
    }

    HealthCheck.Result health() {
        return HealthCheckRegistry.get(context).getCheck("live-files").orElseThrow().call();
    }

    /** The ids of all routes, with kamelets by the name of their template and their number. */
    Map<String, Integer> running() {
        Map<String, Integer> ids = new TreeMap<>();
        for (Route route : context.getRoutes()) {
            String id =
                    route.isCreatedByKamelet()
                            ? route.getId().replaceFirst("-[0-9A-F]+(-[0-9A-F]+)?$", "")
                            : route.getId();
            ids.merge(id, 1, Integer::sum);
        }
        return ids;
    }

    Set<String> words() {
        return new TreeSet<>(seen.words);
    }

    void forget() {
        seen.words.clear();
    }

    @Override
    public void close() {
        context.stop();
    }
}
