package io.tiktokroutes.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request to TikTok.
 *
 * @param method GET or POST
 * @param path the endpoint with its slashes, such as {@code /report/integrated/get/}
 * @param query parameters; a {@link JsonNode} value goes out as JSON text, as TikTok wants arrays
 * @param headers beside the token, such as {@code x-lead-region}
 * @param body UTF-8 JSON, empty for GET
 */
public record TikTokRequest(
        String method,
        String path,
        Map<String, Object> query,
        Map<String, String> headers,
        byte[] body) {

    private static final byte[] NO_BODY = new byte[0];

    public static TikTokRequest get(String path, Map<String, Object> query) {
        return new TikTokRequest("GET", path, query, Map.of(), NO_BODY);
    }

    public static TikTokRequest post(String path, JsonNode body) {
        return post(path, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static TikTokRequest post(String path, byte[] body) {
        return new TikTokRequest("POST", path, Map.of(), Map.of(), body);
    }

    /** The same with one header more; an empty value adds none. */
    public TikTokRequest withHeader(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new TikTokRequest(method, path, query, more, body);
    }

    String rawQuery() {
        StringBuilder raw = new StringBuilder();
        query.forEach(
                (name, value) -> {
                    raw.append(raw.isEmpty() ? "" : "&").append(name).append('=');
                    String encoded = URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
                    // a plus stands for a blank in forms only
                    raw.append(encoded.replace("+", "%20"));
                });
        return raw.toString();
    }

    /** Method and path only: query and body may hold secrets or personal data. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
