package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.runtime.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the health of the running program tells about files, flows and schedules. */
final class RunningProgram {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String ROUTE = "route:";

    private final Set<String> routes = new HashSet<>();
    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, String> flows = new TreeMap<>();
    private final Map<String, String> next = new TreeMap<>();

    private RunningProgram(JsonNode health) {
        for (JsonNode check : health.path("checks")) {
            String name = check.path("name").asText();
            if (name.startsWith(ROUTE)) {
                routes.add(name.substring(ROUTE.length()));
            } else if (name.equals("live-files")) {
                check.path("data").properties().forEach(d -> files.put(d.getKey(), text(d)));
            } else if (name.equals("flows")) {
                check.path("data").properties().forEach(d -> flows.put(d.getKey(), text(d)));
            } else if (name.equals("schedules")) {
                check.path("data").properties().forEach(d -> next.put(d.getKey(), text(d)));
            }
        }
    }

    private static String text(Map.Entry<String, JsonNode> detail) {
        return detail.getValue().asText();
    }

    static String url(Settings settings) {
        return "http://" + settings.get("http.host") + ":" + settings.get("http.port");
    }

    /** Empty when none runs at http.host and http.port. */
    static Optional<RunningProgram> find(Settings settings) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        try {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(url(settings) + "/observe/health?data=true"))
                                    .timeout(TIMEOUT)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            JsonNode health = new ObjectMapper().readTree(answer.body());
            return health.has("checks")
                    ? Optional.of(new RunningProgram(health))
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | IllegalArgumentException e) {
            // mostly it is not running
        }
        return Optional.empty();
    }

    /** True when the route is there, even if it turns its callers away. */
    boolean has(String route) {
        return routes.contains(route);
    }

    /** Why the saved version of a file is not in effect, if it is not. */
    Optional<String> refusal(Path file) {
        Path full = file.toAbsolutePath().normalize();
        // named as seen from where the program was started
        return files.entrySet().stream()
                .filter(
                        told ->
                                told.getKey().contains("/")
                                        && full.endsWith(Path.of(told.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Why a flow that nobody wants stopped does not start, if it does not. */
    Optional<String> trouble(String flow) {
        return Optional.ofNullable(flows.get(flow)).filter(t -> !t.startsWith("stopped since"));
    }

    /** When a schedule runs next; empty when it does not run any more, or nobody has it. */
    Optional<Instant> next(String schedule) {
        try {
            return Optional.ofNullable(next.get(schedule)).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
