package io.tiktokroutes.schema;

import io.tiktokroutes.schema.PathSteps.Step;
import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns of a shape: all of them in their order, and what a path leads to. */
final class Columns {

    private final Shape root;
    private final List<Column> all = new ArrayList<>();

    Columns(Shape root) {
        this.root = root;
        fields(root, "");
    }

    List<Column> all() {
        return List.copyOf(all);
    }

    /**
     * @param needed the nearest place on the way that may be missing
     */
    private void fields(Shape shape, String needed) {
        Set<String> required = Set.of(shape.object().required());
        for (Map.Entry<String, Shape> field : shape.object().fields().entrySet()) {
            Shape value = field.getValue();
            String path = value.path();
            boolean always = required.contains(field.getKey());
            String within = always ? needed : path;
            if (hasFields(value)) {
                fields(value, within);
            } else if (value.list() != null
                    && value.list().items() != null
                    && hasFields(value.list().items())) {
                fields(value.list().items(), path);
            } else {
                all.add(column(value, always, needed));
            }
        }
    }

    private static boolean hasFields(Shape shape) {
        return shape.object() != null && !shape.object().fields().isEmpty();
    }

    private static Column column(Shape shape, boolean required, String within) {
        Notes notes = shape.notes();
        return new Column(
                shape.path(),
                Type.words(types(shape)),
                required,
                within,
                notes.description(),
                notes.personal(),
                notes.hashed(),
                isOpen(shape),
                shape.text() == null || shape.text().words() == null
                        ? List.of()
                        : shape.text().words());
    }

    /** A shape that leaves the type to its alternatives has theirs. */
    private static int types(Shape shape) {
        if (shape.types() != Type.ALL || shape.anyOf().length == 0) {
            return shape.types();
        }
        int types = 0;
        for (Shape each : shape.anyOf()) {
            types |= each.types();
        }
        return types;
    }

    private static boolean isOpen(Shape shape) {
        return Type.OBJECT.in(shape.types())
                && (shape.object() == null || shape.object().extra() != null);
    }

    /**
     * What the path leads to.
     *
     * @param single whether a single value counts as a list of one
     */
    Place find(String path, boolean single) {
        Lead lead = new Walk(single).from(root, PathSteps.of(path), false, "");
        if (lead.kind() == Place.Kind.UNKNOWN) {
            String hint = Spelling.hint(path, all.stream().map(Column::path).toList());
            return new Place(Place.Kind.UNKNOWN, Optional.empty(), hint);
        }
        return new Place(lead.kind(), Optional.ofNullable(lead.column(path)), "");
    }

    /** The shape of what the path leads to; null when the schema says nothing about it. */
    Shape shapeAt(String path) {
        return new Walk(false).from(root, PathSteps.of(path), false, "").shape();
    }

    /** Where a path led; the shape is null when nothing is said about what stands there. */
    private record Lead(Place.Kind kind, Shape shape, boolean required, String within) {
        static final Lead NOWHERE = new Lead(Place.Kind.UNKNOWN, null, false, "");
        static final Lead ANYWHERE = new Lead(Place.Kind.OPEN, null, false, "");

        Lead open() {
            return kind == Place.Kind.KNOWN
                    ? new Lead(Place.Kind.OPEN, shape, required, within)
                    : this;
        }

        Column column(String path) {
            return shape == null ? null : Columns.column(shape, required, within).at(path);
        }
    }

    /** Goes a path step by step. */
    private record Walk(boolean single) {

        Lead from(Shape shape, List<Step> steps, boolean required, String within) {
            if (steps.isEmpty()) {
                return new Lead(Place.Kind.KNOWN, shape, required, within);
            }
            Lead lead = step(shape, steps.get(0), steps.subList(1, steps.size()), required, within);
            if (lead.kind() != Place.Kind.OPEN || shape.anyOf().length == 0) {
                return lead;
            }
            Lead best = Lead.NOWHERE;
            for (Shape each : shape.anyOf()) {
                Lead other = from(each, steps, required, within);
                best = other.kind().compareTo(best.kind()) < 0 ? other : best;
            }
            return best;
        }

        private Lead step(
                Shape shape, Step step, List<Step> rest, boolean required, String within) {
            String missable = required ? within : shape.path();
            if (step.kind() == PathSteps.Kind.ITEM) {
                if (!Type.ARRAY.in(shape.types())) {
                    return single ? from(shape, rest, required, within) : Lead.NOWHERE;
                }
                boolean said = shape.list() != null && shape.list().items() != null;
                return said ? from(shape.list().items(), rest, true, shape.path()) : Lead.ANYWHERE;
            }
            if (!Type.OBJECT.in(shape.types())) {
                return Lead.NOWHERE;
            }
            if (shape.object() == null) {
                return Lead.ANYWHERE;
            }
            Shape field = shape.object().fields().get(step.name());
            if (step.kind() == PathSteps.Kind.FIELD && field != null) {
                boolean needed = List.of(shape.object().required()).contains(step.name());
                return from(field, rest, needed, missable);
            }
            Shape extra = shape.object().extra();
            if (extra == null) {
                return Lead.NOWHERE;
            }
            return extra.isAnything() ? Lead.ANYWHERE : from(extra, rest, false, missable).open();
        }
    }
}
