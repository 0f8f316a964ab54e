package io.tiktokroutes.runtime;

/** A user's mistake that keeps the program from starting; the message is one line for the user. */
public final class StartupException extends Exception {

    private static final long serialVersionUID = 1L;

    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
