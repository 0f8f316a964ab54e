package io.tiktokroutes.sandbox.http;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Token;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request, read completely, with what the gate found out about it. Used by one thread. */
public final class Call {

    private final String method;
    private final String path;
    private final String rawQuery;
    private final Map<String, String> query;
    private final Map<String, List<String>> headers;
    private final Body body;
    private final Instant at;
    private final String requestId;
    private Map<String, String> segments = Map.of();
    private Token token;
    private JsonNode json;

    Call(
            String method,
            String path,
            String rawQuery,
            Map<String, List<String>> headers,
            Body body,
            Instant at,
            String requestId) {
        this.method = method;
        this.path = path;
        this.rawQuery = rawQuery;
        this.query = Query.parse(rawQuery);
        this.headers = headers;
        this.body = body;
        this.at = at;
        this.requestId = requestId;
    }

    public String method() {
        return method;
    }

    /** The path as it was asked for, with every prefix. */
    public String path() {
        return path;
    }

    /** The path without {@code /open_api/v1.3}: what documents, faults and counters call it. */
    public String endpoint() {
        return path.startsWith(Gate.API) ? path.substring(Gate.API.length()) : path;
    }

    public String rawQuery() {
        return rawQuery == null ? "" : rawQuery;
    }

    public Map<String, List<String>> headers() {
        return headers;
    }

    /** All of the body; of an upload only its start. */
    public byte[] body() {
        return body.bytes();
    }

    /** How many bytes the body has, or had so far where it is still coming in. */
    long bodyBytes() {
        return body.length();
    }

    /** The body of an upload while it comes in; null on all other routes. */
    public InputStream upload() {
        return body.stream();
    }

    /** Reads what is left of an upload. */
    void finish() throws IOException {
        body.finish();
    }

    public Instant at() {
        return at;
    }

    public String requestId() {
        return requestId;
    }

    /** The first value of a header, or null; in whatever case the name is asked for. */
    public String header(String name) {
        // the JDK's server keeps names as Access-token
        String kept = name.substring(0, 1).toUpperCase(ROOT) + name.substring(1).toLowerCase(ROOT);
        List<String> values = headers.get(kept);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** True when it brings neither token nor parameters. */
    boolean isBare() {
        return header("Access-Token") == null && query.isEmpty() && body.isEmpty();
    }

    /** A query parameter, or null. */
    public String query(String name) {
        return query.get(name);
    }

    public String query(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    public int queryInt(String name, int otherwise) {
        String text = query.get(name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw Refusal.invalid(name, "not a valid integer");
        }
    }

    /** A named segment of the route's path. */
    public String segment(String name) {
        return segments.get(name);
    }

    void segments(Map<String, String> found) {
        segments = found;
    }

    /** The token the call came with, where the route asks for one. */
    public Token token() {
        return token;
    }

    void token(Token checked) {
        token = checked;
    }

    /** The body as a JSON object; 40002 when it is none (exact text unknown, our choice). */
    public JsonNode json() {
        if (json == null) {
            try {
                json = Json.read(body.bytes());
            } catch (IOException e) {
                throw new Refusal(40002, "Invalid request body: not a valid JSON.");
            }
        }
        return json;
    }

    /** The body as JSON, or missing where there is none at all. */
    public JsonNode jsonOrMissing() {
        return body.isEmpty() ? MissingNode.getInstance() : json();
    }

    /**
     * A string parameter from the query or, failing that, the JSON body. Numbers where TikTok wants
     * a string are refused (reference, events 1.2).
     */
    public Optional<String> param(String name) {
        String inQuery = query.get(name);
        if (inQuery != null && !inQuery.isEmpty()) {
            return Optional.of(inQuery);
        }
        JsonNode value = jsonOrMissing().path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw Refusal.invalid(name, "not a valid string");
        }
        return value.textValue().isEmpty() ? Optional.empty() : Optional.of(value.textValue());
    }

    /** A string parameter that must be there. */
    public String required(String name) {
        return param(name).orElseThrow(() -> Refusal.missing(name));
    }
}
