package io.tiktokroutes.warehouse;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tiktokroutes.spelling.Spelling;
import io.tiktokroutes.store.DatabaseKind;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The columns of a query, in the order of their names: who moves one changes no row. */
final class ModelColumns {

    private final List<ModelColumn> columns;
    private final ModelColumn key;

    private ModelColumns(List<ModelColumn> columns, ModelColumn key) {
        this.columns = columns;
        this.key = key;
    }

    /**
     * @param primaryKey the name of the column that tells rows apart
     * @throws ModelException when two have one name, or none is the key
     */
    static ModelColumns of(ResultSetMetaData about, DatabaseKind database, String primaryKey)
            throws SQLException {
        List<ModelColumn> columns = new ArrayList<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            columns.add(ModelColumn.of(about, i, database));
        }
        checkNames(columns);
        ModelColumn key = key(columns, primaryKey);
        columns.sort(Comparator.comparing(ModelColumn::label));
        return new ModelColumns(List.copyOf(columns), key);
    }

    private static void checkNames(List<ModelColumn> columns) {
        Set<String> seen = new LinkedHashSet<>();
        Set<String> twice = new LinkedHashSet<>();
        for (ModelColumn column : columns) {
            if (!seen.add(column.label())) {
                twice.add(column.label());
            }
        }
        if (!twice.isEmpty()) {
            throw new ModelException(
                    "the query has more than one column "
                            + String.join(", ", twice)
                            + "; name the columns one by one, and give each a name of its own with"
                            + " as");
        }
    }

    private static ModelColumn key(List<ModelColumn> columns, String wanted) {
        ModelColumn key =
                columns.stream()
                        .filter(column -> column.label().equals(wanted))
                        .findFirst()
                        .or(
                                () ->
                                        columns.stream()
                                                .filter(c -> c.label().equalsIgnoreCase(wanted))
                                                .findFirst())
                        .orElseThrow(
                                () ->
                                        new ModelException(
                                                "the query has no column "
                                                        + wanted
                                                        + ", which is to be the primary key"
                                                        + Spelling.hintOrAll(
                                                                wanted, labels(columns))));
        if (!key.kind().canBeKey()) {
            throw new ModelException(
                    "the primary key "
                            + key.label()
                            + " is of the type "
                            + key.type()
                            + ", which tells no rows apart; choose a column of text, a number or a"
                            + " time, or cast it");
        }
        return key;
    }

    private static List<String> labels(List<ModelColumn> columns) {
        return columns.stream().map(ModelColumn::label).toList();
    }

    /** The type of each column, as far as it must stay. */
    Map<String, String> families() {
        Map<String, String> families = new TreeMap<>();
        columns.forEach(column -> families.put(column.label(), column.family()));
        return families;
    }

    /**
     * Compares with the columns of the last run; new ones are welcome.
     *
     * @throws ModelException when one is gone or of another type
     */
    void checkAgainst(Map<String, String> before, String sync) {
        Map<String, String> now = families();
        List<String> troubles = new ArrayList<>();
        before.forEach(
                (label, family) -> {
                    String is = now.get(label);
                    if (is == null) {
                        troubles.add("column " + label + " (" + family + ") is gone");
                    } else if (!is.equals(family)) {
                        troubles.add("column " + label + " was " + family + " and is " + is);
                    }
                });
        if (!troubles.isEmpty()) {
            throw new ModelException(
                    String.join(", ", troubles)
                            + "; put it back as it was, or, when that is meant: resync "
                            + sync
                            + " --columns");
        }
    }

    /** The key of the current row; null for null. */
    String key(ResultSet row) throws SQLException {
        return key.kind().key(row, key.index());
    }

    String keyLabel() {
        return key.label();
    }

    /** Writes the current row as an object. */
    void write(ResultSet row, JsonGenerator json) throws SQLException, IOException {
        json.writeStartObject();
        for (ModelColumn column : columns) {
            json.writeFieldName(column.field());
            column.kind().write(row, column.index(), json);
        }
        json.writeEndObject();
    }
}
