package io.tiktokroutes.record;

import java.util.Set;

/**
 * What became of records that were put into an inbox, after commit.
 *
 * @param accepted new ones
 * @param duplicates ones whose key is in the inbox already, or was settled before
 * @param known the keys that were known before this call; a key that stood twice among the records
 *     of the call is none of them unless it was known as well
 */
public record Accepted(int accepted, int duplicates, Set<String> known) {

    /** Of no records. */
    public static final Accepted NOTHING = new Accepted(0, 0, Set.of());
}
