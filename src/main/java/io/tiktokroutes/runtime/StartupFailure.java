package io.tiktokroutes.runtime;

import io.tiktokroutes.runtime.live.LiveFiles;
import io.tiktokroutes.runtime.live.RouteFileException;
import java.net.BindException;
import java.util.Optional;

/** Finds the user's mistake behind an exception that ended the start. */
final class StartupFailure {

    private StartupFailure() {}

    /** The live files may be null when it did not come to loading them. */
    static StartupException explain(Throwable thrown, Settings settings, LiveFiles live) {
        Throwable last = thrown;
        for (Throwable t = thrown; t != null && t.getCause() != t; t = t.getCause()) {
            last = t;
            if (t instanceof StartupException startup) {
                return startup;
            }
            if (t instanceof RouteFileException) {
                return new StartupException(t.getMessage(), thrown);
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
        Optional<String> route = live == null ? Optional.empty() : live.explain(thrown);
        if (route.isPresent()) {
            return new StartupException(route.get(), thrown);
        }
        String message = last.getMessage() == null ? last.toString() : last.getMessage();
        return new StartupException(message.lines().findFirst().orElse(message), thrown);
    }
}
