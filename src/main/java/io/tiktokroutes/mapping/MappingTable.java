package io.tiktokroutes.mapping;

import java.util.List;

/**
 * A mapping as it is written, for people and for checks: the table these products show on their
 * mapping screens. Texts are empty where nothing is written.
 *
 * @param name the file name without {@code .mapping.yaml}
 * @param file as a person would write its path
 * @param base the name of the mapping it extends
 * @param description one sentence
 * @param source where the name of the source's schema stands
 * @param target where the name of the target's schema stands
 * @param rows in the order they work, those of the base among them
 * @param guards the conditions of the whole mapping, each as text with its reason
 * @param requirements what the finished payload must have, each as text with its reason
 * @param limits which columns an event may carry, each as text
 */
public record MappingTable(
        String name,
        String file,
        String base,
        String description,
        Spot source,
        Spot target,
        List<Line> rows,
        List<String> guards,
        List<String> requirements,
        List<String> limits) {

    public MappingTable {
        rows = List.copyOf(rows);
        guards = List.copyOf(guards);
        requirements = List.copyOf(requirements);
        limits = List.copyOf(limits);
    }

    /**
     * A text with its place.
     *
     * @param text as it is written, properties filled in
     * @param file the file it stands in
     * @param line counted from 1; 0 when it is not written
     * @param column counted from 1; 0 when it is not written
     */
    public record Spot(String text, String file, int line, int column) {

        static final Spot NONE = new Spot("", "", 0, 0);

        /** True when there is no such text. */
        public boolean isEmpty() {
            return text.isEmpty();
        }
    }

    /**
     * One row.
     *
     * @param number its place in the rows of its file, counted from 1
     * @param base the mapping whose file it stands in, when it is not this one's own
     * @param to the column
     * @param from the places it reads, in their order; none when it has a constant
     * @param paths the paths among those places, for cookies and queries those they look into
     * @param constant the value it always has
     * @param lookup the name of the lookup, or its entries when they stand in the row
     * @param known what the lookup knows, as texts
     * @param results what the lookup may give, as texts
     * @param otherwise what becomes of values that are not in the lookup
     * @param fallback its default
     * @param as what the value is turned into
     * @param hash how it is hashed
     * @param required true when a record without the value is refused
     * @param onFailure what happens when {@code as} fails: empty or omit
     * @param reason the code it refuses or skips with
     * @param when its condition
     */
    public record Line(
            int number,
            String base,
            Spot to,
            List<Spot> from,
            List<Spot> paths,
            Spot constant,
            Spot lookup,
            List<String> known,
            List<String> results,
            String otherwise,
            Spot fallback,
            Spot as,
            Spot hash,
            boolean required,
            String onFailure,
            String reason,
            String when) {

        /** Stands for the mapping as a whole. */
        static final Line NONE =
                new Line(
                        0, "", Spot.NONE, List.of(), List.of(), Spot.NONE, Spot.NONE, List.of(),
                        List.of(), "", Spot.NONE, Spot.NONE, Spot.NONE, false, "", "", "");

        public Line {
            from = List.copyOf(from);
            paths = List.copyOf(paths);
            known = List.copyOf(known);
            results = List.copyOf(results);
        }

        /** How a message calls the row. */
        public String title() {
            return "row " + number + (base.isEmpty() ? "" : " of " + base);
        }
    }
}
