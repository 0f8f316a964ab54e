package io.tiktokroutes.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The hashes a row may ask for. The first four are the choices of CDP 365's mapping screen beside
 * "none": they digest exactly what stands there, and lower or upper is the case of the digest. Then
 * TikTok's rule for match keys, and the rule for senders who hash themselves.
 */
enum Hash {
    MD5(false, false),
    MD5_UPPER(false, true),
    SHA256(true, false),
    SHA256_UPPER(true, true),
    SHA256_IF_PLAIN(true, false),
    SHA256_GIVEN(true, false);

    private static final byte[] LOWER = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UPPER = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private static final ThreadLocal<MessageDigest> MD5_DIGEST =
            ThreadLocal.withInitial(() -> digest("MD5"));
    private static final ThreadLocal<MessageDigest> SHA256_DIGEST =
            ThreadLocal.withInitial(() -> digest("SHA-256"));

    private final boolean sha;
    private final boolean upper;

    Hash(boolean sha, boolean upper) {
        this.sha = sha;
        this.upper = upper;
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    /** The word for no hash. */
    static final String NONE = "none";

    /** The words a mapping file may write. */
    static List<String> words() {
        return Stream.concat(Stream.of(NONE), Arrays.stream(values()).map(Hash::word)).toList();
    }

    /** The hash a mapping file names, which must be one of the words; null for none. */
    static Hash named(String word) {
        return word.equals(NONE) ? null : valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The digest of the text's UTF-8 bytes, as hexadecimal digits. */
    String of(String text) {
        String input = this == SHA256_IF_PLAIN ? text.strip() : text;
        MessageDigest digest = (sha ? SHA256_DIGEST : MD5_DIGEST).get();
        return hex(digest.digest(input.getBytes(StandardCharsets.UTF_8)), upper ? UPPER : LOWER);
    }

    /** Three times as fast as HexFormat, for three digests in every event. */
    private static String hex(byte[] digest, byte[] digits) {
        byte[] text = new byte[2 * digest.length];
        for (int i = 0; i < digest.length; i++) {
            text[2 * i] = digits[digest[i] >> 4 & 15];
            text[2 * i + 1] = digits[digest[i] & 15];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** The digest itself when the text already is one and this rule lets it pass, else null. */
    String passes(String text) {
        if (this != SHA256_IF_PLAIN && this != SHA256_GIVEN) {
            return null;
        }
        String stripped = text.strip();
        return Values.isHex(stripped, 64) ? stripped.toLowerCase(Locale.ROOT) : null;
    }
}
