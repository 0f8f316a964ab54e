package io.tiktokroutes.runtime;

import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.runtime.live.LiveFiles;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the user's mistake behind an exception that ended the start, or will end it. */
final class StartupFailure {

    private static final Pattern MAPPING_FILE =
            Pattern.compile("(?m)^(?:[^:]*/)?([^:/]+)\\.mapping\\.yaml:");
    private static final Pattern NO_MAPPING = Pattern.compile("there is no mapping '([^']*)'");

    private StartupFailure() {}

    /** A mapping with a mistake is told once, not again by every route that uses it. */
    static String withoutConsequences(String lines) {
        Set<String> told =
                MAPPING_FILE
                        .matcher(lines)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet());
        List<String> causes =
                lines.lines()
                        .filter(line -> missing(line).filter(told::contains).isEmpty())
                        .toList();
        return String.join("\n", causes);
    }

    private static Optional<String> missing(String line) {
        return NO_MAPPING.matcher(line).results().map((MatchResult m) -> m.group(1)).findFirst();
    }

    /** The live files may be null when it did not come to loading them. */
    static StartupException explain(Throwable thrown, Settings settings, LiveFiles live) {
        Throwable last = thrown;
        for (Throwable t = thrown; t != null && t.getCause() != t; t = t.getCause()) {
            last = t;
            if (t instanceof StartupException startup) {
                return startup;
            }
            if (t instanceof RouteFileException) {
                return new StartupException(withoutConsequences(t.getMessage()), thrown);
            }
            if (t instanceof BindException) {
                return portInUse(settings, thrown);
            }
        }
        Optional<String> route = live == null ? Optional.empty() : live.explain(thrown);
        if (route.isPresent()) {
            return new StartupException(route.get(), thrown);
        }
        String message = last.getMessage() == null ? last.toString() : last.getMessage();
        return new StartupException(message.lines().findFirst().orElse(message), thrown);
    }

    /**
     * Camel's server goes on without a word when its port is taken; so this looks before anything
     * is opened.
     */
    static void checkPort(Settings settings) throws StartupException {
        String host = settings.get("http.host");
        int port = settings.number("http.port", 1, 65535);
        try (ServerSocket socket = new ServerSocket()) {
            // as the server does: connections of the process before may linger
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            throw new StartupException(
                    "http.host is '"
                            + host
                            + "'; write an address of this machine, such as 127.0.0.1 or 0.0.0.0",
                    e);
        } catch (IOException e) {
            throw portInUse(settings, e);
        }
    }

    private static StartupException portInUse(Settings settings, Throwable cause) {
        String port = settings.get("http.port") + " on " + settings.get("http.host");
        String why = String.valueOf(cause.getMessage());
        // neither a port below 1024 nor an address of another machine is ours to take
        return why.contains("in use")
                ? new StartupException(
                        "port " + port + " is in use; set http.port to a free one", cause)
                : new StartupException(
                        "port "
                                + port
                                + " cannot be opened: "
                                + why
                                + "; set http.host and"
                                + " http.port to what this machine may listen on",
                        cause);
    }
}
