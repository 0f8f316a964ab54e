package io.tiktokroutes.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokAnswer;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends mapped events to {@code POST /event/track/} (Events API 2.0).
 *
 * <p>TikTok refuses a whole request for one bad event. So each event is checked before, and when a
 * request is refused all the same it is halved until the bad events stand alone.
 */
public final class EventSender {

    private static final String PATH = "/event/track/";

    /** TikTok's own bound; more than that and the whole request is refused. */
    private static final int MOST_EVENTS = 1000;

    private final TikTokApi api;
    private final RecordSchemas schemas;
    private final MatchQuality quality;

    /**
     * @param schemas what an event must be like
     */
    public EventSender(TikTokApi api, RecordSchemas schemas) {
        this(api, schemas, Metrics.unread());
    }

    /**
     * @param schemas what an event must be like
     * @param metrics where match quality is counted
     */
    public EventSender(TikTokApi api, RecordSchemas schemas, Metrics metrics) {
        this.api = api;
        this.schemas = schemas;
        this.quality = new MatchQuality(metrics);
    }

    /** An item of the delivery with its JSON text, which halving sends more than once. */
    private record Event(Delivery.Item item, String json) {}

    /**
     * Gives every open item of the delivery an outcome.
     *
     * <p>Settings of the delivery: {@code eventSource} and {@code eventSourceId} (required), {@code
     * testEventCode}, {@code pageUrl} (required or optional), {@code batchSize} (at most 1000).
     */
    public void send(Delivery delivery) {
        List<Event> events = new ArrayList<>();
        String source = delivery.settings().getOrDefault("eventSource", "web");
        EventRules rules = new EventRules(schemas, source, pageRequired(delivery.settings()));
        for (Delivery.Item item : delivery.open()) {
            Record record = item.record();
            if (!(item.payload() instanceof ObjectNode mapped)) {
                item.outcome(Outcome.refused("MALFORMED", "an event must be a JSON object"));
                continue;
            }
            JsonNode event = EventRules.completed(mapped, record.key(), record.receivedAt());
            Optional<Outcome> refusal = rules.check(event);
            if (refusal.isPresent()) {
                item.outcome(refusal.get());
            } else {
                events.add(new Event(item, event.toString()));
            }
        }
        EventEnvelope envelope = EventEnvelope.of(delivery.settings());
        int size = batchSize(delivery.settings());
        for (int from = 0; from < events.size(); from += size) {
            List<Event> chunk = events.subList(from, Math.min(events.size(), from + size));
            Halving.deliver(chunk, part -> call(envelope, part, delivery));
        }
        quality.count(delivery);
    }

    /** TikTok's field table requires it of web events, some of TikTok's own samples lack it. */
    private static boolean pageRequired(Map<String, String> settings) {
        return settings.getOrDefault("eventSource", "web").equals("web")
                && !settings.getOrDefault("pageUrl", "required").equals("optional");
    }

    private static int batchSize(Map<String, String> settings) {
        int wanted = Integer.parseInt(settings.getOrDefault("batchSize", "" + MOST_EVENTS));
        return Math.max(1, Math.min(MOST_EVENTS, wanted));
    }

    private Halving.Verdict call(EventEnvelope envelope, List<Event> events, Delivery delivery) {
        List<Event> open = events.stream().filter(event -> event.item().isOpen()).toList();
        if (open.isEmpty()) {
            // an earlier call told that nothing can be sent now
            return Halving.Verdict.SETTLED;
        }
        byte[] body = envelope.around(open.stream().map(Event::json).toList());
        try {
            return settle(open, api.call(TikTokRequest.post(PATH, body)));
        } catch (TikTokException e) {
            return failed(e, open, delivery);
        }
    }

    private static Halving.Verdict settle(List<Event> events, TikTokAnswer answer) {
        int named = 0;
        for (JsonNode failed : answer.data().path("failed_events")) {
            int index = failed.path("order_in_batch").asInt(-1);
            if (index >= 0 && index < events.size()) {
                named++;
                String error = failed.path("error").asText("refused");
                events.get(index)
                        .item()
                        .outcome(
                                Outcome.refused("TIKTOK_PARTIAL", error)
                                        .withRequestId(answer.requestId()));
            }
        }
        if (answer.isPartial() && named == 0) {
            return unnamed(events, answer);
        }
        Outcome delivered = Outcome.delivered(answer.requestId());
        events.stream()
                .map(Event::item)
                .filter(Delivery.Item::isOpen)
                .forEach(item -> item.outcome(delivered));
        return Halving.Verdict.SETTLED;
    }

    /**
     * Some events failed and we cannot read which: they are found by halving. The ones that were
     * taken are recognised by their ids.
     */
    private static Halving.Verdict unnamed(List<Event> events, TikTokAnswer answer) {
        if (events.size() > 1) {
            return Halving.Verdict.REFUSED;
        }
        Outcome refused = Outcome.refused("TIKTOK_PARTIAL", "TikTok took it only in part");
        events.get(0).item().outcome(refused.withRequestId(answer.requestId()));
        return Halving.Verdict.SETTLED;
    }

    private static Halving.Verdict failed(
            TikTokException e, List<Event> events, Delivery delivery) {
        boolean aboutEvents = e.remedy() == Remedy.REFUSE || e.remedy() == Remedy.HALVE;
        if (!aboutEvents || EventEnvelope.isToBlame(e.answer())) {
            // nothing that is still open can be sent now; the inbox keeps it for later
            String reason =
                    e.code() == TikTokException.NO_CODE ? "NO_ANSWER" : "TIKTOK_" + e.code();
            delivery.settleOpen(Outcome.failed(reason, e.answer()).withRequestId(e.requestId()));
            return Halving.Verdict.SETTLED;
        }
        if (events.size() > 1) {
            return Halving.Verdict.REFUSED;
        }
        String reason = e.code() == TikTokException.NO_CODE ? "TOO_LARGE" : "TIKTOK_" + e.code();
        events.get(0)
                .item()
                .outcome(Outcome.refused(reason, e.answer()).withRequestId(e.requestId()));
        return Halving.Verdict.SETTLED;
    }
}
