package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How a mapping came to what it made of one payload. It repeats values, so it is for the eyes of
 * the person who asked, never for a log.
 *
 * @param outcome what the mapping made of the payload
 * @param lines what each row did, in the order of the work
 */
public record Explanation(Mapped outcome, List<Line> lines) {

    public Explanation {
        lines = List.copyOf(lines);
    }

    /**
     * What one row did for one column.
     *
     * @param column the column, with the number of the item when it is in a list
     * @param row the row's number in its file, counted from 1
     * @param base the mapping whose row it is, when it is a base's; else empty
     * @param candidate the place that was filled; empty when none was
     * @param steps what happened to the value, one text each; the last one tells the result
     * @param written false when the row wrote nothing; the last step says why
     */
    public record Line(
            String column,
            int row,
            String base,
            String candidate,
            List<String> steps,
            boolean written) {

        public Line {
            steps = List.copyOf(steps);
        }
    }

    /** Takes down what the rows do; rows are asked one after the other. */
    static final class Notes {
        private final List<Line> lines = new ArrayList<>();
        private final List<String> steps = new ArrayList<>();
        private String candidate = "";

        /** The place the value was found at. */
        void found(String place, Object value) {
            candidate = place;
            step(place, value);
        }

        /** What a step made of the value; null when nothing is left of it. */
        void step(String what, Object value) {
            boolean deep = value instanceof JsonNode node && Values.isDeep(node);
            steps.add(
                    what
                            + ": "
                            + (value == null ? "nothing" : deep ? "(nested too deeply)" : value));
        }

        void step(String what) {
            steps.add(what);
        }

        /** Ends what was noted with a line for this column. */
        void line(String column, MappingTable.Line row, boolean written) {
            lines.add(new Line(column, row.number(), row.base(), candidate, steps, written));
            steps.clear();
            candidate = "";
        }

        List<Line> lines() {
            return lines;
        }
    }
}
