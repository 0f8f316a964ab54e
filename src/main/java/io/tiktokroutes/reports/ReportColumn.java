package io.tiktokroutes.reports;

/**
 * A column as a mapping gives it.
 *
 * @param name in lower case
 * @param type what its values are
 */
public record ReportColumn(String name, Type type) {

    /** What the values of a column are. */
    public enum Type {
        INTEGER("a whole number"),
        NUMBER("a number"),
        BOOLEAN("true or false"),
        /** A day or a time, written as text. */
        DATETIME("a day or time"),
        TEXT("a text");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /** How a message calls a value of this type. */
        public String words() {
            return words;
        }
    }

    /**
     * @throws IllegalArgumentException when the name cannot be that of a column
     */
    public ReportColumn {
        name = TableName.plain(name);
    }
}
