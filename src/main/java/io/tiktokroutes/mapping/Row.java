package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * One row of a mapping, ready to work.
 *
 * @param number its place in the file's rows, counted from 1
 * @param origin where its value comes from; no candidates when the row has a constant
 * @param treatment what happens to the value; its fallback is the constant of such a row
 * @param target where the value goes
 * @param required true to refuse a record for which the row has no value
 * @param reason the code the row refuses or skips with; null for the usual one
 * @param summary how the row is written, for messages
 */
record Row(
        int number,
        Origin origin,
        Treatment treatment,
        Target target,
        boolean required,
        String reason,
        String summary) {

    /** Writes this row's value into the new payload; returns null, or what ends the mapping. */
    Mapped apply(JsonNode payload, Map<String, String> settings, ObjectNode out) {
        try {
            return target.hasItems()
                    ? applyToItems(payload, settings, out)
                    : applyOnce(payload, settings, out);
        } catch (Unfit e) {
            String code = reason == null ? e.reason() : reason;
            String detail = target.path().text() + ": " + e.getMessage();
            return e.skips()
                    ? new Mapped.Skipped(code, detail)
                    : new Mapped.Refused(code, detail, number);
        }
    }

    private Mapped applyOnce(JsonNode payload, Map<String, String> settings, ObjectNode out)
            throws Unfit {
        JsonNode value = treatment.of(origin.read(payload, settings), settings);
        if (value == null) {
            return missing();
        }
        target.put(out, value);
        return null;
    }

    private Mapped applyToItems(JsonNode payload, Map<String, String> settings, ObjectNode out)
            throws Unfit {
        if (!origin.hasItems()) {
            return applyToOwnItems(payload, settings, out);
        }
        List<Origin.Item> items = origin.readItems(payload, settings);
        for (int i = 0; i < items.size(); i++) {
            if (!items.get(i).filled()) {
                continue;
            }
            JsonNode value = treatment.of(items.get(i).value(), settings);
            if (value != null) {
                target.put(out, i, items.size(), value);
            } else if (required) {
                return missing();
            }
        }
        return null;
    }

    /** One value for every item that the rows above have filled. */
    private Mapped applyToOwnItems(JsonNode payload, Map<String, String> settings, ObjectNode out)
            throws Unfit {
        ArrayNode items = target.items(out);
        for (int i = 0; items != null && i < items.size(); i++) {
            if (!Values.filled(items.get(i))) {
                continue;
            }
            JsonNode value = treatment.of(origin.read(payload, settings), settings);
            if (value != null) {
                target.put(out, i, items.size(), value);
            } else if (required) {
                return missing();
            }
        }
        return null;
    }

    private Mapped missing() {
        return required
                ? new Mapped.Refused(
                        reason == null ? Reasons.MALFORMED : reason,
                        target.path().text() + " is required and has no value (" + summary + ")",
                        number)
                : null;
    }
}
