package io.tiktokroutes.sandbox.account;

import io.tiktokroutes.sandbox.world.Loopback;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The addresses an app may be sent back to. Until some are registered every address of this machine
 * is good, so that a program finds its way back on any port.
 */
public final class Redirects {

    private static final int MOST = 10;

    private final Map<String, List<String>> registered = new ConcurrentHashMap<>();

    public void reset() {
        registered.clear();
    }

    /** Registers these and no others; IllegalArgumentException in the user's words. */
    public void register(String appId, List<String> urls) {
        if (urls.size() > MOST) {
            throw new IllegalArgumentException("an app has at most " + MOST + " redirect URLs");
        }
        for (String url : urls) {
            if (parse(url).isEmpty()) {
                throw new IllegalArgumentException(
                        "a redirect URL begins with http:// or https:// and has no fragment, not "
                                + url);
            }
        }
        registered.put(appId, List.copyOf(urls));
    }

    /** What was registered; empty while every address of this machine is good. */
    public List<String> of(String appId) {
        return registered.getOrDefault(appId, List.of());
    }

    /** Whether it equals a registered one, letter by letter. */
    boolean allows(String appId, String url) {
        List<String> known = of(appId);
        return known.isEmpty() ? parse(url).filter(Loopback::is).isPresent() : known.contains(url);
    }

    /** A fragment would swallow the code. */
    private static Optional<URI> parse(String url) {
        return Loopback.url(url).filter(uri -> uri.getRawFragment() == null);
    }
}
