package io.tiktokroutes.http;

/** A request to us that is not taken, with the HTTP status that says so. */
public final class RefusedRequest extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status the HTTP status of the answer
     * @param message for the caller: what is wrong
     */
    public RefusedRequest(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
