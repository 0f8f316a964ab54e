package io.tiktokroutes.record;

/**
 * What became of records that were put into an inbox, after commit.
 *
 * @param accepted new ones
 * @param duplicates ones whose key is in the inbox already, or was settled before
 */
public record Accepted(int accepted, int duplicates) {}
