package io.tiktokroutes.warehouse;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** How the values of a column are read, and what they become in JSON. */
enum ValueKind {
    /** Text, and every type that is known by its text only, such as a UUID. */
    TEXT("text", true) {
        @Override
        String text(ResultSet row, int column) throws SQLException {
            return row.getString(column);
        }
    },
    /** Whole numbers of up to 64 bits. */
    WHOLE("number", true) {
        @Override
        String text(ResultSet row, int column) throws SQLException {
            long value = row.getLong(column);
            return row.wasNull() ? null : Long.toString(value);
        }

        @Override
        void write(ResultSet row, int column, JsonGenerator json) throws SQLException, IOException {
            long value = row.getLong(column);
            if (row.wasNull()) {
                json.writeNull();
            } else {
                json.writeNumber(value);
            }
        }
    },
    /** Decimals of any length, digit by digit. */
    EXACT("number", true) {
        @Override
        String text(ResultSet row, int column) throws SQLException {
            return row.getString(column);
        }

        @Override
        void write(ResultSet row, int column, JsonGenerator json) throws SQLException, IOException {
            writeNumber(row.getString(column), json);
        }
    },
    DOUBLE("number", true) {
        @Override
        String text(ResultSet row, int column) throws SQLException {
            double value = row.getDouble(column);
            return row.wasNull() ? null : Double.toString(value);
        }

        @Override
        void write(ResultSet row, int column, JsonGenerator json) throws SQLException, IOException {
            writeNumber(text(row, column), json);
        }
    },
    /** Four bytes: as a double it would show digits that it does not have. */
    FLOAT("number", true) {
        @Override
        String text(ResultSet row, int column) throws SQLException {
            float value = row.getFloat(column);
            return row.wasNull() ? null : Float.toString(value);
        }

        @Override
        void write(ResultSet row, int column, JsonGenerator json) throws SQLException, IOException {
            writeNumber(text(row, column), json);
        }
    },
    BOOLEAN("boolean", true) {
        @Override
        String text(ResultSet row, int column) throws SQLException {
            boolean value = row.getBoolean(column);
            return row.wasNull() ? null : Boolean.toString(value);
        }

        @Override
        void write(ResultSet row, int column, JsonGenerator json) throws SQLException, IOException {
            boolean value = row.getBoolean(column);
            if (row.wasNull()) {
                json.writeNull();
            } else {
                json.writeBoolean(value);
            }
        }
    },
    DATE("time", true) {
        @Override
        String text(ResultSet row, int column) throws SQLException {
            LocalDate value = row.getObject(column, LocalDate.class);
            return value == null ? null : value.toString();
        }
    },
    /** A time of day, as the database writes it. */
    CLOCK("time", true) {
        @Override
        String text(ResultSet row, int column) throws SQLException {
            return row.getString(column);
        }
    },
    /** A date and time of no time zone. */
    LOCAL("time", true) {
        @Override
        String text(ResultSet row, int column) throws SQLException {
            LocalDateTime value = row.getObject(column, LocalDateTime.class);
            return value == null ? null : iso(value);
        }
    },
    /** A moment; the session of the database runs in UTC. */
    UTC("time", true) {
        @Override
        String text(ResultSet row, int column) throws SQLException {
            String value = LOCAL.text(row, column);
            return value == null ? null : value + "Z";
        }
    },
    /** A moment with its time zone. */
    INSTANT("time", true) {
        @Override
        String text(ResultSet row, int column) throws SQLException {
            OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
            return value == null
                    ? null
                    : iso(LocalDateTime.ofInstant(value.toInstant(), ZoneOffset.UTC)) + "Z";
        }
    },
    LIST("list", false) {
        @Override
        String text(ResultSet row, int column) {
            throw new UnsupportedOperationException("a list is no key");
        }

        @Override
        void write(ResultSet row, int column, JsonGenerator json) throws SQLException, IOException {
            Array value = row.getArray(column);
            if (value == null) {
                json.writeNull();
            } else {
                writeAny(value.getArray(), json);
            }
        }
    },
    JSON("other", false) {
        @Override
        String text(ResultSet row, int column) throws SQLException {
            return row.getString(column);
        }

        @Override
        void write(ResultSet row, int column, JsonGenerator json) throws SQLException, IOException {
            String value = row.getString(column);
            if (value == null) {
                json.writeNull();
            } else if (isJson(value)) {
                json.writeRawValue(value);
            } else {
                json.writeString(value);
            }
        }
    },
    BYTES("other", false) {
        @Override
        String text(ResultSet row, int column) {
            throw new UnsupportedOperationException("bytes are no key");
        }

        @Override
        void write(ResultSet row, int column, JsonGenerator json) throws SQLException, IOException {
            byte[] value = row.getBytes(column);
            if (value == null) {
                json.writeNull();
            } else {
                json.writeBinary(value);
            }
        }
    };

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Of numbers; Jackson reads none that has more than a thousand. */
    private static final int MOST_DIGITS = 1_000;

    private final String family;
    private final boolean key;

    ValueKind(String family, boolean key) {
        this.family = family;
        this.key = key;
    }

    /** What a column must stay between two runs. */
    String family() {
        return family;
    }

    /** True when a value has a text that can be a key. */
    boolean canBeKey() {
        return key;
    }

    /** The value as text; null for null. */
    abstract String text(ResultSet row, int column) throws SQLException;

    /** The value as a key: one number has one text, whatever its type or scale; null for null. */
    String key(ResultSet row, int column) throws SQLException {
        String value = text(row, column);
        boolean decimal = this == EXACT || this == DOUBLE || this == FLOAT;
        return decimal && isPlainNumber(value) ? plain(new BigDecimal(value)) : value;
    }

    /** To the second at least; a formatter would take longer than the database for its row. */
    private static String iso(LocalDateTime time) {
        return time.getSecond() == 0 && time.getNano() == 0 ? time + ":00" : time.toString();
    }

    private static String plain(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        boolean huge = Math.abs((long) bare.scale()) > MOST_DIGITS;
        return huge ? bare.toString() : bare.toPlainString();
    }

    /** False for infinity and the like, and for null. */
    private static boolean isPlainNumber(String value) {
        int digits = value != null && value.startsWith("-") ? 1 : 0;
        return value != null
                && digits < value.length()
                && value.length() <= MOST_DIGITS
                && Character.isDigit(value.charAt(digits));
    }

    void write(ResultSet row, int column, JsonGenerator json) throws SQLException, IOException {
        String value = text(row, column);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    /**
     * JSON has neither leading zeros nor infinity, and who reads it takes no number of any length.
     */
    private static void writeNumber(String value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
            return;
        }
        int digits = value.startsWith("-") ? 1 : 0;
        if (!isPlainNumber(value)) {
            json.writeString(value);
        } else if (value.charAt(digits) == '0'
                && digits + 1 < value.length()
                && Character.isDigit(value.charAt(digits + 1))) {
            json.writeNumber(new BigDecimal(value));
        } else {
            json.writeNumber(value);
        }
    }

    private static void writeAny(Object value, JsonGenerator json)
            throws SQLException, IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Object[] many) {
            json.writeStartArray();
            for (Object each : many) {
                writeAny(each, json);
            }
            json.writeEndArray();
        } else if (value instanceof Array array) {
            writeAny(array.getArray(), json);
        } else if (value instanceof Boolean is) {
            json.writeBoolean(is);
        } else if (value instanceof Number number) {
            writeNumber(number.toString(), json);
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else {
            json.writeString(value.toString());
        }
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null && !text.isBlank();
        } catch (IOException e) {
            return false;
        }
    }
}
