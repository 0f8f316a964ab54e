package io.tiktokroutes.reports;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a route says of a table.
 *
 * @param table the name of the table
 * @param key the columns that make a row the same row
 * @param mapping whose rows are the columns; empty when they are those of the table
 * @param deletes whether rows that are not reported any more are deleted
 * @param advertiserColumn names the ad account of a row
 * @param dayColumn its value begins with the day of a row
 */
record TableSettings(
        String table,
        List<String> key,
        String mapping,
        boolean deletes,
        String advertiserColumn,
        String dayColumn) {

    /**
     * @param set the parameters of the sink
     * @throws TableException when one of them is wrong
     */
    static TableSettings of(Map<String, String> set) {
        try {
            return new TableSettings(
                    TableName.plain(set.getOrDefault("table", "")),
                    Arrays.stream(set.getOrDefault("key", "").split(","))
                            .map(column -> TableName.plain(column.strip()))
                            .toList(),
                    set.getOrDefault("mapping", ""),
                    deletes(set.getOrDefault("vanished", "keep")),
                    TableName.plain(set.getOrDefault("advertiserColumn", "advertiser_id")),
                    TableName.plain(set.getOrDefault("dayColumn", "date")));
        } catch (IllegalArgumentException e) {
            throw TableException.mistake(e.getMessage());
        }
    }

    private static boolean deletes(String vanished) {
        return switch (vanished) {
            case "keep" -> false;
            case "delete" -> true;
            default ->
                    throw TableException.mistake(
                            "vanished is '" + vanished + "'; write keep or delete");
        };
    }

    /**
     * What can be told without a database.
     *
     * @param columns those that the mapping gives
     * @throws TableException when these columns cannot do what the route says
     */
    void check(List<ReportColumn> columns) {
        Map<String, ReportColumn.Type> types =
                columns.stream()
                        .collect(
                                Collectors.toMap(
                                        ReportColumn::name, ReportColumn::type, (a, b) -> a));
        for (String column : key) {
            if (!types.containsKey(column)) {
                throw TableException.mistake(
                        "the key of table %s names the column %s, which %s does not give; it gives %s"
                                .formatted(
                                        table, column, mapping, String.join(", ", types.keySet())));
            }
        }
        if (!deletes) {
            return;
        }
        for (String column : List.of(advertiserColumn, dayColumn)) {
            if (!types.containsKey(column)) {
                throw TableException.mistake(
                        ("vanished: delete needs the ad account and the day of each row of table"
                                        + " %s, and %s gives no column %s; write vanished: keep, or"
                                        + " name the columns with advertiserColumn and dayColumn")
                                .formatted(table, mapping, column));
            }
        }
        for (String column : key) {
            if (types.get(column) == ReportColumn.Type.NUMBER) {
                throw TableException.mistake(
                        ("vanished: delete needs a key of texts and whole numbers; column %s of"
                                        + " table %s is a number with decimals")
                                .formatted(column, table));
            }
        }
    }
}
