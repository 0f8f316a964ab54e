package io.tiktokroutes.runtime.sinks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.http.HttpRequest;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets sinks map and check as ever, keeps what they would send from leaving, and tells it, record
 * by record.
 */
public final class DryRun {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Success to every sink; it names nothing that was refused. */
    private static final byte[] DONE =
            "{\"code\":0,\"message\":\"OK\",\"request_id\":\"dry-run\",\"data\":{}}"
                    .getBytes(StandardCharsets.UTF_8);

    /** Of the delivery that the thread works on. */
    private static final ThreadLocal<Sending> SENDING = new ThreadLocal<>();

    /** What a sink would have sent while it worked on one delivery. */
    private record Sending(List<String> lists, List<JsonNode> payloads) {}

    private final Consumer<ObjectNode> lines;

    /**
     * @param lines is given one object for each record and destination
     */
    public DryRun(Consumer<ObjectNode> lines) {
        this.lines = lines;
    }

    /** Takes the place of calls. */
    public HttpAnswer answer(HttpRequest request) {
        Sending now = SENDING.get();
        if (now != null && !now.lists().isEmpty() && request.body().length > 0) {
            try {
                take(now, JSON.readTree(request.body()));
            } catch (IOException e) {
                throw new UncheckedIOException("a sink would send what is not JSON", e);
            }
        }
        return new HttpAnswer(200, Map.of("content-type", "application/json"), DONE);
    }

    private static void take(Sending now, JsonNode body) {
        for (String list : now.lists()) {
            if (body.path(list).isArray()) {
                body.path(list).forEach(now.payloads()::add);
                return;
            }
        }
        now.payloads().add(body);
    }

    /**
     * The same work, told.
     *
     * @param lists where a request of this sink holds its records; without them each record is told
     *     as the sink left it, since requests of one record may be made in any order
     */
    public Sink.Work told(Sink.Work work, String... lists) {
        return delivery -> {
            Sending now = new Sending(List.of(lists), new ArrayList<>());
            SENDING.set(now);
            try {
                work.on(delivery);
            } finally {
                SENDING.remove();
            }
            tell(delivery, now.payloads());
        };
    }

    private void tell(Delivery delivery, List<JsonNode> payloads) {
        long delivered = delivery.items().stream().filter(DryRun::isDelivered).count();
        // a table is written without a request, and its rows stand in the delivery
        Iterator<JsonNode> sent = payloads.size() == delivered ? payloads.iterator() : null;
        for (Delivery.Item item : delivery.items()) {
            if (item.outcome() == null) {
                continue;
            }
            Outcome outcome = item.outcome();
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("destination", delivery.destination());
            line.put("inbox", item.record().inbox());
            line.put("key", item.record().key());
            if (isDelivered(item)) {
                line.put("outcome", "would be delivered");
                line.set("payload", sent == null ? item.payload() : sent.next());
            } else {
                // no payload: it may not have come to hashing
                line.put("outcome", outcome.kind().word());
                line.put("reason", outcome.reason()).put("detail", outcome.detail());
            }
            lines.accept(line);
        }
    }

    private static boolean isDelivered(Delivery.Item item) {
        return item.outcome() != null && item.outcome().kind() == Outcome.Kind.DELIVERED;
    }
}
