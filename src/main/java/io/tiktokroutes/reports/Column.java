package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A column of a table: as what a value of a row goes into it, and whether it fits.
 *
 * @param name in lower case
 * @param type one of {@link Types}
 * @param size how many characters a text may have
 */
record Column(String name, int type, int size) {

    /** The columns of a table, the key's at the end. */
    static List<Column> of(Connection connection, String table, List<String> key)
            throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("select * from " + table + " where 1 = 0");
                ResultSet none = select.executeQuery()) {
            ResultSetMetaData about = none.getMetaData();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                String name = about.getColumnName(i).toLowerCase(Locale.ROOT);
                columns.add(new Column(name, about.getColumnType(i), about.getPrecision(i)));
            }
        }
        List<String> names = columns.stream().map(Column::name).toList();
        for (String column : key) {
            if (!names.contains(column)) {
                throw new IllegalArgumentException(
                        "table " + table + " has no column " + column + ", which is its key");
            }
        }
        columns.sort(Comparator.comparing(column -> key.indexOf(column.name())));
        return columns;
    }

    /**
     * The value of the row for this column; null when the row has none.
     *
     * @throws IllegalArgumentException when it does not fit; the message does not repeat it
     */
    Object value(JsonNode row) {
        JsonNode node = row.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return switch (type) {
            case Types.VARCHAR, Types.CHAR, Types.LONGVARCHAR, Types.NVARCHAR, Types.CLOB ->
                    text(node);
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT -> whole(node);
            case Types.DOUBLE, Types.FLOAT, Types.REAL -> number(node).doubleValue();
            case Types.NUMERIC, Types.DECIMAL -> number(node);
            case Types.BOOLEAN, Types.BIT -> node.asBoolean();
            default -> node.asText();
        };
    }

    private String text(JsonNode node) {
        String text = node.isContainerNode() ? node.toString() : node.asText();
        if (size > 0 && text.codePointCount(0, text.length()) > size) {
            throw new IllegalArgumentException(name + " is longer than " + size + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(name + " holds a character no database takes");
        }
        return text;
    }

    private Long whole(JsonNode node) {
        try {
            long value = number(node).longValueExact();
            int bits =
                    switch (type) {
                        case Types.INTEGER -> 32;
                        case Types.SMALLINT -> 16;
                        case Types.TINYINT -> 8;
                        default -> 64;
                    };
            if (value >> (bits - 1) == 0 || value >> (bits - 1) == -1) {
                return value;
            }
        } catch (ArithmeticException e) {
            // a fraction, or more than 64 bits
        }
        throw new IllegalArgumentException(name + " must be a whole number that fits the column");
    }

    private BigDecimal number(JsonNode node) {
        try {
            return node.isNumber() ? node.decimalValue() : new BigDecimal(node.asText().strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number", e);
        }
    }
}
