package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A column that a table has: as what a value of a row goes into it, and whether it fits.
 *
 * @param name in lower case
 * @param sql as it stands in a statement, which may be a word of SQL's own
 * @param type one of {@link Types}
 * @param typeName as the database calls it
 * @param size how many characters a text may have; how many digits a number
 * @param scale how many of them behind the point
 */
record Column(String name, String sql, int type, String typeName, int size, int scale) {

    /** The columns of a table, in its order. */
    static List<Column> of(Connection connection, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("select * from " + table + " where 1 = 0");
                ResultSet none = select.executeQuery()) {
            ResultSetMetaData about = none.getMetaData();
            String quote = connection.getMetaData().getIdentifierQuoteString();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                columns.add(
                        new Column(
                                about.getColumnName(i).toLowerCase(Locale.ROOT),
                                quote + about.getColumnName(i) + quote,
                                about.getColumnType(i),
                                about.getColumnTypeName(i).toLowerCase(Locale.ROOT),
                                about.getPrecision(i),
                                about.getScale(i)));
            }
        }
        return columns;
    }

    boolean isText() {
        return switch (type) {
            case Types.VARCHAR,
                    Types.CHAR,
                    Types.LONGVARCHAR,
                    Types.NVARCHAR,
                    Types.NCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB ->
                    true;
            default -> false;
        };
    }

    boolean isWhole() {
        return switch (type) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT -> true;
            default -> false;
        };
    }

    boolean isDecimal() {
        return type == Types.NUMERIC || type == Types.DECIMAL;
    }

    boolean isDouble() {
        // FLOAT is what some databases call the same
        return type == Types.DOUBLE || type == Types.FLOAT;
    }

    boolean isBoolean() {
        return type == Types.BOOLEAN || type == Types.BIT;
    }

    boolean isDay() {
        return type == Types.DATE;
    }

    boolean isTime() {
        return type == Types.TIMESTAMP;
    }

    /** Whether what a mapping gives goes into it. */
    boolean takes(ReportColumn.Type given) {
        return switch (given) {
            case INTEGER -> isWhole() || isDecimal() || isDouble() || isText();
            case NUMBER -> isDouble() || isDecimal() || isText();
            case BOOLEAN -> isBoolean() || isText();
            case DATETIME -> isText() || isDay() || isTime();
            case TEXT -> isText();
        };
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
        if (isText()) {
            return text(node);
        }
        if (node.isTextual() && isNothing(node.textValue())) {
            return null;
        }
        if (isWhole()) {
            return whole(node);
        }
        if (isDouble() || type == Types.REAL) {
            return number(node).doubleValue();
        }
        if (isDecimal()) {
            return decimal(node);
        }
        if (isBoolean()) {
            return node.asBoolean();
        }
        if (isDay() || isTime()) {
            return moment(node);
        }
        return node.asText();
    }

    /** TikTok writes a dash where it has no number. */
    private static boolean isNothing(String text) {
        return text.isBlank() || text.strip().equals("-");
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

    /** A database would round what has more decimals, and say nothing. */
    private BigDecimal decimal(JsonNode node) {
        BigDecimal number = number(node);
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        boolean bounded = size > 0 && size < 10_000;
        if (bounded
                && (plain.scale() > scale || plain.precision() - plain.scale() > size - scale)) {
            throw new IllegalArgumentException(
                    name + " has more digits than " + size + " with " + scale + " decimals");
        }
        return number;
    }

    private BigDecimal number(JsonNode node) {
        try {
            return node.isNumber() ? node.decimalValue() : new BigDecimal(node.asText().strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number", e);
        }
    }

    private Object moment(JsonNode node) {
        String text = node.asText().strip();
        try {
            if (isDay()) {
                return LocalDate.parse(text);
            }
            return text.length() == "yyyy-MM-dd".length()
                    ? LocalDate.parse(text).atStartOfDay()
                    : LocalDateTime.parse(text.replace(' ', 'T'));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    name + " must be a " + (isDay() ? "day as yyyy-MM-dd" : "time"), e);
        }
    }
}
