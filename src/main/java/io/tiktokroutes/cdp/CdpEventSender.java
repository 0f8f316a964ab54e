package io.tiktokroutes.cdp;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Sends events to the CDP's tracker, {@code POST /event}: one event per request, as it takes no
 * more, and some requests at once.
 *
 * <p>Settings of the delivery: {@code eventSource}, {@code event}, {@code triggerJourney}, {@code
 * parallel}. The tracker gives no verdict, so delivered means that it was received. A repeat is
 * harmless: the record id stands in the items, which the CDP updates by id.
 */
public final class CdpEventSender extends ServiceSupport {

    static final int USUAL_LANES = 8;
    static final int MOST_LANES = 32;

    private static final String RECEIVED = "received; the tracker gives no verdict";

    private final CdpCalls calls;
    private final CdpDefinitions definitions;
    private final RecordSchemas schemas;
    private final Patience patience;
    private final ExecutorService threads;

    public CdpEventSender(
            CdpCalls calls, CdpDefinitions definitions, RecordSchemas schemas, Clock clock) {
        this.calls = calls;
        this.definitions = definitions;
        this.schemas = schemas;
        this.patience = new Patience(clock);
        AtomicInteger count = new AtomicInteger();
        // as many as one sink may ask for twice over; more sinks share them
        this.threads =
                new ThreadPoolExecutor(
                        0,
                        2 * MOST_LANES,
                        30,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        work -> {
                            Thread thread =
                                    new Thread(work, "cdp-event-" + count.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    @Override
    protected void doStop() {
        threads.shutdown();
    }

    /** Gives every open item of the delivery an outcome. */
    public void send(Delivery delivery) {
        Map<String, String> settings = delivery.settings();
        String named = settings.getOrDefault("eventSource", "").strip();
        String source = named.isEmpty() ? calls.account().sourceId() : named;
        Map<Delivery.Item, String> notes = prepare(delivery, source);
        List<Delivery.Item> open = delivery.open();
        Outcome waiting = patience.waiting();
        if (waiting != null) {
            delivery.settleOpen(waiting);
            return;
        }
        Outcome rest =
                new Lanes<>(
                                byPerson(open),
                                item -> send(item, source, notes.getOrDefault(item, "")))
                        .run(threads, lanes(settings.getOrDefault("parallel", "")));
        if (rest != null) {
            delivery.settleOpen(rest);
        }
    }

    /**
     * What one person did is sent in its order, or an older event might write over what a newer one
     * says of the same record.
     */
    private static List<List<Delivery.Item>> byPerson(List<Delivery.Item> items) {
        Map<String, List<Delivery.Item>> rows = new LinkedHashMap<>();
        for (Delivery.Item item : items) {
            String person = item.payload().path("uid").asText("");
            String key =
                    person.isEmpty()
                            ? item.payload().path("items").path(0).path("id").asText("")
                            : person;
            rows.computeIfAbsent(
                            key.isEmpty() ? "record " + item.record().key() : key,
                            any -> new ArrayList<>())
                    .add(item);
        }
        return List.copyOf(rows.values());
    }

    static int lanes(String written) {
        return written.matches("\\d{1,4}")
                ? Math.max(1, Math.min(MOST_LANES, Integer.parseInt(written)))
                : USUAL_LANES;
    }

    /**
     * Completes the events and refuses those that the CDP would, the tracker by dropping them
     * without a word.
     *
     * @return what was left out of some
     */
    private Map<Delivery.Item, String> prepare(Delivery delivery, String source) {
        RecordSchema schema = schemas.named("cdp-event");
        EventCheck check = new EventCheck(definitions, source);
        EventForm form = new EventForm(delivery.settings(), check);
        Map<Delivery.Item, String> notes = new HashMap<>();
        for (Delivery.Item item : delivery.open()) {
            if (item.payload() instanceof ObjectNode mapped) {
                ObjectNode payload = mapped.deepCopy();
                List<String> leftOut = new ArrayList<>();
                Outcome outcome = form.complete(payload);
                Unfit unfit = outcome == null ? check.unfit(payload, leftOut) : null;
                item.payload(payload);
                if (outcome != null || unfit != null) {
                    item.outcome(outcome == null ? unfit.outcome() : outcome);
                    continue;
                }
                leftOut.forEach(what -> notes.put(item, "; left out: " + what));
            }
            CdpAnswers.refuseUnless(schema, item);
        }
        return notes;
    }

    private Outcome send(Delivery.Item item, String source, String note) {
        byte[] body = item.payload().toString().getBytes(StandardCharsets.UTF_8);
        Outcome outcome;
        try {
            HttpAnswer answer =
                    Caller.about(
                            () -> List.of(item.record().key()), () -> calls.track(source, body));
            patience.note(answer);
            outcome =
                    answer.isSuccess()
                            ? new Outcome(Outcome.Kind.DELIVERED, "", RECEIVED + note, "")
                            : CdpAnswers.outcome(answer, Discretion.of(item.payload()));
        } catch (IOException | RuntimeException e) {
            outcome = CdpAnswers.noAnswer();
        }
        item.outcome(outcome);
        return outcome;
    }
}
