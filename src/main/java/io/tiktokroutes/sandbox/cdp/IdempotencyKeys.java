package io.tiktokroutes.sandbox.cdp;

import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Reply;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Remembers answers by idempotency key, the last 20,000. */
final class IdempotencyKeys {

    private static final int MOST = 20_000;

    /** A null reply means: still at work. */
    private record Seen(String path, String hash, Reply reply) {}

    private final Map<String, Seen> seen = new LinkedHashMap<>();

    synchronized void reset() {
        seen.clear();
    }

    /**
     * Carries the work out unless its key was used before. The same request gets the same answer;
     * one that is still at work, 409; another request under the same key, 422. A failure of the
     * caller's own making (4xx) is forgotten, so that it can be mended under the same key.
     */
    Reply once(Call call, String key, Supplier<Reply> work) {
        String hash = hash(call.body());
        synchronized (this) {
            Seen before = seen.get(key);
            if (before != null) {
                if (!before.path().equals(call.path()) || !before.hash().equals(hash)) {
                    return CdpRecords.error(
                            call, 422, "the idempotency key was used for another request");
                }
                return before.reply() == null
                        ? CdpRecords.error(call, 409, "the idempotency key is in use")
                        : before.reply().with("Idempotency-Replayed", "true");
            }
            seen.put(key, new Seen(call.path(), hash, null));
        }
        Reply reply = null;
        try {
            reply = work.get();
            return reply;
        } finally {
            synchronized (this) {
                if (reply == null || reply.status() >= 400) {
                    seen.remove(key);
                } else {
                    seen.put(key, new Seen(call.path(), hash, reply));
                }
                if (seen.size() > MOST) {
                    seen.remove(seen.keySet().iterator().next());
                }
            }
        }
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
