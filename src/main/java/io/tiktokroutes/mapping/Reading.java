package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One record while it is mapped. Rows share most of the way to their fields ({@code context},
 * {@code context.page}), so what was found once is kept until the record is done.
 */
final class Reading {

    /** Stands for a place that was looked at and is not there. */
    private static final JsonNode ABSENT = MissingNode.getInstance();

    private final JsonNode payload;
    private final Map<String, String> settings;
    private final JsonNode[] found;
    private Map<JsonNode, JsonNode> lists;

    /**
     * @param payload the record
     * @param settings the parameters of the sink
     * @param places how many places the mapping looks at
     */
    Reading(JsonNode payload, Map<String, String> settings, int places) {
        this.payload = payload;
        this.settings = settings;
        this.found = new JsonNode[places];
    }

    JsonNode payload() {
        return payload;
    }

    Map<String, String> settings() {
        return settings;
    }

    /** What stands there, or null. */
    JsonNode at(Place place) {
        JsonNode known = found[place.number];
        if (known == null) {
            JsonNode owner = place.owner == null ? payload : at(place.owner);
            JsonNode node = owner == null ? null : place.step.from(owner, settings);
            known = node == null ? ABSENT : node;
            found[place.number] = known;
        }
        return known.isMissingNode() ? null : known;
    }

    /** The list that a text holds; each text is read once. */
    JsonNode list(TextNode text) throws Unfit {
        if (lists == null) {
            lists = new HashMap<>();
        }
        JsonNode list = lists.get(text);
        if (list == null) {
            JsonNode read = JsonText.list(text.textValue());
            list = read == null ? ABSENT : read;
            lists.put(text, list);
        }
        return list.isMissingNode() ? null : list;
    }

    /** A place in the records of one mapping. */
    static final class Place {
        private final int number;
        private final Place owner;
        private final Step step;

        private Place(int number, Place owner, Step step) {
            this.number = number;
            this.owner = owner;
            this.step = step;
        }
    }

    /** All places a mapping looks at, each of them once. */
    static final class Places {

        private record Way(Place owner, Step step) {}

        private final Map<Way, Place> known = new HashMap<>();

        /** The place at the end of these steps. */
        Place of(List<Step> steps) {
            Place place = null;
            for (Step step : steps) {
                Place owner = place;
                int number = known.size();
                place =
                        known.computeIfAbsent(
                                new Way(owner, step), way -> new Place(number, owner, step));
            }
            return place;
        }

        int size() {
            return known.size();
        }
    }
}
