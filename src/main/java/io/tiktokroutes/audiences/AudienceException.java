package io.tiktokroutes.audiences;

/** What is wrong with an audience destination, and what to do about it. */
public final class AudienceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AudienceException(String message) {
        super(message);
    }
}
