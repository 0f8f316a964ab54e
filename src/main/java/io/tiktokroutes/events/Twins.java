package io.tiktokroutes.events;

import io.tiktokroutes.record.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events of one delivery that TikTok would take for the same: equal in name and id. The first of
 * them is sent; the others wait for what becomes of it.
 */
final class Twins {

    private record Key(String id, String name) {}

    private record Later(Event event, Event first) {}

    private final List<Event> firsts;
    private final List<Later> later = new ArrayList<>();

    private Twins(List<Event> events) {
        firsts = new ArrayList<>(events.size());
        Map<Key, Event> known = new HashMap<>(events.size() * 2);
        for (Event event : events) {
            Event first = known.putIfAbsent(new Key(event.id(), event.name()), event);
            if (first == null) {
                firsts.add(event);
            } else {
                later.add(new Later(event, first));
            }
        }
    }

    static Twins among(List<Event> events) {
        return new Twins(events);
    }

    /** One of each, in their order. */
    List<Event> firsts() {
        return firsts;
    }

    /**
     * Settles the others once the first ones have their outcomes.
     *
     * @return those that must be sent themselves, for the first of their kind was refused
     */
    List<Event> settle() {
        List<Event> open = new ArrayList<>();
        for (Later one : later) {
            Outcome outcome = one.first().item().outcome();
            switch (outcome.kind()) {
                case REFUSED -> open.add(one.event());
                case FAILED -> one.event().item().outcome(outcome);
                default ->
                        one.event()
                                .item()
                                .outcome(
                                        Outcome.skipped(
                                                "DUPLICATE",
                                                "an event of the same name and event_id went"
                                                        + " before it"));
            }
        }
        return open;
    }
}
