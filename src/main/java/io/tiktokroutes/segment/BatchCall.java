package io.tiktokroutes.segment;

import io.tiktokroutes.http.Caller;
import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.http.HttpRequest;
import io.tiktokroutes.metrics.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/batch}: the calls of several records in one request. */
final class BatchCall {

    private static final byte[] HEAD = "{\"batch\":[".getBytes(StandardCharsets.UTF_8);

    private final HttpCalls http;
    private final Metrics metrics;
    private final Clock clock;
    private final SegmentParameters sink;

    BatchCall(HttpCalls http, Metrics metrics, Clock clock, SegmentParameters sink) {
        this.http = http;
        this.metrics = metrics;
        this.clock = clock;
        this.sink = sink;
    }

    /**
     * Sends the calls.
     *
     * @throws IOException when nobody answered
     */
    HttpAnswer send(List<Prepared> records) throws IOException {
        String status = "none";
        try {
            HttpAnswer answer =
                    Caller.about(() -> keys(records), () -> http.call(request(records)));
            status = "" + answer.status();
            return answer;
        } finally {
            metrics.cdpCall("segment-batch", status);
        }
    }

    /** One record has as many calls as it has. */
    private static List<String> keys(List<Prepared> records) {
        return records.stream()
                .flatMap(
                        record ->
                                Collections.nCopies(
                                        record.calls().size(), record.item().record().key())
                                        .stream())
                .toList();
    }

    private HttpRequest request(List<Prepared> records) {
        String user = sink.writeKey() + ":";
        String key = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers =
                Map.of("Authorization", "Basic " + key, "Content-Type", "application/json");
        return HttpRequest.post(sink.url() + "/v1/batch", "", headers, body(records));
    }

    private byte[] body(List<Prepared> records) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(HEAD);
        boolean first = true;
        for (Prepared record : records) {
            for (byte[] call : record.calls()) {
                if (!first) {
                    body.write(',');
                }
                body.writeBytes(call);
                first = false;
            }
        }
        body.writeBytes(CallMaker.tail(clock.instant()));
        return body.toByteArray();
    }
}
