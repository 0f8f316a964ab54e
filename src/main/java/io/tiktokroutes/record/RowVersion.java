package io.tiktokroutes.record;

/**
 * The key of a record that is one of several about the same row, such as {@code C-17@42}: the row's
 * primary key and the run that noticed the change. A later run has the higher number.
 *
 * @param rowKey the primary key of the row
 * @param run the run; 0 for records that are not versions
 */
public record RowVersion(String rowKey, long run) {

    private static final int MOST_DIGITS = 18;

    /** What the key of a record says; a key without a run is its own row. */
    public static RowVersion of(String recordKey) {
        int at = recordKey.lastIndexOf('@');
        String digits = recordKey.substring(at + 1);
        boolean versioned =
                at > 0
                        && !digits.isEmpty()
                        && digits.length() <= MOST_DIGITS
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return versioned
                ? new RowVersion(recordKey.substring(0, at), Long.parseLong(digits))
                : new RowVersion(recordKey, 0);
    }

    /** The key of the record. */
    public String recordKey() {
        return rowKey + "@" + run;
    }
}
