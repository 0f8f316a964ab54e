package io.tiktokroutes.schema;

/**
 * The first thing about a payload that its schema does not allow.
 *
 * @param reason a code of the ledger, such as {@code BAD_CURRENCY}
 * @param path the place as mapping files write it; empty for the payload as a whole
 * @param message what is wrong and what should stand there; never repeats a value
 */
public record Violation(String reason, String path, String message) {}
