package io.tiktokroutes.runtime;

/**
 * A saved file that did not take effect.
 *
 * @param text what was saved
 * @param line why not, and what to do
 * @param out true when nothing of the file is active, false when an older version is
 */
record Refusal(String text, String line, boolean out) {}
