package io.tiktokroutes.runtime.live;

/** A file that cannot take effect; the message is one line that says where, what and what to do. */
public final class RouteFileException extends Exception {

    private static final long serialVersionUID = 1L;

    RouteFileException(String line) {
        super(line);
    }

    RouteFileException(String file, Position at, String what) {
        super(file + ":" + at + ": error: " + what);
    }

    RouteFileException(String file, Position at, String what, Throwable cause) {
        super(file + ":" + at + ": error: " + what, cause);
    }
}
