package io.tiktokroutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A sandbox and somebody who calls it over a real socket. */
final class Client implements AutoCloseable {

    static final JsonMapper JSON = new JsonMapper();

    final Sandbox sandbox;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String token = Sandbox.ACCESS_TOKEN;
    private final Map<String, String> headers = new TreeMap<>();

    Client() {
        this(Clock.systemUTC());
    }

    Client(Clock clock) {
        try {
            sandbox = Sandbox.start("127.0.0.1", 0, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The token of the calls from now on; null sends none. */
    Client token(String value) {
        token = value;
        return this;
    }

    Client header(String name, String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    JsonNode post(String path, String body) {
        return json(send("POST", sandbox.apiUrl() + path, body));
    }

    JsonNode post(String path, JsonNode body) {
        return post(path, body.toString());
    }

    /** A GET with parameters as name, value, name, value. */
    JsonNode get(String path, String... params) {
        return json(send("GET", sandbox.apiUrl() + path + query(params), null));
    }

    HttpResponse<String> raw(String method, String path, String body) {
        return send(method, sandbox.url() + path, body);
    }

    JsonNode control(String method, String path, String body) {
        HttpResponse<String> response = send(method, sandbox.url() + "/_sandbox" + path, body);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return json(response);
    }

    JsonNode counts() {
        return control("GET", "/counts", null);
    }

    void set(String name, Object value) {
        ObjectNode body = JSON.createObjectNode();
        body.putPOJO(name, value);
        control("POST", "/settings", body.toString());
    }

    static String query(String... params) {
        Map<String, String> pairs = new TreeMap<>();
        for (int i = 0; i < params.length; i += 2) {
            pairs.put(params[i], params[i + 1]);
        }
        return pairs.isEmpty()
                ? ""
                : pairs.entrySet().stream()
                        .map(e -> e.getKey() + "=" + encode(e.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    HttpResponse<String> send(String method, String url, String body) {
        try {
            return exchange(method, url, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> exchange(String method, String url, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        request.method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        request.header("Content-Type", "application/json");
        if (token != null) {
            request.header("Access-Token", token);
        }
        headers.forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A POST of a form, or of what its sender takes for one. */
    JsonNode upload(String path, String contentType, BodyPublisher body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(sandbox.apiUrl() + path))
                        .POST(body)
                        .header("Content-Type", contentType)
                        .header("Access-Token", token)
                        .build();
        try {
            return json(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return read(response.body());
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
