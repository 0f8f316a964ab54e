package io.tiktokroutes.intake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * The key a caller must present: as {@code Authorization: Bearer KEY}, as the user name of HTTP
 * Basic (Segment's SDKs), or as {@code ?token=KEY} (Commanders Act). Without a key only callers on
 * this machine are let in.
 */
final class SourceKey {

    private final byte[] key;

    SourceKey(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @param authorization the header, or null
     * @param token the query parameter, or null
     * @param caller the IP address the call comes from; empty when unknown
     * @throws IntakeException 401 when the caller may not post
     */
    void check(String authorization, String token, String caller) throws IntakeException {
        if (key.length == 0) {
            if (!isLoopback(caller)) {
                throw new IntakeException(
                        401, "no sources.key is set, so only callers on the same machine may post");
            }
            return;
        }
        String presented = presented(authorization, token);
        // equal time whatever was presented
        if (!MessageDigest.isEqual(key, presented.getBytes(StandardCharsets.UTF_8))) {
            throw new IntakeException(
                    401,
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

    private static String presented(String authorization, String token) {
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
