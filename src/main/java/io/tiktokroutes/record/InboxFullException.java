package io.tiktokroutes.record;

/** The inbox holds as many records as it may; the caller should come again later. */
public final class InboxFullException extends Exception {

    private static final long serialVersionUID = 1L;

    public InboxFullException(String inbox, long bound) {
        super("inbox " + inbox + " holds its bound of " + bound + " records");
    }
}
