package io.tiktokroutes.inbox.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * The id of a run: a UUID of version 8 that is made of the record itself, so that it need not be
 * stored. It begins with the time at which the record was accepted, by which the run is found.
 */
public final class RunId {

    private static final long RANDOM_A = 0xFFFL;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000000000000000L;

    private RunId() {}

    /**
     * @param receivedAt when the record was accepted; null when nobody noted it
     */
    public static UUID of(String inbox, String key, Instant receivedAt) {
        long millis = receivedAt == null ? 0 : receivedAt.toEpochMilli();
        ByteBuffer digest = ByteBuffer.wrap(sha256(inbox + '\0' + key));
        long first = digest.getLong();
        long second = digest.getLong();
        return new UUID((millis << 16) | VERSION_8 | (first & RANDOM_A), VARIANT | (second >>> 2));
    }

    /** When the record was accepted; null when nobody noted it. */
    static Instant receivedAt(UUID id) {
        long millis = id.getMostSignificantBits() >>> 16;
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    /** True when a run may have that id. */
    public static boolean isOne(UUID id) {
        return id.version() == 8 && id.variant() == 2;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
