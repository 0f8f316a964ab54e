package io.tiktokroutes.sandbox.audiences;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * All members of an audience in order, as they were at one moment.
 *
 * @param byType by the name of the type; each piece holds digests one behind the other
 */
record SortedMembers(Map<IdType, List<byte[]>> byType) {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);

    /** SHA-256, in hex, over a line {@code TYPE id} for each. */
    String fingerprint() {
        MessageDigest sha256 = sha256();
        byType.forEach((type, pieces) -> pieces.forEach(piece -> update(sha256, type, piece)));
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void update(MessageDigest sha256, IdType type, byte[] piece) {
        byte[] line = (type + " " + "0".repeat(2 * type.bytes()) + "\n").getBytes(US_ASCII);
        int id = type.name().length() + 1;
        for (int at = 0; at < piece.length; at += type.bytes()) {
            for (int i = 0; i < type.bytes(); i++) {
                line[id + 2 * i] = DIGITS[piece[at + i] >> 4 & 0xF];
                line[id + 2 * i + 1] = DIGITS[piece[at + i] & 0xF];
            }
            sha256.update(line);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Writes a list of {@code {"type", "id"}}. */
    void write(JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (Map.Entry<IdType, List<byte[]>> one : byType.entrySet()) {
            int width = one.getKey().bytes();
            for (byte[] piece : one.getValue()) {
                for (int at = 0; at < piece.length; at += width) {
                    out.writeStartObject();
                    out.writeStringField("type", one.getKey().name());
                    out.writeStringField("id", HexFormat.of().formatHex(piece, at, at + width));
                    out.writeEndObject();
                }
            }
        }
        out.writeEndArray();
    }
}
