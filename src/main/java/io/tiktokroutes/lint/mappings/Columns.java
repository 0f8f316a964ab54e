package io.tiktokroutes.lint.mappings;

import io.tiktokroutes.schema.Column;
import io.tiktokroutes.schema.Place;
import io.tiktokroutes.schema.RecordSchema;
import io.tiktokroutes.spelling.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The columns of one kind of record, for checks of the paths that a mapping writes. */
final class Columns {

    private final RecordSchema schema;
    private final List<Column> columns;

    /** The columns, and the objects and lists they stand in. */
    private final Set<String> known = new TreeSet<>();

    Columns(RecordSchema schema) {
        this.schema = schema;
        this.columns = schema.columns();
        for (Column column : columns) {
            String path = column.path();
            known.add(path);
            for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
                known.add(path.substring(0, end).replaceFirst("\\[]$", ""));
            }
        }
    }

    String name() {
        return schema.name();
    }

    List<Column> all() {
        return columns;
    }

    Optional<Column> find(String path) {
        return schema.find(path).column();
    }

    /** Items are alike, however one of them is chosen. */
    static String plain(String path) {
        return path.replaceAll("\\[(?!['\"])[^\\]]*]", "[]");
    }

    /**
     * What is wrong with a path. Where any name may stand, only one that is nearly a known one is
     * questioned, and a name in brackets and quotes is meant as it is.
     */
    Optional<String> complain(String path) {
        if (StandIns.isOpen(path)) {
            return Optional.empty();
        }
        Place place = schema.find(path);
        boolean quoted = path.contains("['") || path.contains("[\"");
        if (quoted && place.kind() != Place.Kind.UNKNOWN) {
            return Optional.empty();
        }
        String missing = "there is no column '" + path + "' in " + schema.name();
        if (place.kind() == Place.Kind.UNKNOWN && !isListInAnotherForm(path)) {
            return Optional.of(missing + remedy(path, place.hint()));
        }
        if (place.kind() == Place.Kind.KNOWN) {
            return Optional.empty();
        }
        boolean other = place.kind() == Place.Kind.UNKNOWN;
        String near = Spelling.near(other ? path.replace("[]", "") : plain(path), known);
        return near.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        missing + "; did you mean '" + near + "'? If not, write " + quoted(path));
    }

    /** A single object counts as a list of one, and a text may hold a list. */
    private boolean isListInAnotherForm(String path) {
        int list = path.indexOf("[]");
        if (list < 0) {
            return false;
        }
        boolean text =
                find(path.substring(0, list))
                        .filter(column -> column.types().contains("string"))
                        .isPresent();
        return text || schema.find(path.replace("[]", "")).kind() != Place.Kind.UNKNOWN;
    }

    private String remedy(String path, String hint) {
        String better = hint.isEmpty() ? Spelling.hint(plain(path), known) : hint;
        return better.isEmpty() ? "; take the row out, or see the columns it has" : better;
    }

    /** The same path with its last name in quotes. */
    private static String quoted(String path) {
        int dot = path.lastIndexOf('.');
        return (dot < 0 ? "" : path.substring(0, dot)) + "['" + path.substring(dot + 1) + "']";
    }
}
