package io.tiktokroutes.cli;

import io.tiktokroutes.inbox.log.Run;
import io.tiktokroutes.inbox.log.RunFilter;
import io.tiktokroutes.inbox.log.RunLog;
import io.tiktokroutes.inbox.log.RunNews;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code log --follow}: prints each run when it ends, until nobody reads any more. */
final class LogFollowing {

    private static final long LOOK_SECONDS = 1;

    private final RunLog log;
    private final RunFilter filter;
    private final boolean json;
    private final Outlet out;
    private final NdjsonOut lines;

    LogFollowing(RunLog log, RunFilter filter, boolean json, OutputStream out) throws IOException {
        this.log = log;
        this.filter = filter;
        this.json = json;
        this.out = new Outlet(out);
        this.lines = new NdjsonOut(this.out);
    }

    /**
     * @param before the runs to begin with, the newest first
     */
    void go(List<Run> before) throws SQLException, IOException {
        RunNews news = new RunNews(log, filter, before, Instant.now());
        List<Run> next = new ArrayList<>(before);
        Collections.reverse(next);
        try {
            while (true) {
                print(next);
                TimeUnit.SECONDS.sleep(LOOK_SECONDS);
                next = news.next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Outlet.Failure e) {
            if (!e.nobodyReads()) {
                throw e;
            }
        }
    }

    private void print(List<Run> runs) throws IOException {
        for (Run run : runs) {
            if (json) {
                lines.write(RunLines.json(run, false));
            } else {
                out.write((RunLines.line(run) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        lines.flush();
        out.flush();
    }
}
