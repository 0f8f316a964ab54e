package io.tiktokroutes.warehouse;

import io.tiktokroutes.http.DownloadFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where the rows that changed wait until the query is known to be good: a file without a name,
 * which nobody but this process can read, as its key is in memory only.
 */
final class Spool implements AutoCloseable {

    private static final String CIPHER = "AES/CTR/NoPadding";
    private static final int KEY_BYTES = 16;
    private static final int BUFFER = 1 << 16;

    private final DownloadFile file;
    private final SecretKeySpec key;
    private final IvParameterSpec start;
    private final DataOutputStream out;
    private DataInputStream in;
    private long rows;

    Spool() {
        byte[] random = new byte[2 * KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, 0, KEY_BYTES, "AES");
        this.start = new IvParameterSpec(random, KEY_BYTES, KEY_BYTES);
        try {
            this.file = DownloadFile.make("models");
        } catch (IOException e) {
            throw trouble("be made", e);
        }
        this.out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                new CipherOutputStream(
                                        new BufferedOutputStream(
                                                Channels.newOutputStream(file.channel()), BUFFER),
                                        cipher(Cipher.ENCRYPT_MODE)),
                                BUFFER));
    }

    private Cipher cipher(int mode) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, start);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds a row whose JSON is a part of those bytes. */
    void add(
            RowEntry.What what,
            boolean refused,
            String rowKey,
            long hash,
            byte[] json,
            int offset,
            int length) {
        byte[] text = rowKey.getBytes(StandardCharsets.UTF_8);
        try {
            out.writeByte(what.code() * 2 + (refused ? 1 : 0));
            out.writeShort(text.length);
            out.write(text);
            out.writeLong(hash);
            out.writeInt(length);
            out.write(json, offset, length);
            rows++;
        } catch (IOException e) {
            throw trouble("be written", e);
        }
    }

    private static ModelException trouble(String what, IOException e) {
        return new ModelException(
                "the file of the rows that wait to be sent cannot "
                        + what
                        + " in "
                        + System.getProperty("java.io.tmpdir")
                        + ": "
                        + e.getMessage()
                        + "; make room there, or choose another folder with -Djava.io.tmpdir",
                e);
    }

    /** From now on it is read. */
    void finish() {
        try {
            out.flush();
            in =
                    new DataInputStream(
                            new BufferedInputStream(
                                    new CipherInputStream(
                                            new BufferedInputStream(file.content(), BUFFER),
                                            cipher(Cipher.DECRYPT_MODE)),
                                    BUFFER));
        } catch (IOException e) {
            throw trouble("be written", e);
        }
    }

    /** The next row; null when there is none any more. */
    RowEntry next() {
        if (rows == 0) {
            return null;
        }
        try {
            int first = in.readByte();
            byte[] text = new byte[in.readUnsignedShort()];
            in.readFully(text);
            long hash = in.readLong();
            byte[] json = new byte[in.readInt()];
            in.readFully(json);
            rows--;
            return new RowEntry(
                    RowEntry.What.of(first / 2),
                    first % 2 == 1,
                    new String(text, StandardCharsets.UTF_8),
                    hash,
                    json);
        } catch (IOException e) {
            // an end before the last row, too: the rest would count as sent
            throw trouble("be read", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
