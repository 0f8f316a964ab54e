package io.tiktokroutes.sandbox.world;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Addresses of this machine, which the sandbox treats more kindly than TikTok could. */
public final class Loopback {

    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

    private Loopback() {}

    /** The URL, if it is an absolute http or https one with a host. */
    public static Optional<URI> url(String text) {
        try {
            URI uri = URI.create(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // what does not parse is no URL
        }
    }

    public static boolean is(URI url) {
        return HOSTS.contains(url.getHost());
    }
}
