package io.tiktokroutes.warehouse;

import com.fasterxml.jackson.core.io.SerializedString;
import io.tiktokroutes.store.DatabaseKind;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;

/**
 * A column of a query.
 *
 * @param index of the column in the query, from 1
 * @param label its name in the JSON
 * @param kind how its values are read
 * @param type its type in the words of the database
 * @param field the label as it is written
 */
record ModelColumn(int index, String label, ValueKind kind, String type, SerializedString field) {

    static ModelColumn of(ResultSetMetaData about, int index, DatabaseKind database)
            throws SQLException {
        String label = label(about.getColumnLabel(index), database);
        String type = about.getColumnTypeName(index);
        return new ModelColumn(
                index,
                label,
                kind(about, index, type.toLowerCase(Locale.ROOT), database),
                type,
                new SerializedString(label));
    }

    /** H2 writes names without quotes in upper case, which nobody means. */
    private static String label(String label, DatabaseKind database) {
        return database == DatabaseKind.H2 && label.equals(label.toUpperCase(Locale.ROOT))
                ? label.toLowerCase(Locale.ROOT)
                : label;
    }

    private static ValueKind kind(
            ResultSetMetaData about, int index, String type, DatabaseKind database)
            throws SQLException {
        if (type.equals("json") || type.equals("jsonb")) {
            return ValueKind.JSON;
        }
        if (type.equals("year") || type.equals("money") || type.equals("uuid")) {
            return ValueKind.TEXT;
        }
        return switch (about.getColumnType(index)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> ValueKind.WHOLE;
            case Types.BIGINT -> about.isSigned(index) ? ValueKind.WHOLE : ValueKind.EXACT;
            case Types.NUMERIC, Types.DECIMAL -> ValueKind.EXACT;
            // H2's exact floating point numbers have a longer name
            case Types.FLOAT, Types.DOUBLE -> ValueKind.DOUBLE;
            case Types.REAL -> ValueKind.FLOAT;
            case Types.BOOLEAN -> ValueKind.BOOLEAN;
            case Types.BIT -> bit(type, database);
            case Types.DATE -> ValueKind.DATE;
            case Types.TIME, Types.TIME_WITH_TIMEZONE -> ValueKind.CLOCK;
            case Types.TIMESTAMP -> timestamp(type, database);
            case Types.TIMESTAMP_WITH_TIMEZONE -> ValueKind.INSTANT;
            case Types.ARRAY -> ValueKind.LIST;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> ValueKind.BYTES;
            default -> ValueKind.TEXT;
        };
    }

    private static ValueKind bit(String type, DatabaseKind database) {
        // PostgreSQL calls its booleans bits, and its bits as well
        return database == DatabaseKind.POSTGRESQL && type.endsWith("bit")
                ? ValueKind.TEXT
                : ValueKind.BOOLEAN;
    }

    private static ValueKind timestamp(String type, DatabaseKind database) {
        return switch (database) {
            case POSTGRESQL -> type.equals("timestamptz") ? ValueKind.INSTANT : ValueKind.LOCAL;
            case MARIADB -> type.equals("timestamp") ? ValueKind.UTC : ValueKind.LOCAL;
            case H2 -> ValueKind.LOCAL;
        };
    }

    /** The value of JSON of such a column stays of one family between two runs. */
    String family() {
        return kind.family();
    }
}
