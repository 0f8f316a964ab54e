package io.tiktokroutes.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** A sandbox, a Camel context whose camel-http calls it over sockets, and its control endpoints. */
public final class Bench implements AutoCloseable {

    public static final ObjectMapper JSON = new ObjectMapper();

    /** Quick, so that tests are. */
    public static final Backoff QUICK = new Backoff(4, Duration.ofMillis(2), Duration.ofMillis(8));

    public final Sandbox sandbox;
    public final CamelContext camel = new DefaultCamelContext();
    public final HttpCalls http;
    private final HttpClient control = HttpClient.newHttpClient();

    /** What an api made from now on sends as its token. */
    public volatile String token = Sandbox.ACCESS_TOKEN;

    public Bench() throws Exception {
        this(Clock.systemUTC(), Duration.ofSeconds(10));
    }

    /**
     * @param clock what "now" is for the sandbox
     * @param timeout of our calls
     */
    public Bench(Clock clock, Duration timeout) throws Exception {
        sandbox = Sandbox.start("127.0.0.1", 0, clock);
        http = new HttpCalls(camel, timeout);
        camel.addService(http);
        camel.start();
        set("qps", 0);
    }

    public TikTokApi api() {
        return api(new RateLimits(10_000, Clock.systemUTC()), QUICK);
    }

    public TikTokApi api(RateLimits limits, Backoff backoff) {
        return new TikTokApi(http, sandbox.apiUrl(), () -> token, limits, backoff);
    }

    public Advertisers advertisers(String... named) {
        return new Advertisers(api(), List.of(named), Sandbox.APP_ID, Sandbox.APP_SECRET);
    }

    /** A control endpoint of the sandbox, such as GET /counts. */
    public JsonNode control(String method, String path, String body) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(sandbox.url() + "/_sandbox" + path))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> response = control.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Sets a switch. */
    public void set(String name, Object value) throws IOException {
        control("POST", "/settings", JSON.createObjectNode().putPOJO(name, value).toString());
    }

    /** Orders a fault, for instance {@code {"path":"/event/track/","code":40100}}. */
    public void fault(String json) throws IOException {
        control("POST", "/faults", json.replace('\'', '"'));
    }

    /** How often an endpoint was called; faults count too. */
    public int calls(String path) throws IOException {
        return control("GET", "/counts", null).path("calls").path(path).path("total").asInt();
    }

    /** How often an endpoint answered so. */
    public int answers(String path, String code) throws IOException {
        return control("GET", "/counts", null).path("calls").path(path).path(code).asInt();
    }

    /** The last raw calls of an endpoint. */
    public JsonNode received(String path) throws IOException {
        return control("GET", "/received/calls?limit=500&path=" + path, null).path("calls");
    }

    public JsonNode events(String query) throws IOException {
        return control("GET", "/received/events?limit=10000" + query, null);
    }

    @Override
    public void close() {
        camel.stop();
        sandbox.close();
    }
}
