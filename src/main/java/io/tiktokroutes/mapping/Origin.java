package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a row takes its values from: the candidates in their order, the first filled one wins. */
final class Origin {

    /** What the candidates are for the items of one list. */
    private record Items(FieldPath list, List<Choice> choices) {}

    /** A candidate, asked with the item or with the whole payload. */
    private record Choice(boolean ofItem, Candidate candidate) {}

    private final List<Candidate> candidates;
    private final Set<String> empties;
    private final List<Items> lists = new ArrayList<>();

    /**
     * @param candidates in the order they are asked
     * @param empties texts that count as no value
     */
    Origin(List<Candidate> candidates, Set<String> empties) {
        this.candidates = List.copyOf(candidates);
        this.empties = Set.copyOf(empties);
        for (Candidate candidate : candidates) {
            FieldPath list = listOf(candidate);
            if (list != null && lists.stream().noneMatch(i -> i.list().equals(list))) {
                lists.add(new Items(list, choices(list)));
            }
        }
    }

    private List<Choice> choices(FieldPath list) {
        List<Choice> choices = new ArrayList<>();
        for (Candidate candidate : candidates) {
            FieldPath other = listOf(candidate);
            if (other == null) {
                choices.add(new Choice(false, candidate));
            } else if (other.equals(list)) {
                FieldPath item = ((Candidate.Field) candidate).path().item();
                choices.add(new Choice(true, new Candidate.Field(item)));
            }
        }
        return List.copyOf(choices);
    }

    private static FieldPath listOf(Candidate candidate) {
        return candidate instanceof Candidate.Field field && field.path().each() >= 0
                ? field.path().list()
                : null;
    }

    /** True when some candidate goes through a list. */
    boolean hasItems() {
        return !lists.isEmpty();
    }

    /** The first filled value, or null. */
    JsonNode read(JsonNode payload, Map<String, String> settings) {
        for (Candidate candidate : candidates) {
            JsonNode value = candidate.read(payload, settings);
            if (isValue(value)) {
                return value;
            }
        }
        return null;
    }

    /**
     * The first filled value of each item of the first filled list, in the order of the list; null
     * for items without one. A single value where a list is expected counts as a list of one.
     */
    List<Item> readItems(JsonNode payload, Map<String, String> settings) {
        for (Items items : lists) {
            JsonNode list = items.list().in(payload);
            if (!Values.filled(list)) {
                continue;
            }
            int size = list.isArray() ? list.size() : 1;
            List<Item> read = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                JsonNode item = list.isArray() ? list.get(i) : list;
                boolean filled = Values.filled(item);
                read.add(new Item(filled, filled ? first(items, item, payload, settings) : null));
            }
            return read;
        }
        return List.of();
    }

    /**
     * One item of a list.
     *
     * @param filled false when nothing stands there at all
     * @param value the value the row takes from it, or null
     */
    record Item(boolean filled, JsonNode value) {}

    private JsonNode first(
            Items items, JsonNode item, JsonNode payload, Map<String, String> settings) {
        for (Choice choice : items.choices()) {
            JsonNode value = choice.candidate().read(choice.ofItem() ? item : payload, settings);
            if (isValue(value)) {
                return value;
            }
        }
        return null;
    }

    private boolean isValue(JsonNode value) {
        return Values.filled(value)
                && (empties.isEmpty()
                        || !(value instanceof TextNode text)
                        || !empties.contains(text.textValue().strip()));
    }
}
