package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One row of a mapping, ready to work.
 *
 * @param when the condition under which it works, or null
 * @param alternative true when a row above writes the same column; that one goes first
 * @param origin where its value comes from; no candidates when the row has a constant
 * @param treatment what happens to the value; its fallback is the constant of such a row
 * @param target where the value goes
 * @param required true to refuse a record for which the row has no value
 * @param reason the code the row refuses or skips with where the usual one says little; or null
 * @param summary how the row is written, for messages
 * @param line how the row is written, for people and for checks
 */
record Row(
        Condition when,
        boolean alternative,
        Origin origin,
        Treatment treatment,
        Target target,
        boolean required,
        String reason,
        String summary,
        MappingTable.Line line) {

    /** The same row as one that stands behind another for its column. */
    Row asAlternative() {
        return new Row(when, true, origin, treatment, target, required, reason, summary, line);
    }

    /** The same row where whoever sends the records has hashed them already. */
    Row takingDigestsOnly() {
        Treatment strict = treatment.takingDigestsOnly();
        return new Row(when, alternative, origin, strict, target, required, reason, summary, line);
    }

    /**
     * Writes this row's value into the new payload; returns null, or what ends the mapping.
     *
     * @param notes where to take down what happens, or null
     */
    Mapped apply(Reading record, ObjectNode out, Explanation.Notes notes) {
        if (alternative && target.isWritten(out)) {
            return idle(notes, "a row above has written it");
        }
        if (when != null && !when.holds(record, out)) {
            return idle(notes, "its when does not hold");
        }
        try {
            return target.hasItems()
                    ? applyToItems(record, out, notes)
                    : applyOnce(record, out, notes);
        } catch (Unfit e) {
            String code = reason == null || Reasons.says(e.reason()) ? e.reason() : reason;
            String detail = target.path().text() + ": " + e.getMessage();
            idle(notes, (e.skips() ? "skips the record: " : "refuses the record: ") + detail);
            return e.skips()
                    ? new Mapped.Skipped(code, detail)
                    : new Mapped.Refused(code, detail, line.number());
        }
    }

    private Mapped applyOnce(Reading record, ObjectNode out, Explanation.Notes notes) throws Unfit {
        JsonNode value = treatment.of(origin.read(record, notes), record.settings(), notes);
        if (value == null) {
            return missing(notes, -1);
        }
        target.put(out, value);
        return written(notes, -1);
    }

    private Mapped applyToItems(Reading record, ObjectNode out, Explanation.Notes notes)
            throws Unfit {
        if (!origin.hasItems()) {
            return applyToOwnItems(record, out, notes);
        }
        Origin.Found found = origin.readItems(record);
        if (found == null) {
            return idle(notes, "no list is filled");
        }
        ArrayNode items = null;
        int size = found.size();
        for (int i = 0; i < size; i++) {
            if (!found.isFilled(i)) {
                continue;
            }
            JsonNode taken = found.value(i, record, notes);
            JsonNode value = treatment.of(taken, record.settings(), notes);
            if (value != null && items == null) {
                items = target.items(out, size);
            }
            Mapped end = put(items, i, value, notes);
            if (end != null) {
                return end;
            }
        }
        return null;
    }

    /** One value for every item that the rows above have filled. */
    private Mapped applyToOwnItems(Reading record, ObjectNode out, Explanation.Notes notes)
            throws Unfit {
        ArrayNode items = target.items(out);
        if (items == null) {
            return idle(notes, "no row above has made items");
        }
        for (int i = 0; i < items.size(); i++) {
            if (!Values.filled(items.get(i))) {
                continue;
            }
            JsonNode taken = origin.read(record, notes);
            Mapped end = put(items, i, treatment.of(taken, record.settings(), notes), notes);
            if (end != null) {
                return end;
            }
        }
        return null;
    }

    private Mapped put(ArrayNode items, int number, JsonNode value, Explanation.Notes notes) {
        if (value == null) {
            return missing(notes, number);
        }
        target.put(items, number, value);
        return written(notes, number);
    }

    private String column(int item) {
        String text = target.path().text();
        return item < 0 ? text : text.replace("[]", "[" + item + "]");
    }

    private Mapped missing(Explanation.Notes notes, int item) {
        if (notes != null) {
            notes.step(required ? "no value, and it is required" : "no value");
            notes.line(column(item), line, false);
        }
        return required
                ? new Mapped.Refused(
                        reason == null ? Reasons.MALFORMED : reason,
                        target.path().text() + " is required and has no value (" + summary + ")",
                        line.number())
                : null;
    }

    private Mapped written(Explanation.Notes notes, int item) {
        if (notes != null) {
            notes.line(column(item), line, true);
        }
        return null;
    }

    private Mapped idle(Explanation.Notes notes, String why) {
        if (notes != null) {
            notes.step(why);
            notes.line(target.path().text(), line, false);
        }
        return null;
    }
}
