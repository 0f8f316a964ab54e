package io.tiktokroutes.warehouse;

/**
 * A row that a run has something to do with.
 *
 * @param what is to be done
 * @param refused whether a destination refuses it as it was sent before
 * @param key its primary key
 * @param hash of its values; 0 when it is gone
 * @param json its values; empty when it is gone
 */
record RowEntry(What what, boolean refused, String key, long hash, byte[] json) {

    /** What is to be done with a row. */
    enum What {
        /** Goes as a new record. */
        ADDED(0, "added"),
        /** Changed, and goes again. */
        CHANGED(1, "changed"),
        /** Did not change, and goes again because it was refused. */
        AGAIN(2, "again"),
        /** Left, and destinations are told. */
        REMOVED(3, "removed"),
        /** Left, and is only forgotten. */
        LEFT(4, "");

        private final int code;
        private final String word;

        What(int code, String word) {
            this.code = code;
            this.word = word;
        }

        /** The number of it in a spool. */
        int code() {
            return code;
        }

        static What of(int code) {
            for (What what : values()) {
                if (what.code == code) {
                    return what;
                }
            }
            throw new IllegalStateException("a spool is no spool any more");
        }

        /** The word in the table of the run's rows. */
        String word() {
            return word;
        }
    }
}
