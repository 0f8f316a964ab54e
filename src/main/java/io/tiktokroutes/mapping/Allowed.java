package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which columns a payload may carry, by what stands in another column: each kind of event has its
 * own properties.
 *
 * @param by the column that decides
 * @param within the object whose columns are limited
 * @param columns the names allowed inside it, by the text of the deciding column
 * @param otherwise what becomes of a payload whose kind is not listed
 * @param reason the code for such a payload
 */
record Allowed(
        FieldPath by,
        FieldPath within,
        Map<String, Set<String>> columns,
        Lookup.Otherwise otherwise,
        String reason) {

    Allowed {
        columns = Map.copyOf(columns);
    }

    /** Takes out what is not allowed; null, or what ends the mapping. */
    Mapped apply(ObjectNode out, Explanation.Notes notes) {
        JsonNode kind = by.in(out);
        String text = kind == null ? null : Values.text(kind);
        Set<String> names = text == null ? null : columns.get(text);
        if (names == null) {
            String detail = by.text() + " is none of those the mapping allows";
            return switch (otherwise) {
                case SKIP -> new Mapped.Skipped(reason, detail);
                case REFUSE -> new Mapped.Refused(reason, detail, 0);
                default -> null;
            };
        }
        if (within.in(out) instanceof ObjectNode limited) {
            Set<String> before = notes == null ? Set.of() : names(limited);
            limited.retain(names);
            for (String name : before) {
                if (!names.contains(name)) {
                    notes.step("not allowed for " + text);
                    notes.line(within.text() + "." + name, MappingTable.Line.NONE, false);
                }
            }
            if (limited.isEmpty()) {
                Target.remove(out, within);
            }
        }
        return null;
    }

    private static Set<String> names(ObjectNode node) {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** In words, one kind each. */
    List<String> told() {
        List<String> lines = new ArrayList<>();
        columns.forEach(
                (kind, names) ->
                        lines.add(
                                kind
                                        + ": "
                                        + (names.isEmpty()
                                                ? "none"
                                                : String.join(", ", new TreeSet<>(names)))));
        Collections.sort(lines);
        if (otherwise != Lookup.Otherwise.KEEP) {
            lines.add(
                    "any other: " + otherwise.name().toLowerCase(Locale.ROOT) + " with " + reason);
        }
        return lines;
    }
}
