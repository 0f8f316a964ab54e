package io.tiktokroutes.intake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The key a caller must present: as {@code Authorization: Bearer KEY}, as the user name of HTTP
 * Basic (Segment's SDKs), or as {@code ?token=KEY} (Commanders Act). Without a key only callers on
 * this machine are let in.
 */
final class SourceKey {

    private final List<byte[]> keys;

    /**
     * @param keys any of them will do; empty ones are none
     */
    SourceKey(String... keys) {
        this.keys =
                Stream.of(keys)
                        .filter(key -> !key.isEmpty())
                        .map(key -> key.getBytes(StandardCharsets.UTF_8))
                        .toList();
    }

    /**
     * @param presented the key as the caller gave it; empty without one
     * @param caller the IP address the call comes from; empty when unknown
     * @throws IntakeException 401 when the caller presents no key, 403 when it is a wrong one
     */
    void check(String presented, String caller) throws IntakeException {
        if (keys.isEmpty()) {
            if (!isLoopback(caller)) {
                throw new IntakeException(
                        401, "no sources.key is set, so only callers on the same machine may post");
            }
            return;
        }
        boolean right = false;
        for (byte[] key : keys) {
            // equal time whatever was presented
            right |= MessageDigest.isEqual(key, presented.getBytes(StandardCharsets.UTF_8));
        }
        if (!right) {
            throw new IntakeException(
                    presented.isEmpty() ? 401 : 403,
                    "present the sources.key as Authorization: Bearer KEY, as the user name of HTTP"
                            + " Basic, or as ?token=KEY");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            // an address is not looked up anywhere; an empty one would be taken for loopback
            return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * The key a request presents; empty when it presents none.
     *
     * @param authorization the header, or null
     * @param token the query parameter, or null
     */
    static String presented(String authorization, String token) {
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return authorization.substring(7).strip();
        }
        if (authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return basicUser(authorization.substring(6).strip());
        }
        return token == null ? "" : token;
    }

    private static String basicUser(String encoded) {
        try {
            byte[] decoded = Base64.getDecoder().decode(encoded);
            return new String(decoded, StandardCharsets.UTF_8).split(":", 2)[0];
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
