package io.tiktokroutes.sandbox.audiences;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A set of pairs of id type and id. Guarded by the {@link AudienceStore}. */
final class Members {

    /** All members in order, taken at one moment; each piece holds digests one behind the other. */
    record Sorted(Map<IdType, List<byte[]>> pieces) {

        /** SHA-256, in hex, over a line {@code TYPE id} for each. */
        String fingerprint() {
            MessageDigest sha256 = sha256();
            try {
                each((type, id) -> sha256.update(line(type, id)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return HexFormat.of().formatHex(sha256.digest());
        }

        /** Writes a list of {@code {"type", "id"}}. */
        void write(JsonGenerator out) throws IOException {
            out.writeStartArray();
            each(
                    (type, id) -> {
                        out.writeStartObject();
                        out.writeStringField("type", type.name());
                        out.writeStringField("id", id);
                        out.writeEndObject();
                    });
            out.writeEndArray();
        }

        private interface Each {
            void accept(IdType type, String id) throws IOException;
        }

        private void each(Each each) throws IOException {
            for (Map.Entry<IdType, List<byte[]>> one : pieces.entrySet()) {
                int width = one.getKey().bytes();
                for (byte[] piece : one.getValue()) {
                    for (int at = 0; at < piece.length; at += width) {
                        each.accept(one.getKey(), HexFormat.of().formatHex(piece, at, at + width));
                    }
                }
            }
        }

        private static byte[] line(IdType type, String id) {
            return (type.name() + " " + id + "\n").getBytes(StandardCharsets.US_ASCII);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every Java has it
            }
        }
    }

    private final Map<IdType, Digests> byType = new EnumMap<>(IdType.class);

    int size() {
        return byType.values().stream().mapToInt(Digests::size).sum();
    }

    void add(IdType type, byte[] digest) {
        byType.computeIfAbsent(type, any -> new Digests(type.bytes())).add(digest);
    }

    void remove(IdType type, byte[] digest) {
        Digests there = byType.get(type);
        if (there != null) {
            there.remove(digest);
        }
    }

    /** Takes digests over as they are; whoever gave them must not change them any more. */
    void take(IdType type, Digests digests) {
        Digests there = byType.putIfAbsent(type, digests);
        if (there != null) {
            digests.forEach(there::add);
        }
    }

    void addAll(Members others) {
        others.byType.forEach((type, digests) -> digests.forEach(one -> add(type, one)));
    }

    void removeAll(Members others) {
        others.byType.forEach((type, digests) -> digests.forEach(one -> remove(type, one)));
    }

    Members copy() {
        Members copy = new Members();
        copy.addAll(this);
        return copy;
    }

    /** How many of the others are here, too. */
    int common(Members others) {
        int[] count = {0};
        others.byType.forEach(
                (type, digests) -> {
                    Digests there = byType.get(type);
                    if (there != null) {
                        digests.forEach(one -> count[0] += there.contains(one) ? 1 : 0);
                    }
                });
        return count[0];
    }

    Sorted sorted() {
        Map<IdType, List<byte[]>> pieces = new EnumMap<>(IdType.class);
        byType.forEach((type, digests) -> pieces.put(type, digests.sorted()));
        return new Sorted(pieces);
    }
}
