package io.tiktokroutes.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Bodies that were compressed on the way, as libraries do, and how large they may become. */
public final class Inflation {

    /** So many times its size a stranger's body may become; lists of leads come to about ten. */
    static final int TIMES = 50;

    /** So many bytes it may become however small it was. */
    static final int ALWAYS = 64 << 10;

    private final int most;
    private final boolean strangers;

    private Inflation(int most, boolean strangers) {
        this.most = most;
        this.strangers = strangers;
    }

    /**
     * @param most bytes of a body when it is inflated
     */
    public Inflation(int most) {
        this(most, false);
    }

    /**
     * For bodies that must be inflated to find out who sent them: a few small ones must not fill
     * the memory.
     *
     * @param most bytes of a body when it is inflated
     */
    public static Inflation ofStrangers(int most) {
        return new Inflation(most, true);
    }

    /**
     * The body as it was before.
     *
     * @param encoding the header Content-Encoding; empty without one
     * @throws RefusedRequest 413 as soon as it becomes too large: no more of it is read, 415 for
     *     another encoding than gzip, 400 when it is none
     */
    public byte[] inflate(byte[] body, String encoding) throws RefusedRequest {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> gunzip(body);
            default ->
                    throw new RefusedRequest(
                            415, "send the body as it is, or with Content-Encoding: gzip");
        };
    }

    private byte[] gunzip(byte[] body) throws RefusedRequest {
        int bound = strangers ? (int) Math.min(most, ALWAYS + (long) TIMES * body.length) : most;
        byte[] inflated;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            inflated = in.readNBytes(bound + 1);
        } catch (IOException e) {
            throw new RefusedRequest(400, "the body is not gzip as its Content-Encoding says");
        }
        if (inflated.length > bound) {
            throw new RefusedRequest(
                    413, "the body is larger than %d bytes when inflated".formatted(bound));
        }
        return inflated;
    }
}
