package io.tiktokroutes.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One line on a terminal that says how far a long run is, and that goes away afterwards. */
final class Progress {

    private static final long EVERY_NANOS = 250_000_000;

    /** Asking for the time costs more than counting. */
    private static final int EVERY_RECORDS = 512;

    /** Back to the first column, and everything behind it away. */
    private static final String CLEAR = "\r\u001b[K";

    private final OutputStream terminal;
    private final long bytes;
    private final long everyNanos;
    private long told = System.nanoTime();
    private int records;
    private boolean shown;

    /**
     * @param terminal where to show it; null to show nothing
     * @param bytes how long the input is; 0 when nobody knows
     */
    Progress(OutputStream terminal, long bytes) {
        this(terminal, bytes, EVERY_NANOS);
    }

    /**
     * @param everyNanos how often to show it anew; tests do not wait
     */
    Progress(OutputStream terminal, long bytes, long everyNanos) {
        this.terminal = terminal;
        this.bytes = bytes;
        this.everyNanos = everyNanos;
    }

    /** Called after every record. */
    void step(Tally tally, ByteWindow input) throws IOException {
        if (terminal == null || ++records % EVERY_RECORDS != 0) {
            return;
        }
        long now = System.nanoTime();
        if (now - told >= everyNanos) {
            told = now;
            shown = true;
            String line =
                    String.format(
                            Locale.ROOT, "%,d records, %,d/s", tally.records(), tally.perSecond());
            if (bytes > 0) {
                line += ", " + 100 * input.passed() / bytes + " %";
            }
            terminal.write((CLEAR + line).getBytes(StandardCharsets.UTF_8));
            terminal.flush();
        }
    }

    /** The same output for others, for whom the line makes way. */
    OutputStream makingWay(OutputStream err) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                clear();
                err.write(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException {
                err.flush();
            }
        };
    }

    /** Takes the line away. */
    void clear() throws IOException {
        if (shown) {
            shown = false;
            terminal.write(CLEAR.getBytes(StandardCharsets.UTF_8));
            terminal.flush();
        }
    }
}
