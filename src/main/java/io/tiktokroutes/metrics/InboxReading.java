package io.tiktokroutes.metrics;

/**
 * One look at an inbox.
 *
 * @param depth records it holds, counted no further than its bound; NaN when nobody could tell
 * @param waiting those that failed and are not due for another try yet
 * @param oldestAge seconds since the oldest was accepted; 0 when it is empty
 */
public record InboxReading(double depth, double waiting, double oldestAge) {

    /** The database gave no answer. */
    public static final InboxReading UNKNOWN = new InboxReading(Double.NaN, Double.NaN, Double.NaN);
}
