package io.tiktokroutes.sandbox.events;

import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.util.List;

/** The events endpoints: 2.0's one and the 1.0 ones for pixels and offline event sets. */
public final class EventEndpoints {

    private final Intake intake;

    public EventEndpoints(Settings settings, EventStore store) {
        this.intake = new Intake(settings, store);
    }

    public void addTo(Routes routes) {
        routes.api("POST", "/event/track/", Kind.EVENTS, this::track);
        routes.api("POST", "/pixel/track/", Kind.EVENTS, this::pixelTrack);
        routes.api("POST", "/pixel/batch/", Kind.EVENTS, this::pixelBatch);
        routes.api("POST", "/offline/track/", Kind.EVENTS, this::offlineTrack);
        routes.api("POST", "/offline/batch/", Kind.EVENTS, this::offlineBatch);
    }

    /** {@code /event/track/}: root, ownership, then each event (reference, events 3 and 7). */
    private Reply track(Call call) {
        EventBody body = EventBody.parse(call.body(), "data");
        return intake.counted(body, () -> track(call, body));
    }

    private Reply track(Call call, EventBody body) {
        String word = Intake.text(body, "event_source");
        if (word == null) {
            throw Refusal.missing("event_source");
        }
        Source source = Source.of(word);
        if (source == Source.APP && !intake.settings().on(Switch.EVENTS_APP)) {
            throw new Refusal(40118, "The app is not on the allowlist of event_source app.");
        }
        String id = Intake.sourceId(body, "event_source_id", source);
        Intake.text(body, "partner_name");
        List<EventBody.Item> items = intake.list(body, "data", Switch.EVENTS_BATCH);
        intake.checkOwner(call, source, id);
        Rules rules = intake.rules(call);
        return intake.take(
                call,
                origin(call, source, id, body),
                items,
                item -> TrackRules.problem(item.event(), source, rules),
                (problem, i) -> problem.generic("data." + i + "."));
    }

    private Reply pixelTrack(Call call) {
        EventBody body = EventBody.single(call.body());
        return intake.counted(body, () -> pixelTrack(call, body));
    }

    private Reply pixelTrack(Call call, EventBody body) {
        String id = source(call, body, "pixel_code", Source.WEB);
        Rules rules = intake.rules(call);
        return intake.take(
                call,
                origin(call, Source.WEB, id, body),
                body.items(),
                item -> LegacyRules.pixel(item.event(), false, rules),
                (problem, i) -> problem.generic(""));
    }

    private Reply pixelBatch(Call call) {
        EventBody body = EventBody.parse(call.body(), "batch");
        return intake.counted(body, () -> pixelBatch(call, body));
    }

    private Reply pixelBatch(Call call, EventBody body) {
        String id = source(call, body, "pixel_code", Source.WEB);
        List<EventBody.Item> items = intake.list(body, "batch", Switch.EVENTS_PIXEL_BATCH);
        Rules rules = intake.rules(call);
        return intake.take(
                call,
                origin(call, Source.WEB, id, body),
                items,
                item -> LegacyRules.pixel(item.event(), true, rules),
                (problem, i) -> problem.batch(i));
    }

    private Reply offlineTrack(Call call) {
        EventBody body = EventBody.single(call.body());
        return intake.counted(body, () -> offlineTrack(call, body));
    }

    private Reply offlineTrack(Call call, EventBody body) {
        String id = source(call, body, "event_set_id", Source.OFFLINE);
        Rules rules = intake.rules(call);
        return intake.take(
                call,
                origin(call, Source.OFFLINE, id, body),
                body.items(),
                item -> LegacyRules.offline(item.event(), rules),
                (problem, i) -> problem.generic(""));
    }

    private Reply offlineBatch(Call call) {
        EventBody body = EventBody.parse(call.body(), "batch");
        return intake.counted(body, () -> offlineBatch(call, body));
    }

    private Reply offlineBatch(Call call, EventBody body) {
        String id = source(call, body, "event_set_id", Source.OFFLINE);
        List<EventBody.Item> items = intake.list(body, "batch", Switch.EVENTS_OFFLINE_BATCH);
        Rules rules = intake.rules(call);
        return intake.take(
                call,
                origin(call, Source.OFFLINE, id, body),
                items,
                item -> LegacyRules.offline(item.event(), rules),
                (problem, i) -> problem.batch(i));
    }

    private String source(Call call, EventBody body, String name, Source source) {
        String id = Intake.sourceId(body, name, source);
        Intake.text(body, "partner_name");
        intake.checkOwner(call, source, id);
        return id;
    }

    private static EventStore.Origin origin(Call call, Source source, String id, EventBody body) {
        return new EventStore.Origin(
                call.endpoint(),
                source,
                id,
                Intake.text(body, "test_event_code"),
                call.at(),
                call.requestId());
    }
}
