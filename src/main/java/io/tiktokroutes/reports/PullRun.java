package io.tiktokroutes.reports;

import io.tiktokroutes.tiktok.TikTokException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** One run of a report: the windows that wait, and what became of the others. */
public final class PullRun {

    /** A call to TikTok, which may wait for long. */
    interface Call<T> {
        T now() throws TikTokException, IOException;
    }

    private final Report report;
    private final PullListener listener;
    private final PullOutcome outcome;
    private final Set<String> told;
    private final Deque<WantedWindow> waiting = new ArrayDeque<>();
    private final Map<String, ReportQuery> queries = new HashMap<>();
    private final Set<Thread> calling = new HashSet<>();
    private List<Lane> lanes = List.of();
    private int working;
    private boolean stopped;

    /**
     * @param told which metrics were logged as missing; shared by all runs
     */
    PullRun(Report report, PullListener listener, Set<String> told) {
        this.told = told;
        this.report = report;
        this.listener = listener;
        this.outcome = new PullOutcome(report.name());
    }

    Report report() {
        return report;
    }

    PullListener listener() {
        return listener;
    }

    PullOutcome outcome() {
        return outcome;
    }

    /** Takes what is to be pulled, and makes the lanes that pull it. */
    synchronized void planned(PullPlan.Planned plan, RowSource rows, DaysRead days) {
        waiting.addAll(plan.windows());
        int count = Math.min(report.parallel(), waiting.size());
        lanes = IntStream.range(0, count).mapToObj(i -> new Lane(this, rows, days)).toList();
        listener.planned(waiting.size(), plan.daysBefore());
    }

    /** As many as pull at the same time, each window after window. */
    public synchronized List<Lane> lanes() {
        return lanes;
    }

    /** The next window; null when none is left, or the program is stopping. */
    synchronized WantedWindow take() {
        try {
            // while others work, there may be halves, or a window that failed
            while (waiting.isEmpty() && working > 0 && !stopped) {
                wait(1_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
        if (stopped || waiting.isEmpty()) {
            return null;
        }
        working++;
        return waiting.removeFirst();
    }

    /** What is asked for an ad account: without metrics it was found not to have. */
    synchronized ReportQuery query(String advertiserId) {
        return queries.getOrDefault(advertiserId, report.query());
    }

    /**
     * From now on less is asked for an ad account.
     *
     * @return whether that is news
     */
    synchronized boolean dropped(String advertiserId, ReportQuery others) {
        queries.put(advertiserId, others);
        return told.add(report.name() + "/" + advertiserId + "/" + others.digest());
    }

    /** A window is in the table. */
    void pulled(WantedWindow window, long rows) {
        outcome.pulled(window, rows);
        listener.pulled(window.window(), rows);
        free();
    }

    /** A window is pulled anew at once. */
    synchronized void anew(WantedWindow window) {
        waiting.addFirst(window);
        free();
    }

    /** A window is pulled as its halves. */
    void halved(WantedWindow window) {
        listener.halved(window.window());
        synchronized (this) {
            List<WantedWindow> halves = window.halves();
            waiting.addFirst(halves.get(1));
            waiting.addFirst(halves.get(0));
        }
        free();
    }

    /** A window failed: it is pulled again after the others, or given up. */
    void failed(WantedWindow window, boolean later, String message) {
        if (later && window.attempts() < report.retries()) {
            outcome.again(window, message);
            synchronized (this) {
                waiting.addLast(window.again());
            }
        } else {
            outcome.failed(window, message);
            listener.failed(window.window(), message);
        }
        free();
    }

    /** A window failed, and so would others. */
    void failed(WantedWindow window, Predicate<WantedWindow> others, String message) {
        List<WantedWindow> same = new ArrayList<>(List.of(window));
        synchronized (this) {
            waiting.stream().filter(others).forEach(same::add);
            waiting.removeIf(others);
        }
        for (WantedWindow each : same) {
            outcome.failed(each, message);
            listener.failed(each.window(), message);
        }
        free();
    }

    /** A lane has no window any more. */
    synchronized void free() {
        working--;
        notifyAll();
    }

    /**
     * Makes a call that is cut short when the program stops. Only calls are: a thread that is
     * interrupted while it writes to the embedded database closes its file.
     *
     * @throws IOException when the program is stopping
     */
    <T> T calling(Call<T> call) throws TikTokException, IOException {
        synchronized (this) {
            if (stopped) {
                throw new IOException("the program is stopping");
            }
            calling.add(Thread.currentThread());
        }
        try {
            return call.now();
        } finally {
            synchronized (this) {
                calling.remove(Thread.currentThread());
                if (Thread.interrupted()) {
                    stopped = true;
                    notifyAll();
                }
            }
        }
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Nothing further is pulled. */
    synchronized void stop() {
        stopped = true;
        calling.forEach(Thread::interrupt);
        notifyAll();
    }

    /** Lets go of what a stop left half done, and tells what came. */
    void end() {
        lanes().forEach(Lane::close);
        int left;
        synchronized (this) {
            left = waiting.size() + working;
        }
        outcome.tell(left);
        if (left > 0) {
            throw new ReportException(report.name() + ": the program is stopping");
        }
    }
}
