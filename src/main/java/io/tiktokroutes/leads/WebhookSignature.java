package io.tiktokroutes.leads;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code X-Open-Signature}: the HMAC-SHA256 of a webhook's body under the app's secret.
 *
 * <p>Source: TikTok's page on lead webhooks. It wants every character beyond ASCII written as a
 * backslash, u and four digits before the digest is made, but does not say whether it posts the
 * body so. Both readings are taken: either needs the secret.
 */
final class WebhookSignature {

    /** What was signed. */
    enum Form {
        /** The body has ASCII only, so there is no difference. */
        ASCII,
        /** The body with what is beyond ASCII written as {@code \\uXXXX}. */
        ESCAPED,
        /** The bytes as they came. */
        RAW
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key;

    /**
     * @param secret the developer app's; not empty
     */
    WebhookSignature(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * Compares in the same time whatever is presented.
     *
     * @param body the bytes as TikTok wrote them
     * @param presented the header; empty without one
     * @return what was signed; empty when the signature fits neither way
     */
    Optional<Form> fits(byte[] body, String presented) {
        byte[] given = presented.getBytes(StandardCharsets.UTF_8);
        Mac mac = mac();
        boolean raw = MessageDigest.isEqual(given, hex(mac.doFinal(body)));
        if (isAscii(body)) {
            return raw ? Optional.of(Form.ASCII) : Optional.empty();
        }
        boolean escaped = escape(mac, body) && MessageDigest.isEqual(given, hex(mac.doFinal()));
        if (escaped) {
            return Optional.of(Form.ESCAPED);
        }
        return raw ? Optional.of(Form.RAW) : Optional.empty();
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    private static byte[] hex(byte[] digest) {
        return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isAscii(byte[] body) {
        for (byte each : body) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    /** Gives the escaped body to the digest; false when the body is no UTF-8. */
    private static boolean escape(Mac mac, byte[] body) {
        CharBuffer text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            return false;
        }
        byte[] escape = {'\\', 'u', 0, 0, 0, 0};
        ByteBuffer piece = ByteBuffer.allocate(8192);
        while (text.hasRemaining()) {
            char c = text.get();
            if (c < 0x80) {
                piece.put((byte) c);
            } else {
                for (int i = 0; i < 4; i++) {
                    escape[2 + i] = DIGITS[(c >> (12 - 4 * i)) & 15];
                }
                piece.put(escape);
            }
            if (piece.remaining() < escape.length) {
                mac.update(piece.flip());
                piece.clear();
            }
        }
        mac.update(piece.flip());
        return true;
    }
}
