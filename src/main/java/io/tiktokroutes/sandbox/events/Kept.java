package io.tiktokroutes.sandbox.events;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One event that was received, whole.
 *
 * @param path the endpoint it came in by
 * @param testCode the request's test_event_code, or null
 * @param duplicate whether TikTok would drop it as already seen
 * @param problem what is wrong with it, or null; only lenient mode keeps such events
 */
record Kept(
        String path,
        Source source,
        String sourceId,
        String testCode,
        Instant at,
        String requestId,
        String event,
        String eventId,
        boolean duplicate,
        String problem,
        EventBody.Item item) {

    int bytes() {
        return item.end() - item.start();
    }

    /** The same without the parsed form: the text is all that is shown later. */
    Kept withoutTree() {
        EventBody.Item text = new EventBody.Item(null, item.bytes(), item.start(), item.end());
        return new Kept(
                path, source, sourceId, testCode, at, requestId, event, eventId, duplicate, problem,
                text);
    }

    /** Writes it with the event exactly as it came. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", path);
        json.writeStringField("event_source", source.word());
        json.writeStringField("event_source_id", sourceId);
        json.writeStringField("test_event_code", testCode);
        json.writeStringField("received_at", at.toString());
        json.writeStringField("request_id", requestId);
        json.writeStringField("event", event);
        json.writeStringField("event_id", eventId);
        json.writeBooleanField("duplicate", duplicate);
        if (problem != null) {
            json.writeStringField("problem", problem);
        }
        json.writeFieldName("payload");
        json.writeRawValue(new String(item.bytes(), item.start(), bytes(), StandardCharsets.UTF_8));
        json.writeEndObject();
    }
}
