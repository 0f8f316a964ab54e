package io.tiktokroutes.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A table that was looked at, with the columns that are written.
 *
 * @param name of the table
 * @param columns those that are written, in the order of the values of a row
 * @param key the places of the key's columns among them
 * @param dialect how its database is spoken to
 */
record TargetTable(String name, List<Column> columns, List<Integer> key, Dialect dialect) {

    TargetTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    List<String> keyNames() {
        return key.stream().map(place -> columns.get(place).name()).toList();
    }

    /** The names of all columns as SQL has them. */
    List<String> sqlNames() {
        return columns.stream().map(Column::sql).toList();
    }

    List<String> sqlKey() {
        return key.stream().map(place -> columns.get(place).sql()).toList();
    }

    /** The columns that are not the key, as SQL has them. */
    List<String> sqlOthers() {
        List<String> others = new ArrayList<>(sqlNames());
        others.removeAll(sqlKey());
        return others;
    }

    int place(String column) {
        return names().indexOf(column);
    }

    /** The values of a row's key. */
    List<Object> keyOf(Object[] row) {
        return key.stream().map(place -> row[place]).toList();
    }

    /**
     * The rows by key, which keeps two writers from waiting for each other; of rows with the same
     * key the last one counts.
     */
    List<Object[]> sorted(List<Object[]> rows) {
        List<Object[]> all = new ArrayList<>(rows);
        Comparator<Object[]> byKey = this::compare;
        all.sort(byKey);
        List<Object[]> once = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            if (i + 1 == all.size() || byKey.compare(all.get(i), all.get(i + 1)) != 0) {
                once.add(all.get(i));
            }
        }
        return once;
    }

    @SuppressWarnings("unchecked") // the values of one column are of one class
    private int compare(Object[] one, Object[] other) {
        for (int place : key) {
            int order = ((Comparable<Object>) one[place]).compareTo(other[place]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
