package io.tiktokroutes.runtime.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** What a command learns over HTTP from the program that runs at http.host and http.port. */
public final class RunningProgram {

    /** Who is there. */
    public enum Presence {
        NOBODY,
        /** Something that is not this program. */
        STRANGER,
        /** This program, where nobody can sign in: a dry run, or an older version. */
        WITHOUT_SIGN_IN,
        WITH_SIGN_IN
    }

    /**
     * What it says of its access token.
     *
     * @param origin where the token in use comes from
     * @param problem why a stored one is not used; empty when nothing is wrong
     */
    record Told(String origin, String problem) {}

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    public RunningProgram(Settings settings) throws StartupException {
        String host = settings.get("http.host").replace("0.0.0.0", "127.0.0.1");
        url = "http://" + host + ":" + settings.number("http.port", 1, 65535);
    }

    /** Such as {@code http://127.0.0.1:8080}. */
    public String url() {
        return url;
    }

    public Presence presence() {
        Optional<HttpResponse<String>> metrics = get("/observe/metrics");
        Optional<HttpResponse<String>> callback = get(SignInSettings.CALLBACK);
        if (metrics.isEmpty() && callback.isEmpty()) {
            return Presence.NOBODY;
        }
        if (metrics.filter(answer -> answer.body().contains("tiktok_routes_")).isEmpty()) {
            return Presence.STRANGER;
        }
        return callback.filter(answer -> answer.statusCode() != 404).isPresent()
                ? Presence.WITH_SIGN_IN
                : Presence.WITHOUT_SIGN_IN;
    }

    /** Empty when no such program answers. */
    Optional<Told> token() {
        return get("/observe/health?data=true").flatMap(RunningProgram::told);
    }

    private static Optional<Told> told(HttpResponse<String> health) {
        try {
            for (JsonNode check : JSON.readTree(health.body()).path("checks")) {
                if (check.path("name").asText().endsWith(TokenHealthCheck.NAME)) {
                    JsonNode data = check.path("data");
                    return Optional.of(
                            new Told(
                                    data.path(TokenHealthCheck.ORIGIN).asText(""),
                                    data.path(TokenHealthCheck.PROBLEM).asText("")));
                }
            }
        } catch (IOException e) {
            // something else answers there
        }
        return Optional.empty();
    }

    private Optional<HttpResponse<String>> get(String path) {
        try {
            return Optional.of(
                    http.send(
                            HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).build(),
                            BodyHandlers.ofString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // mostly nobody is there
        }
        return Optional.empty();
    }
}
