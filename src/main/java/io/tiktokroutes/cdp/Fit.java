package io.tiktokroutes.cdp;

import io.tiktokroutes.spelling.Spelling;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares the columns that a mapping writes at one place with the attributes there are. */
final class Fit {

    private final String mapping;
    private final List<CdpColumn> columns;
    private final List<Mistake> mistakes;

    /**
     * @param mapping its name, for messages
     * @param mistakes where to add what is wrong
     */
    Fit(String mapping, List<CdpColumn> columns, List<Mistake> mistakes) {
        this.mapping = mapping;
        this.columns = columns;
        this.mistakes = mistakes;
    }

    /** True when some column is at the place or in it. */
    boolean any(String place) {
        return columns.stream().anyMatch(column -> column.attributeIn(place) != null);
    }

    /** True when a column is the place itself, whatever it may hold. */
    boolean isWhole(String place) {
        return columns.stream().anyMatch(column -> column.plain().equals(place));
    }

    /**
     * Adds columns without an attribute.
     *
     * @param place such as {@code items[]}
     * @param where where in the CDP an attribute is added
     */
    void unknown(String place, AttributeCheck declared, String where) {
        for (int i = 0; i < columns.size(); i++) {
            String code = columns.get(i).attributeIn(place);
            if (code != null
                    && !code.isEmpty()
                    && !declared.attributes().containsKey(code)
                    && !declared.own().contains(code)) {
                String hint = Spelling.hint(code, declared.attributes().keySet());
                mistakes.add(
                        new Mistake(
                                "mapping",
                                i,
                                declared.owner()
                                        + " has no attribute '"
                                        + code
                                        + "'"
                                        + (hint.isEmpty() ? "; a" : hint + " A")
                                        + " new attribute is added in the CDP first: "
                                        + where));
            }
        }
    }

    /**
     * Adds required attributes that no column fills.
     *
     * @param place where they must stand
     * @param otherId what may stand for the id; empty when nothing may
     */
    void missing(String place, AttributeCheck declared, String otherId) {
        Set<String> filled = new TreeSet<>();
        columns.forEach(
                column -> {
                    String code = column.attributeIn(place);
                    if (code != null) {
                        filled.add(code);
                    }
                });
        if (!otherId.isEmpty() && filled.contains(otherId)) {
            filled.add("id");
        }
        if (filled.contains("")) {
            return; // whatever stands there fills the place as a whole
        }
        for (CdpAttribute each : declared.attributes().values()) {
            if (each.required() && !filled.contains(each.code())) {
                missing(declared.owner(), declared.place() + each.code(), "from: …");
            }
        }
    }

    /** Adds a place that no column fills. */
    void missing(String owner, String path, String value) {
        String to = path.contains("[") ? "\"" + path + "\"" : path;
        mistakes.add(
                Mistake.of(
                        "mapping",
                        "no row of "
                                + mapping
                                + " fills "
                                + path
                                + ", which "
                                + owner
                                + " requires; add a row { to: "
                                + to
                                + ", "
                                + value
                                + " }"));
    }
}
