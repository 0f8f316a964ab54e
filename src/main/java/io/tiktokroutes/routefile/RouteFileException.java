package io.tiktokroutes.routefile;

/** A file that cannot take effect; the message is one line that says where, what and what to do. */
public final class RouteFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Position at;
    private final String problem;

    /** A mistake without a place, or several of them with a line for each. */
    public RouteFileException(String line) {
        super(line);
        this.at = Position.START;
        this.problem = line;
    }

    /**
     * @param file how messages call it
     * @param what what is wrong; what to write
     */
    public RouteFileException(String file, Position at, String what) {
        this(file, at, what, null);
    }

    /**
     * @param cause what Camel said; may be null
     */
    public RouteFileException(String file, Position at, String what, Throwable cause) {
        super(file + ":" + at + ": error: " + what, cause);
        this.at = at;
        this.problem = what;
    }

    public Position at() {
        return at;
    }

    /** The message without the place. */
    public String problem() {
        return problem;
    }
}
