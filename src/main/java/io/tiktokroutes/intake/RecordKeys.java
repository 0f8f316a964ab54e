package io.tiktokroutes.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The key of a record: the vendor's event id, or a digest of the payload where there is none. The
 * same event posted twice has the same key and is kept once.
 */
final class RecordKeys {

    /** The inbox's key column holds 256; a longer id is digested instead. */
    private static final int LONGEST = 200;

    private final List<List<String>> paths;

    /**
     * @param paths where the vendor writes the id, most wanted first, such as {@code
     *     context.event_id,event_id}
     */
    RecordKeys(String paths) {
        this.paths =
                List.of(paths.split(",")).stream()
                        .map(String::strip)
                        .filter(path -> !path.isEmpty())
                        .map(path -> List.of(path.split("\\.")))
                        .toList();
    }

    String key(JsonNode payload) {
        String id = id(payload);
        return id.isEmpty() ? digest(payload.toString()) : fit(id);
    }

    /** The id as the vendor wrote it; empty when there is none. */
    String id(JsonNode payload) {
        for (List<String> path : paths) {
            JsonNode value = payload;
            for (String name : path) {
                value = value.path(name);
            }
            String id = value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
            if (!id.isEmpty()) {
                return id;
            }
        }
        return "";
    }

    /** An id as a key column can hold it. */
    static String fit(String id) {
        return isPlain(id) ? id : digest(id);
    }

    /** False for what a key column cannot hold: too long, or with characters PostgreSQL refuses. */
    private static boolean isPlain(String id) {
        return id.length() <= LONGEST
                && id.chars().noneMatch(c -> Character.isISOControl(c) || isSurrogate(c));
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
            // 32 characters: as long as TikTok suggests for an event id, and still no chance to
            // meet
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
