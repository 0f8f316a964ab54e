package io.tiktokroutes.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a long work is: a bar on a terminal, a plain line now and then otherwise. */
final class Bar implements AutoCloseable {

    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int UPDATE_MILLIS = 250;

    private final String what;
    private final PrintWriter lines;
    private final ProgressBar bar;
    private long whole;
    private long done;
    private long told = System.nanoTime();

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
    void step(long more) {
        done += more;
        if (bar != null) {
            bar.stepBy(more);
        } else if (System.nanoTime() - told >= LINE_NANOS) {
            told = System.nanoTime();
            lines.println(line());
            lines.flush();
        }
    }

    /** There are more, or fewer, than was said before. */
    void whole(long now) {
        whole = now;
        if (bar != null) {
            bar.maxHint(now);
        }
    }

    private String line() {
        return whole < 0
                ? String.format(Locale.ROOT, "%,d %s", done, what)
                : String.format(Locale.ROOT, "%,d of %,d %s", done, whole, what);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
