package io.tiktokroutes.sandbox.audiences;

import java.nio.charset.StandardCharsets;

/** Reads digests as they must be written: lower-case hex of exactly the right length. */
final class Hex {

    private Hex() {}

    /** The digest in this text, or null when it is none of that many bytes. */
    static byte[] digest(String text, int bytes) {
        // whatever is not Latin becomes a question mark, which is no digit either
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        return digest(ascii, 0, ascii.length, bytes);
    }

    /** The digest in a piece of ASCII text, or null when it is none of that many bytes. */
    static byte[] digest(byte[] ascii, int from, int to, int bytes) {
        if (to - from != 2 * bytes) {
            return null;
        }
        byte[] digest = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            int high = digit(ascii[from + 2 * i]);
            int low = digit(ascii[from + 2 * i + 1]);
            if (high < 0 || low < 0) {
                return null;
            }
            digest[i] = (byte) (high << 4 | low);
        }
        return digest;
    }

    private static int digit(byte ascii) {
        if (ascii >= '0' && ascii <= '9') {
            return ascii - '0';
        }
        return ascii >= 'a' && ascii <= 'f' ? ascii - 'a' + 10 : -1;
    }
}
