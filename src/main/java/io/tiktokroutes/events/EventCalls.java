package io.tiktokroutes.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.http.Caller;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokAnswer;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.List;

/** Sends events to TikTok and gives them the outcomes that its answers mean. */
final class EventCalls implements Call<Event> {

    /** An app, a pixel or an event set that TikTok has not allowed this yet. */
    private static final int NOT_ALLOWLISTED = 40118;

    private final TikTokApi api;
    private final EventEnvelope envelope;
    private final EventBytes bytes;
    private final Delivery delivery;

    EventCalls(TikTokApi api, EventEnvelope envelope, EventBytes bytes, Delivery delivery) {
        this.api = api;
        this.envelope = envelope;
        this.bytes = bytes;
        this.delivery = delivery;
    }

    @Override
    public Answer send(List<Event> events) {
        if (!events.get(0).item().isOpen()) {
            // an earlier call told that nothing can be sent now, and closed them all
            return Answer.DONE;
        }
        byte[] body = envelope.around(bytes, events.stream().map(Event::place).toList());
        try {
            return settle(events, call(events, TikTokRequest.post(envelope.path(), body)));
        } catch (TikTokException e) {
            return failed(e, events);
        }
    }

    private TikTokAnswer call(List<Event> events, TikTokRequest request) throws TikTokException {
        return Caller.about(
                () -> events.stream().map(event -> event.item().record().key()).toList(),
                () -> api.call(request));
    }

    @Override
    public void refuse(Event event, Answer answer) {
        event.item().outcome(answer.outcome());
    }

    private static Answer settle(List<Event> events, TikTokAnswer answer) {
        JsonNode failed = answer.data().path("failed_events");
        boolean readable = !failed.isEmpty();
        for (JsonNode one : failed) {
            int place = one.path("order_in_batch").asInt(-1);
            readable &= place >= 0 && place < events.size();
        }
        if (answer.isPartial() && !readable) {
            return unnamed(events, answer);
        }
        for (JsonNode one : readable ? failed : List.<JsonNode>of()) {
            String error = one.path("error").asText("refused");
            Outcome refused = Outcome.refused("TIKTOK_PARTIAL", error);
            events.get(one.path("order_in_batch").asInt())
                    .item()
                    .outcome(refused.withRequestId(answer.requestId()));
        }
        Outcome delivered = Outcome.delivered(answer.requestId());
        for (Event event : events) {
            if (event.item().isOpen()) {
                event.item().outcome(delivered);
            }
        }
        return Answer.DONE;
    }

    /**
     * Some events failed and we cannot read which: they are found by halving. The ones that were
     * taken are recognised by their ids.
     */
    private static Answer unnamed(List<Event> events, TikTokAnswer answer) {
        Outcome refused =
                Outcome.refused("TIKTOK_PARTIAL", "TikTok took it only in part")
                        .withRequestId(answer.requestId());
        return refused(events, -1, refused);
    }

    private static Answer refused(List<Event> events, int named, Outcome outcome) {
        if (events.size() > 1) {
            return new Answer(Answer.Kind.REFUSED, named, outcome);
        }
        events.get(0).item().outcome(outcome);
        return new Answer(Answer.Kind.REFUSED_ALONE, named, outcome);
    }

    private Answer failed(TikTokException e, List<Event> events) {
        boolean aboutEvents = e.remedy() == Remedy.REFUSE || e.remedy() == Remedy.HALVE;
        boolean noCode = e.code() == TikTokException.NO_CODE;
        if (aboutEvents && !EventEnvelope.isToBlame(e.answer())) {
            String reason = noCode ? "TOO_LARGE" : "TIKTOK_" + e.code();
            return refused(
                    events,
                    e.remedy() == Remedy.HALVE ? -1 : EventEnvelope.named(e.answer()),
                    Outcome.refused(reason, e.answer()).withRequestId(e.requestId()));
        }
        // nothing that is still open can be sent now; the inbox keeps it for later
        String detail =
                e.code() == NOT_ALLOWLISTED
                        ? e.answer() + " (TikTok must put you on its allowlist for this; ask there)"
                        : e.answer();
        String reason = noCode ? "NO_ANSWER" : "TIKTOK_" + e.code();
        delivery.settleOpen(Outcome.failed(reason, detail).withRequestId(e.requestId()));
        return Answer.DONE;
    }
}
