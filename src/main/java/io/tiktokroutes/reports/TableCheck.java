package io.tiktokroutes.reports;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks whether a table can take what a mapping gives; changes nothing. */
final class TableCheck {

    private static final int MOST_NAMED = 5;

    private final Connection connection;
    private final Dialect dialect;
    private final TableSettings wanted;
    private final List<ReportColumn> given;

    /**
     * @param given the columns of the mapping; none when they are those of the table
     */
    TableCheck(
            Connection connection,
            Dialect dialect,
            TableSettings wanted,
            List<ReportColumn> given) {
        this.connection = connection;
        this.dialect = dialect;
        this.wanted = wanted;
        this.given = given;
    }

    /** True when there is such a table, or a view. */
    boolean isThere() throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        String table = wanted.table();
        String stored = about.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
        try (ResultSet tables =
                about.getTables(
                        connection.getCatalog(),
                        connection.getSchema(),
                        stored.replace("_", about.getSearchStringEscape() + "_"),
                        null)) {
            return tables.next();
        }
    }

    /**
     * The table as it can be written.
     *
     * @throws TableException when it cannot: a column is missing or of a type into which the
     *     mapping's values do not go, or nothing keeps its rows single
     */
    TargetTable target() throws SQLException {
        Map<String, Column> found =
                Column.of(connection, wanted.table()).stream()
                        .collect(
                                Collectors.toMap(
                                        Column::name,
                                        Function.identity(),
                                        (a, b) -> a,
                                        LinkedHashMap::new));
        checkMissing(found);
        checkTypes(found);
        checkKey(found);
        List<String> names =
                given.isEmpty()
                        ? List.copyOf(found.keySet())
                        : given.stream().map(ReportColumn::name).toList();
        return new TargetTable(
                wanted.table(),
                names.stream().map(found::get).toList(),
                wanted.key().stream().map(names::indexOf).toList(),
                dialect);
    }

    private void checkMissing(Map<String, Column> found) throws SQLException {
        List<ReportColumn> missing =
                given.stream().filter(column -> !found.containsKey(column.name())).toList();
        if (missing.isEmpty()) {
            return;
        }
        TableMaker maker = new TableMaker(connection, dialect);
        throw TableException.mistake(
                "table %s has no column %s, which %s gives; run: %s; or take the row out of the mapping"
                        .formatted(
                                wanted.table(),
                                few(missing.stream().map(ReportColumn::name).toList()),
                                wanted.mapping(),
                                maker.addition(wanted, given, missing)));
    }

    private void checkTypes(Map<String, Column> found) throws SQLException {
        List<String> wrong = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        TableMaker maker = new TableMaker(connection, dialect);
        for (ReportColumn column : given) {
            Column there = found.get(column.name());
            if (!there.takes(column.type())) {
                String type = maker.type(wanted, given, column);
                wrong.add(
                        "%s is %s and the mapping gives %s (%s)"
                                .formatted(
                                        column.name(),
                                        there.typeName(),
                                        column.type().words(),
                                        type));
                changes.add(dialect.change(wanted.table(), maker.quoted(column.name()), type));
            }
        }
        if (!wrong.isEmpty()) {
            throw TableException.mistake(
                    "table %s has columns of another type: %s; run: %s; or change 'as' in %s"
                            .formatted(
                                    wanted.table(),
                                    String.join(", ", wrong),
                                    String.join("; ", changes),
                                    wanted.mapping()));
        }
    }

    private void checkKey(Map<String, Column> found) throws SQLException {
        Optional<String> stranger =
                wanted.key().stream().filter(column -> !found.containsKey(column)).findFirst();
        if (stranger.isPresent()) {
            throw TableException.mistake(
                    "table %s has no column %s, which is its key"
                            .formatted(wanted.table(), stranger.get()));
        }
        Set<String> key = new HashSet<>(wanted.key());
        boolean single =
                TableName.uniqueIndexes(connection, wanted.table()).stream()
                        .anyMatch(index -> new HashSet<>(index).equals(key));
        if (!single) {
            throw TableException.mistake(
                    "table %s may hold two rows with the same %s, which is its key; run: %s"
                            .formatted(
                                    wanted.table(),
                                    listed(wanted.key()),
                                    new TableMaker(connection, dialect).missingIndex(wanted)));
        }
    }

    private static String few(List<String> names) {
        int more = names.size() - MOST_NAMED;
        return more > 0
                ? String.join(", ", names.subList(0, MOST_NAMED)) + " and " + more + " more"
                : listed(names);
    }

    private static String listed(List<String> names) {
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
