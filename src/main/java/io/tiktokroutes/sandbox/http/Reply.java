package io.tiktokroutes.sandbox.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back to the caller.
 *
 * @param status the HTTP status
 * @param type the content type
 * @param body the bytes as they go on the wire; empty when a writer brings them
 * @param writer writes the body, or null
 * @param headers further headers
 * @param code what the counters file the answer under: TikTok's code, or {@code http_STATUS}
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way out; nobody compares replies
public record Reply(
        int status,
        String type,
        byte[] body,
        Writer writer,
        Map<String, String> headers,
        String code) {

    /** Writes a body that is too long to be held at once. */
    @FunctionalInterface
    public interface Writer {
        void to(OutputStream out) throws IOException;
    }

    private static final String JSON = "application/json; charset=utf-8";

    /** TikTok's envelope with code 0. */
    public static Reply ok(Call call, JsonNode data) {
        return envelope(call, 0, "OK", data);
    }

    /** Writes the {@code data} of an envelope: one JSON value. */
    @FunctionalInterface
    public interface Data {
        void to(JsonGenerator out) throws IOException;
    }

    /** TikTok's envelope with code 0 around a value that is too long to be built as a tree. */
    public static Reply ok(Call call, Data data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (JsonGenerator out = Json.MAPPER.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberField("code", 0);
            out.writeStringField("message", "OK");
            out.writeStringField("request_id", call.requestId());
            out.writeFieldName("data");
            data.to(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> headers = Map.of("X-Tt-Logid", call.requestId());
        return new Reply(200, JSON, bytes.toByteArray(), null, headers, "0");
    }

    /**
     * TikTok's envelope; the HTTP status is always 200 (reference, events 1.5).
     *
     * @param data null leaves the key out, as failures of the events endpoints do
     */
    public static Reply envelope(Call call, int code, String message, JsonNode data) {
        ObjectNode body = Json.object();
        body.put("code", code).put("message", message).put("request_id", call.requestId());
        if (data != null) {
            body.set("data", data);
        }
        Map<String, String> headers = Map.of("X-Tt-Logid", call.requestId());
        return new Reply(200, JSON, Json.bytes(body), null, headers, Integer.toString(code));
    }

    /** Any JSON under any status, for the control endpoints and the CDP. */
    public static Reply json(int status, JsonNode body) {
        return new Reply(status, JSON, Json.bytes(body), null, Map.of(), "http_" + status);
    }

    /** Plain text, as the edge in front of the API answers. */
    public static Reply text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply of(int status, String type, byte[] body) {
        return new Reply(status, type, body, null, Map.of(), "http_" + status);
    }

    /** A long body, written while it is made. */
    public static Reply stream(String type, Writer writer) {
        return new Reply(200, type, new byte[0], writer, Map.of(), "http_200");
    }

    /** The same answer with one more header. */
    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, body, writer, more, code);
    }
}
