package io.tiktokroutes.sandbox.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** What happens to the events of a request once its root is in order; the same on all endpoints. */
final class Intake {

    private final Settings settings;
    private final EventStore store;

    Intake(Settings settings, EventStore store) {
        this.settings = settings;
        this.store = store;
    }

    Settings settings() {
        return settings;
    }

    /** Counts the events of a request that is refused as a whole. */
    Reply counted(EventBody body, Supplier<Reply> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            store.refuse(body.items() == null ? 0 : body.items().size());
            throw refusal;
        }
    }

    Rules rules(Call call) {
        return Rules.of(settings, call.at());
    }

    /**
     * Judges each event and keeps the good ones. How one bad event counts is the switch {@code
     * events_mode} (reference, events 3.6: only strict was ever observed).
     *
     * @param rule the first thing wrong with an event, or null
     * @param wording turns a problem and the event's index into TikTok's text
     */
    Reply take(
            Call call,
            EventStore.Origin from,
            List<EventBody.Item> items,
            Function<EventBody.Item, Problem> rule,
            BiFunction<Problem, Integer, String> wording) {
        String mode = settings.word(Switch.EVENTS_MODE);
        List<EventBody.Item> good = new ArrayList<>(items.size());
        List<String> problems = new ArrayList<>(items.size());
        ArrayNode failed = Json.array();
        for (int i = 0; i < items.size(); i++) {
            Problem problem = rule.apply(items.get(i));
            String text = problem == null ? null : wording.apply(problem, i);
            if (text != null && mode.equals("strict")) {
                boolean placed = settings.on(Switch.EVENTS_NAME_PLACE);
                throw new Refusal(40002, placed ? text : problem.unplaced());
            }
            if (text != null && mode.equals("partial")) {
                failed.addObject().put("order_in_batch", i).put("error", text);
            } else {
                good.add(items.get(i));
                problems.add(text);
            }
        }
        store.refuse(failed.size());
        store.accept(from, good, problems);
        if (!failed.isEmpty()) {
            ObjectNode data = Json.object().put("partial_failure", true);
            data.set("failed_events", failed);
            return Reply.envelope(call, 20001, "Partially successful", data);
        }
        return Reply.ok(call, Json.object());
    }

    /** The list of events, or 40002 when there are none or too many: then all are refused. */
    List<EventBody.Item> list(EventBody body, String name, Switch most) {
        if (body.items() == null) {
            if (body.root().has(name)) {
                throw Refusal.invalid(name, "not a valid list");
            }
            throw Refusal.missing(name);
        }
        long limit = settings.number(most);
        int size = body.items().size();
        if (size < 1) {
            throw Refusal.invalid(name, "length must be between 1 and " + limit);
        }
        if (size > limit) {
            int code = (int) settings.number(Switch.EVENTS_BATCH_CODE);
            throw new Refusal(
                    code,
                    "Invalid value for " + name + ": length must be between 1 and " + limit + ".");
        }
        return body.items();
    }

    /** Refuses with 40001 when the source is not the caller's, unless any source is allowed. */
    void checkOwner(Call call, Source source, String id) {
        if (!settings.on(Switch.EVENTS_ANY_SOURCE)) {
            source.checkOwner(id, call.token());
        }
    }

    /** A string at the root that may be absent. */
    static String text(EventBody body, String name) {
        var value = body.root().path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Refusal.invalid(name, Problem.NO_STRING);
        }
        return value.textValue().isEmpty() ? null : value.textValue();
    }

    /** The id of the source at the root; missing and misshapen ones get the same words (1.8). */
    static String sourceId(EventBody body, String name, Source source) {
        var value = body.root().path(name);
        if (!value.isTextual() || !source.fits(value.textValue())) {
            throw Refusal.invalid(name, Problem.NO_STRING);
        }
        return value.textValue();
    }
}
