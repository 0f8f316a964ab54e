package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.http.HttpRequest;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.schema.RecordSchema;
import io.tiktokroutes.schema.RecordSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writes records of a business object, up to 100 per request.
 *
 * <p>Settings of the delivery: {@code object} (required), {@code writeMode} ({@code insert_all}
 * unless told otherwise). A request that is repeated after an unclear answer carries the same
 * idempotency key, and records are written by id, so a repeat changes nothing. A request that is
 * refused as a whole is halved until the bad records stand alone.
 *
 * <p>What is inserted must keep the schema {@code cdp-object-NAME} of an integrator for that
 * object, or else {@code cdp-object}. An update or a removal may leave out what it does not change.
 */
public final class CdpObjectSender {

    private static final int MOST_RECORDS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CdpCalls calls;
    private final CdpAccount account;
    private final RecordSchemas schemas;

    public CdpObjectSender(CdpCalls calls, CdpAccount account, RecordSchemas schemas) {
        this.calls = calls;
        this.account = account;
        this.schemas = schemas;
    }

    /** Gives every open item of the delivery an outcome. */
    public void send(Delivery delivery) {
        if (writeMode(delivery).startsWith("insert")) {
            RecordSchema schema = schemaOf(delivery.settings().get("object"));
            delivery.open().forEach(item -> CdpAnswers.refuseUnless(schema, item));
        }
        List<Delivery.Item> open = delivery.open();
        int inARow = 0;
        for (int from = 0; from < open.size(); from += MOST_RECORDS) {
            int to = Math.min(open.size(), from + MOST_RECORDS);
            send(delivery, open.subList(from, to));
            Outcome last = open.get(to - 1).outcome();
            inARow = last.last() ? 0 : inARow + 1;
            if (CdpAnswers.isForAll(last) || inARow == CdpAnswers.MOST_IN_A_ROW) {
                delivery.settleOpen(last);
                return;
            }
        }
    }

    private RecordSchema schemaOf(String object) {
        String own = "cdp-object-" + object;
        return schemas.named(schemas.has(own) ? own : "cdp-object");
    }

    private static String writeMode(Delivery delivery) {
        return delivery.settings().getOrDefault("writeMode", "insert_all");
    }

    private void send(Delivery delivery, List<Delivery.Item> items) {
        try {
            settle(delivery, items, calls.call("records", request(delivery, items)));
        } catch (IOException e) {
            items.forEach(item -> item.outcome(CdpAnswers.noAnswer()));
        }
    }

    private HttpRequest request(Delivery delivery, List<Delivery.Item> items) {
        ObjectNode body = JSON.createObjectNode();
        body.put("write_mode", writeMode(delivery));
        ArrayNode records = body.putArray("records");
        items.forEach(item -> records.add(item.payload()));
        String url =
                account.url()
                        + "/v1/portals/"
                        + account.portalId()
                        + "/objects/"
                        + delivery.settings().get("object")
                        + "/records";
        String text = body.toString();
        Map<String, String> headers =
                Map.of(
                        "Authorization",
                        "Bearer " + account.token(),
                        "Idempotency-Key",
                        idempotencyKey(delivery, items, text),
                        "Content-Type",
                        "application/json");
        return HttpRequest.post(url, "", headers, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The same for a repeat of the same request only: after a mapping was mended the CDP must not
     * take the replay for the request it answered before.
     */
    private static String idempotencyKey(
            Delivery delivery, List<Delivery.Item> items, String body) {
        String keys =
                items.stream().map(item -> item.record().key()).collect(Collectors.joining("\n"));
        UUID digest = UUID.nameUUIDFromBytes((keys + "\n" + body).getBytes(StandardCharsets.UTF_8));
        return items.get(0).record().inbox() + ":" + delivery.destination() + ":" + digest;
    }

    private void settle(Delivery delivery, List<Delivery.Item> items, HttpAnswer answer)
            throws IOException {
        boolean divisible = Set.of(400, 413, 422).contains(answer.status()) && items.size() > 1;
        if (divisible) {
            int middle = items.size() / 2;
            send(delivery, items.subList(0, middle));
            send(delivery, items.subList(middle, items.size()));
        } else if (!answer.isSuccess()) {
            items.forEach(item -> item.outcome(CdpAnswers.outcome(answer)));
        } else {
            accepted(items, JSON.readTree(answer.body()));
        }
    }

    private static void accepted(List<Delivery.Item> items, JsonNode answer) {
        String requestId = answer.path("request_id").asText("");
        for (JsonNode rejected : answer.path("data").path("rejected")) {
            int index = rejected.path("index").asInt(-1);
            if (index >= 0 && index < items.size()) {
                String reason = rejected.path("reason").asText("REJECTED");
                String detail = "attribute " + rejected.path("attribute").asText("unknown");
                items.get(index).outcome(Outcome.refused(reason, detail).withRequestId(requestId));
            }
        }
        items.stream()
                .filter(Delivery.Item::isOpen)
                .forEach(item -> item.outcome(Outcome.delivered(requestId)));
    }
}
