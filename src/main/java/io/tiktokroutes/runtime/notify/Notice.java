package io.tiktokroutes.runtime.notify;

/**
 * One notification.
 *
 * @param failure whether it tells of something bad
 * @param title one line
 * @param text some lines, without personal data, secrets or record keys
 */
record Notice(boolean failure, String title, String text) {

    /** All of it in one line, for the log. */
    String line() {
        return title + ": " + text.replace("\n", "; ");
    }
}
