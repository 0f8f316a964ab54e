package io.tiktokroutes.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.tiktok.TikTokApi;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mapped events to TikTok's Events API: {@code /event/track/} (2.0), or the endpoints of 1.0
 * for pixels and offline event sets.
 *
 * <p>TikTok refuses a whole request for one bad event. So each event is checked before, and when a
 * request is refused all the same the bad ones are found and the others sent.
 */
public final class EventSender {

    private static final Logger LOG = LoggerFactory.getLogger(EventSender.class);

    /**
     * Bytes of events in one request, which also bounds what is held in memory for it. TikTok
     * publishes no bound; a thousand usual events take less than half.
     */
    static final int MOST_BYTES = 2 << 20;

    /** Bytes of one event; no usual one comes near, and TikTok's gateway need not meet others. */
    static final int MOST_EVENT_BYTES = 512 << 10;

    private final TikTokApi api;
    private final RecordSchemas schemas;
    private final Clock clock;
    private final ClickIds clickIds;
    private final MatchQuality quality;

    /**
     * @param schemas what an event must be like
     */
    public EventSender(TikTokApi api, RecordSchemas schemas) {
        this(api, schemas, Metrics.unread(), Clock.systemUTC());
    }

    /**
     * @param schemas what an event must be like
     * @param metrics where match quality is counted
     */
    public EventSender(TikTokApi api, RecordSchemas schemas, Metrics metrics) {
        this(api, schemas, metrics, Clock.systemUTC());
    }

    EventSender(TikTokApi api, RecordSchemas schemas, Metrics metrics, Clock clock) {
        this.quality = new MatchQuality(metrics);
        this.api = api;
        this.schemas = schemas;
        this.clock = clock;
        this.clickIds = new ClickIds(clock);
    }

    /**
     * Gives every open item of the delivery an outcome.
     *
     * <p>The delivery's settings are the parameters of the kamelet {@code tiktok-event-sink}.
     */
    public void send(Delivery delivery) {
        SinkSettings sink = SinkSettings.of(delivery.settings());
        List<Delivery.Item> items = delivery.open();
        EventBytes bytes = new EventBytes(items.size());
        EventCalls calls = new EventCalls(api, EventEnvelope.of(sink), bytes, delivery);
        List<Event> open = ready(delivery, items, sink, bytes);
        while (!open.isEmpty()) {
            Twins twins = Twins.among(open);
            for (List<Event> batch : batches(twins.firsts(), sink.batchSize())) {
                Sifting.deliver(batch, calls);
            }
            open = twins.settle();
        }
        quality.count(delivery);
    }

    /** The events that may be sent; the others have their outcomes afterwards. */
    private List<Event> ready(
            Delivery delivery, List<Delivery.Item> items, SinkSettings sink, EventBytes bytes) {
        EventRules rules = new EventRules(schemas, sink, clock.instant());
        Completion completion = new Completion(EventNames.of(sink));
        List<Event> ready = new ArrayList<>(items.size());
        for (Delivery.Item item : items) {
            if (!(item.payload() instanceof ObjectNode mapped)) {
                item.outcome(Outcome.refused("MALFORMED", "an event must be a JSON object"));
                continue;
            }
            Record record = item.record();
            ObjectNode event = completion.of(mapped, record.key(), record.receivedAt());
            Optional<Outcome> refusal = rules.check(event);
            if (refusal.isPresent()) {
                item.outcome(refusal.get());
                continue;
            }
            EventBytes.Place place = bytes.add(written(event, sink));
            if (place.length() > MOST_EVENT_BYTES) {
                item.outcome(
                        Outcome.refused("TOO_LARGE", "an event must not be larger than 512 KiB"));
                continue;
            }
            String id = event.get("event_id").textValue();
            ready.add(new Event(item, place, event.get("event").textValue(), id));
        }
        clickIds.count(delivery.destination(), completion.oddClickIds()).ifPresent(LOG::warn);
        return ready;
    }

    private static ObjectNode written(ObjectNode event, SinkSettings sink) {
        if (!sink.legacy()) {
            return event;
        }
        return sink.isOffline() ? LegacyForm.offline(event) : LegacyForm.web(event);
    }

    /** As few batches as the two bounds allow. */
    private static List<List<Event>> batches(List<Event> events, int mostEvents) {
        List<List<Event>> batches = new ArrayList<>();
        int from = 0;
        long size = 0;
        for (int i = 0; i < events.size(); i++) {
            int length = events.get(i).place().length();
            if (i - from == mostEvents || (i > from && size + length > MOST_BYTES)) {
                batches.add(events.subList(from, i));
                from = i;
                size = 0;
            }
            size += length;
        }
        if (from < events.size()) {
            batches.add(events.subList(from, events.size()));
        }
        return batches;
    }
}
