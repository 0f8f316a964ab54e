package io.tiktokroutes.runtime.notify;

/**
 * One notification.
 *
 * @param level how bad it is
 * @param title one line
 * @param text some lines, without personal data, secrets or record keys
 */
record Notice(Level level, String title, String text) {

    /** True when it tells of something bad. */
    boolean failure() {
        return level != Level.GOOD;
    }

    /** The title with its level before it, for those who sort by that. */
    String subject() {
        return level.prefix() + title;
    }

    /** All of it in one line, for the log. */
    String line() {
        return title + ": " + text.replace("\n", "; ");
    }
}
