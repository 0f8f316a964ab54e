package io.tiktokroutes.runtime;

import java.net.BindException;

/** Finds the user's mistake behind an exception that ended the start. */
final class StartupFailure {

    private StartupFailure() {}

    static StartupException explain(Throwable thrown, Settings settings) {
        Throwable last = thrown;
        for (Throwable t = thrown; t != null && t.getCause() != t; t = t.getCause()) {
            last = t;
            if (t instanceof StartupException startup) {
                return startup;
            }
            if (t instanceof BindException) {
                return new StartupException(
                        "port "
                                + settings.get("http.port")
                                + " on "
                                + settings.get("http.host")
                                + " is in use; set http.port to a free one",
                        thrown);
            }
        }
        String message = last.getMessage() == null ? last.toString() : last.getMessage();
        return new StartupException(message.lines().findFirst().orElse(message), thrown);
    }
}
