package io.tiktokroutes.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals short texts such as tokens, so that what is stored tells nothing without the key. */
public final class Seal {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** Stands before what is sealed, should there ever be another way. */
    private static final String WAY = "gcm1:";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    private Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * A seal of that key.
     *
     * @param key base64 of 32 bytes
     * @throws IllegalArgumentException when it is not; the message tells what it is, not the key
     */
    public static Seal of(String key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException e) {
            // its message quotes what was written
            throw new IllegalArgumentException("it is not base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("it is base64 of " + bytes.length + " bytes");
        }
        return new Seal(bytes);
    }

    /** A new key, as base64. */
    public static String newKey() {
        return Base64.getEncoder().encodeToString(random(KEY_BYTES));
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /**
     * Seals a text.
     *
     * @param name what the text is; under another name it cannot be opened
     */
    public String seal(String name, String text) {
        byte[] nonce = random(NONCE_BYTES);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, name)
                            .doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return WAY + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks AES/GCM", e);
        }
    }

    /**
     * Opens what was sealed under that name.
     *
     * @throws GeneralSecurityException when it was sealed with another key or under another name,
     *     or was changed since
     */
    public String open(String name, String sealed) throws GeneralSecurityException {
        if (!sealed.startsWith(WAY)) {
            throw new GeneralSecurityException("sealed in a way that is not known");
        }
        try {
            byte[] all = Base64.getDecoder().decode(sealed.substring(WAY.length()));
            if (all.length <= NONCE_BYTES) {
                throw new GeneralSecurityException("too short");
            }
            byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
            byte[] text =
                    cipher(Cipher.DECRYPT_MODE, nonce, name)
                            .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not base64", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
