package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where a row takes its values from: the candidates in their order, the first filled one wins. */
final class Origin {

    /** What the candidates are for the items of one list. */
    private record Items(FieldPath path, Reading.Place list, List<Choice> choices) {}

    /**
     * A candidate as it is asked for each item.
     *
     * @param item the way inside the item; null when the candidate looks elsewhere
     */
    private record Choice(FieldPath item, Candidate candidate) {}

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
            if (list != null && lists.stream().noneMatch(i -> i.path().equals(list))) {
                Reading.Place place = ((Candidate.Field) candidate).place();
                lists.add(new Items(list, place, choices(list)));
            }
        }
    }

    private List<Choice> choices(FieldPath list) {
        List<Choice> choices = new ArrayList<>();
        for (Candidate candidate : candidates) {
            FieldPath other = listOf(candidate);
            if (other == null) {
                choices.add(new Choice(null, candidate));
            } else if (other.equals(list)) {
                choices.add(new Choice(((Candidate.Field) candidate).path().item(), candidate));
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
    JsonNode read(Reading record, Explanation.Notes notes) {
        for (Candidate candidate : candidates) {
            JsonNode value = candidate.read(record);
            if (isValue(value)) {
                if (notes != null) {
                    notes.found(candidate.text(), value);
                }
                return value;
            }
        }
        return null;
    }

    /**
     * The first filled value of each item of the first filled list, in the order of the list; null
     * for items without one. A single value where a list is expected counts as a list of one, a
     * text that holds a JSON list as that list.
     *
     * @throws Unfit when a text begins like a JSON list and is none
     */
    Found readItems(Reading record) throws Unfit {
        for (Items items : lists) {
            JsonNode list = record.at(items.list());
            if (!Values.filled(list)) {
                continue;
            }
            if (list instanceof TextNode text && JsonText.isList(text.textValue())) {
                list = record.list(text);
            }
            if (list != null) {
                return new Found(items, list);
            }
        }
        return null;
    }

    /** The list that was filled, and how its items are read. */
    final class Found {
        private final Items items;
        private final JsonNode list;

        private Found(Items items, JsonNode list) {
            this.items = items;
            this.list = list;
        }

        int size() {
            return list.isArray() ? list.size() : 1;
        }

        /** False when nothing stands at that number at all. */
        boolean isFilled(int number) {
            return Values.filled(item(number));
        }

        private JsonNode item(int number) {
            return list.isArray() ? list.get(number) : list;
        }

        /** The value the row takes from the item, or null. */
        JsonNode value(int number, Reading record, Explanation.Notes notes) {
            JsonNode item = item(number);
            for (Choice choice : items.choices()) {
                JsonNode value =
                        choice.item() == null
                                ? choice.candidate().read(record)
                                : choice.item().in(item, record.settings());
                if (isValue(value)) {
                    if (notes != null) {
                        notes.found(choice.candidate().text(), value);
                    }
                    return value;
                }
            }
            return null;
        }
    }

    private boolean isValue(JsonNode value) {
        return Values.filled(value)
                && (empties.isEmpty()
                        || !(value instanceof TextNode text)
                        || !empties.contains(text.textValue().strip()));
    }
}
