package io.tiktokroutes.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The body of a request: read at once or, where a file is uploaded, while it comes in. Used by one
 * thread.
 */
final class Body {

    private static final int LARGEST = 10 << 20;
    private static final int KEPT = 4 << 10;
    private static final long MOST_SKIPPED = 100L << 20;
    private static final byte[] NOTHING = {};

    private final byte[] whole;
    private final Stream stream;

    private Body(byte[] whole, Stream stream) {
        this.whole = whole;
        this.stream = stream;
    }

    static Body of(byte[] whole) {
        return new Body(whole, null);
    }

    /** Reads all of it; null when it is larger than anybody should send. */
    static Body read(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            byte[] body = in.readNBytes(LARGEST + 1);
            if (body.length > LARGEST) {
                skip(in);
                return null;
            }
            return of(body);
        }
    }

    /** Leaves it to whoever answers the call. */
    static Body coming(HttpExchange exchange) {
        return new Body(NOTHING, new Stream(exchange.getRequestBody()));
    }

    /** All bytes; of an upload the first few that were read. */
    byte[] bytes() {
        return stream == null ? whole : stream.start();
    }

    /** How many bytes came so far. */
    long length() {
        return stream == null ? whole.length : stream.count;
    }

    boolean isEmpty() {
        return stream == null && whole.length == 0;
    }

    /** An upload while it comes in. */
    InputStream stream() {
        return stream;
    }

    /** Reads what nobody read, or the caller, still sending, never gets to see the answer. */
    void finish() throws IOException {
        if (stream != null) {
            skip(stream);
        }
    }

    private static void skip(InputStream in) throws IOException {
        byte[] rest = new byte[1 << 16];
        for (long left = MOST_SKIPPED; left > 0; left -= rest.length) {
            if (in.readNBytes(rest, 0, rest.length) < rest.length) {
                break;
            }
        }
    }

    /** Counts what passes and keeps its start for the call log. */
    private static final class Stream extends FilterInputStream {

        private final byte[] first = new byte[KEPT];
        private long count;

        Stream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            int read = in.read(into, at, most);
            if (read > 0) {
                if (count < KEPT) {
                    int kept = Math.min(read, KEPT - (int) count);
                    System.arraycopy(into, at, first, (int) count, kept);
                }
                count += read;
            }
            return read;
        }

        byte[] start() {
            return Arrays.copyOf(first, (int) Math.min(count, KEPT));
        }
    }
}
