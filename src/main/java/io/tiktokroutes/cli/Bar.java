package io.tiktokroutes.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far a long work is: a bar on a terminal, a plain line now and then otherwise. Safe for use by
 * any thread.
 */
final class Bar implements AutoCloseable {

    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int UPDATE_MILLIS = 250;

    private final String what;
    private final PrintWriter lines;
    private final ProgressBar bar;
    private final long start = System.nanoTime();
    private long whole;
    private long done;
    private String note = "";
    private long told = start;

    /**
     * @param what is counted, such as {@code leads}
     * @param whole how many there are; -1 when nobody knows
     * @param terminal whether standard error is one
     * @param lines where the plain lines go
     */
    Bar(String what, long whole, boolean terminal, PrintWriter lines) {
        this.what = what;
        this.whole = whole;
        this.lines = lines;
        this.bar =
                terminal
                        ? new ProgressBarBuilder()
                                .setTaskName(what)
                                .setInitialMax(whole)
                                .setUpdateIntervalMillis(UPDATE_MILLIS)
                                .setStyle(ProgressBarStyle.ASCII)
                                .showSpeed()
                                .build()
                        : null;
    }

    /** So many more are done. */
    synchronized void step(long more) {
        done += more;
        if (bar != null) {
            bar.stepBy(more);
        }
        tell();
    }

    /** There are more, or fewer, than was said before. */
    synchronized void whole(long now) {
        whole = now;
        if (bar != null) {
            bar.maxHint(now);
        }
    }

    /** What else there is to say of what is done, such as {@code 1,200 rows}. */
    synchronized void note(String words) {
        note = words;
        if (bar != null) {
            bar.setExtraMessage(" " + words);
        }
        tell();
    }

    private void tell() {
        if (bar == null && System.nanoTime() - told >= LINE_NANOS) {
            told = System.nanoTime();
            lines.println(line());
            lines.flush();
        }
    }

    private String line() {
        String count =
                whole < 0
                        ? String.format(Locale.ROOT, "%,d %s", done, what)
                        : String.format(Locale.ROOT, "%,d of %,d %s", done, whole, what);
        return count + (note.isEmpty() ? "" : ", " + note) + left();
    }

    /** How long it will take, as things went so far. */
    private String left() {
        if (whole < 0 || done == 0 || done >= whole) {
            return "";
        }
        Duration left = Duration.ofNanos((System.nanoTime() - start) / done * (whole - done));
        return left.toMinutes() > 0
                ? ", about " + (left.toMinutes() + 1) + " min left"
                : ", about " + Math.max(1, left.toSeconds()) + " s left";
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
