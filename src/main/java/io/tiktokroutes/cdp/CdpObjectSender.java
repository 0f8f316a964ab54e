package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.http.Caller;
import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.schema.RecordSchema;
import io.tiktokroutes.schema.RecordSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes records of a business object, up to 100 per request.
 *
 * <p>Settings of the delivery: {@code object} (required), {@code writeMode} ({@code insert_all}
 * unless told otherwise), {@code batchSize}, {@code allowNull}. A request that is repeated after an
 * unclear answer carries the same idempotency key, and records are written by id, so a repeat
 * changes nothing. A request that is refused as a whole is halved until the bad records stand
 * alone.
 *
 * <p>What is inserted must keep what the CDP declares for the object, as far as that is known, and
 * the schema {@code cdp-object-NAME} of an integrator, or else {@code cdp-object}. An update or a
 * removal may leave out what it does not change.
 */
public final class CdpObjectSender {

    static final int MOST_RECORDS = 100;

    /** A request under the same key is still at work; it ends soon. */
    private static final int BUSY = 409;

    private static final int TRIES_WHILE_BUSY = 4;
    private static final Duration WAIT_WHILE_BUSY = Duration.ofMillis(250);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CdpCalls calls;
    private final CdpDefinitions definitions;
    private final RecordSchemas schemas;
    private final Function<String, Set<String>> columns;
    private final Patience patience;

    /**
     * @param columns the columns that a mapping writes, by its name
     */
    public CdpObjectSender(
            CdpCalls calls,
            CdpDefinitions definitions,
            RecordSchemas schemas,
            Function<String, Set<String>> columns,
            Clock clock) {
        this.calls = calls;
        this.definitions = definitions;
        this.schemas = schemas;
        this.columns = columns;
        this.patience = new Patience(clock);
    }

    /** Gives every open item of the delivery an outcome. */
    public void send(Delivery delivery) {
        prepare(delivery);
        List<Delivery.Item> open = delivery.open();
        Outcome waiting = patience.waiting();
        if (waiting != null) {
            delivery.settleOpen(waiting);
            return;
        }
        int most = batchSize(delivery.settings().getOrDefault("batchSize", ""));
        int inARow = 0;
        for (int from = 0; from < open.size(); from += most) {
            int to = Math.min(open.size(), from + most);
            send(delivery, open.subList(from, to));
            Outcome last = open.get(to - 1).outcome();
            inARow = last.last() ? 0 : inARow + 1;
            if (CdpAnswers.isForAll(last) || inARow == CdpAnswers.MOST_IN_A_ROW) {
                delivery.settleOpen(last);
                return;
            }
        }
    }

    private void prepare(Delivery delivery) {
        String writeMode = writeMode(delivery);
        String code = delivery.settings().get("object");
        Asked<CdpObject> object = definitions.object(code);
        ObjectForm form = new ObjectForm(delivery.settings(), columns, object.value());
        ObjectCheck check = object.isFound() ? new ObjectCheck(object.value(), writeMode) : null;
        RecordSchema schema = writeMode.startsWith("insert") ? schemaOf(code) : null;
        for (Delivery.Item item : delivery.open()) {
            item.payload(form.of(item.payload()));
            Unfit unfit = check == null ? null : check.unfit(item.payload());
            if (unfit != null) {
                item.outcome(unfit.outcome());
            } else if (schema != null) {
                CdpAnswers.refuseUnless(schema, item);
            }
        }
    }

    private RecordSchema schemaOf(String object) {
        String own = "cdp-object-" + object;
        return schemas.named(schemas.has(own) ? own : "cdp-object");
    }

    static int batchSize(String written) {
        return written.matches("\\d{1,4}")
                ? Math.max(1, Math.min(MOST_RECORDS, Integer.parseInt(written)))
                : MOST_RECORDS;
    }

    private static String writeMode(Delivery delivery) {
        return delivery.settings().getOrDefault("writeMode", "insert_all");
    }

    private void send(Delivery delivery, List<Delivery.Item> items) {
        String text = text(delivery, items);
        try {
            settle(delivery, items, write(delivery, items, text));
        } catch (CdpToken.RefusedException e) {
            items.forEach(item -> item.outcome(CdpAnswers.noToken(e)));
        } catch (IOException e) {
            items.forEach(item -> item.outcome(CdpAnswers.noAnswer()));
        }
    }

    /** Asks again, after a while, as long as an earlier try of the same request is at work. */
    private HttpAnswer write(Delivery delivery, List<Delivery.Item> items, String text)
            throws IOException {
        String key = idempotencyKey(delivery, items, text);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        for (int tries = 1; ; tries++) {
            HttpAnswer answer =
                    Caller.about(
                            () -> items.stream().map(item -> item.record().key()).toList(),
                            () -> calls.write(delivery.settings().get("object"), key, body));
            if (answer.status() != BUSY || tries == TRIES_WHILE_BUSY) {
                return answer;
            }
            try {
                Thread.sleep(WAIT_WHILE_BUSY.multipliedBy(tries).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return answer;
            }
        }
    }

    private static String text(Delivery delivery, List<Delivery.Item> items) {
        ObjectNode body = JSON.createObjectNode();
        body.put("write_mode", writeMode(delivery));
        ArrayNode records = body.putArray("records");
        items.forEach(item -> records.add(item.payload()));
        return body.toString();
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
        patience.note(answer);
        boolean divisible = Set.of(400, 413, 422).contains(answer.status()) && items.size() > 1;
        if (divisible) {
            int middle = items.size() / 2;
            send(delivery, items.subList(0, middle));
            send(delivery, items.subList(middle, items.size()));
        } else if (!answer.isSuccess()) {
            Outcome outcome = CdpAnswers.outcome(answer, discretion(items));
            items.forEach(item -> item.outcome(outcome));
        } else {
            accepted(items, JSON.readTree(answer.body()));
        }
    }

    private static Discretion discretion(List<Delivery.Item> items) {
        return Discretion.of(items.stream().map(Delivery.Item::payload).toList());
    }

    private static void accepted(List<Delivery.Item> items, JsonNode answer) {
        String requestId = answer.path("request_id").asText("");
        for (JsonNode rejected : answer.path("data").path("rejected")) {
            int index = rejected.path("index").asInt(-1);
            if (index >= 0 && index < items.size()) {
                String reason = code(rejected.path("reason"), "REJECTED");
                String detail = "attribute " + code(rejected.path("attribute"), "unknown");
                items.get(index).outcome(Outcome.refused(reason, detail).withRequestId(requestId));
            }
        }
        items.stream()
                .filter(Delivery.Item::isOpen)
                .forEach(item -> item.outcome(Outcome.delivered(requestId)));
    }

    /** A word of the CDP's; anything else might repeat a value. */
    private static String code(JsonNode word, String otherwise) {
        String text = word.asText("");
        return text.matches("[A-Za-z][A-Za-z0-9_.-]{0,59}") ? text : otherwise;
    }
}
