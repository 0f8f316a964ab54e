package io.tiktokroutes.mapping;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All places the rows of a mapping write to; it sees to it that no row writes over another. */
final class Targets {

    /** A place that something is written to or below. */
    private static final class Place {
        private final Map<Step, Place> below = new LinkedHashMap<>();
        private Row row;
    }

    private final Place root = new Place();
    private final Set<FieldPath> lists = new LinkedHashSet<>();
    private final Set<String> filledFromLists = new LinkedHashSet<>();
    private final Set<String> columns = new LinkedHashSet<>();

    /**
     * Adds what this row writes.
     *
     * @throws IllegalArgumentException with what is wrong and what to write
     */
    void add(Row row) {
        FieldPath path = row.target().path();
        Place place = root;
        for (Step step : path.steps()) {
            if (place.row != null) {
                throw clash(path, place.row);
            }
            for (Step sibling : place.below.keySet()) {
                if (sibling.getClass() != step.getClass()) {
                    throw clash(path, firstRow(place.below.get(sibling)));
                }
            }
            if (step instanceof Step.Item item && item.index() > place.below.size()) {
                throw new IllegalArgumentException(
                        "'" + path.text() + "' leaves a gap; number the items from [0] on");
            }
            place = place.below.computeIfAbsent(step, s -> new Place());
        }
        boolean alternative = place.row != null && place.row.when() != null;
        if (!place.below.isEmpty() || (place.row != null && !alternative)) {
            throw clash(path, firstRow(place));
        }
        place.row = row;
        columns.add(path.text());
        addLists(row, path);
    }

    private void addLists(Row row, FieldPath path) {
        if (path.each() >= 0) {
            FieldPath list = path.list();
            lists.add(list);
            if (row.origin().hasItems()) {
                filledFromLists.add(list.text());
            } else if (!filledFromLists.contains(list.text())) {
                throw new IllegalArgumentException(
                        "no row above makes items in '"
                                + list.text()
                                + "'; put a row from a path with [] first");
            }
        }
        List<Step> steps = path.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Item) {
                lists.add(new FieldPath("", steps.subList(0, i)));
            }
        }
    }

    private static IllegalArgumentException clash(FieldPath path, Row other) {
        String theirs = other.target().path().text();
        String what =
                theirs.equals(path.text())
                        ? "'; keep one of them, or give the first one a when"
                        : "', and '" + path.text() + "' would write over it; keep one of them";
        return new IllegalArgumentException(
                other.line().title() + " already writes '" + theirs + what);
    }

    private static Row firstRow(Place place) {
        return place.row != null ? place.row : firstRow(place.below.values().iterator().next());
    }

    /** The lists in the new payload that may get items without content. */
    Set<FieldPath> lists() {
        return lists;
    }

    /** The columns as they are written. */
    Set<String> columns() {
        return columns;
    }

    /** True when some row writes to this place or below it, and there is one such place only. */
    boolean writes(FieldPath path) {
        Place place = root;
        for (Step step : path.steps()) {
            if (place.row != null) {
                return true; // inside a value that is copied as a whole
            }
            place = step == Step.EACH ? null : place.below.get(step);
            if (place == null) {
                return false;
            }
        }
        return true;
    }

    /** The names of the columns directly inside an object. */
    Set<String> inside(FieldPath object) {
        Place place = root;
        for (Step step : object.steps()) {
            place = place == null ? null : place.below.get(step);
        }
        Set<String> names = new LinkedHashSet<>();
        for (Step step : place == null ? Set.<Step>of() : place.below.keySet()) {
            if (step instanceof Step.Key key) {
                names.add(key.name());
            }
        }
        return names;
    }
}
