package io.tiktokroutes.cdp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events and objects that the CDP declares, kept for a while. Nobody waits long for them: a CDP
 * that does not answer is told once, and what was known before stays known.
 *
 * <p>It keeps as many as the sinks name. Safe for use by any thread.
 */
public final class CdpDefinitions extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(CdpDefinitions.class);

    /** A new attribute of the CDP is known after so long. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** A CDP that did not answer is asked again after so long. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    /** The longest that a start or a delivery waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final class Entry {
        private final CountDownLatch first = new CountDownLatch(1);
        private volatile Asked<?> last;
        private volatile Instant due = Instant.MIN;
        private boolean reading;
    }

    private final DefinitionReader reader;
    private final CdpAccount account;
    private final Clock clock;
    private final Duration patience;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final ExecutorService thread =
            Executors.newFixedThreadPool(
                    2,
                    work -> {
                        Thread made = new Thread(work, "cdp-definitions");
                        made.setDaemon(true);
                        return made;
                    });
    private boolean away;

    public CdpDefinitions(CdpCalls calls, Clock clock) {
        this(calls, clock, PATIENCE);
    }

    /**
     * @param patience the longest that anybody waits
     */
    public CdpDefinitions(CdpCalls calls, Clock clock, Duration patience) {
        this.reader = new DefinitionReader(calls);
        this.account = calls.account();
        this.clock = clock;
        this.patience = patience;
    }

    public CdpAccount account() {
        return account;
    }

    /**
     * The events of a source.
     *
     * @param source the {@code prop_id}
     */
    public Asked<List<CdpEvent>> events(String source) {
        return ask("sources/" + source, () -> reader.events(source));
    }

    /** A business object by its code. */
    public Asked<CdpObject> object(String code) {
        return ask("objects/" + code, () -> reader.object(code));
    }

    /** Asks anew what was asked before: somebody may just have added what was missing. */
    public void forget() {
        entries.clear();
    }

    @SuppressWarnings("unchecked") // an entry holds what its own reader gave
    private <T> Asked<T> ask(String name, Supplier<Asked<T>> read) {
        Entry entry = entries.computeIfAbsent(name, any -> new Entry());
        synchronized (entry) {
            if (!entry.reading && !clock.instant().isBefore(entry.due)) {
                entry.reading = true;
                begin(entry, read);
            }
        }
        try {
            if (entry.last == null
                    && !entry.first.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                // whoever asks while the CDP takes its time shall not wait once more
                take(entry, Asked.unknown(account.url() + " does not answer in time"), true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Asked.unknown("the program is stopping");
        }
        return (Asked<T>) entry.last;
    }

    private void begin(Entry entry, Supplier<? extends Asked<?>> read) {
        try {
            thread.execute(() -> take(entry, read.get()));
        } catch (RejectedExecutionException e) {
            take(entry, Asked.unknown("the program is stopping"));
        }
    }

    private void take(Entry entry, Asked<?> asked) {
        take(entry, asked, false);
    }

    /**
     * @param late when the answer is still to come
     */
    private void take(Entry entry, Asked<?> asked, boolean late) {
        boolean known = asked.state() != Asked.State.UNKNOWN;
        synchronized (entry) {
            if (known || entry.last == null) {
                entry.last = asked;
            }
            if (!late) {
                entry.reading = false;
                entry.due = clock.instant().plus(known ? FRESH : AGAIN);
            }
        }
        entry.first.countDown();
        tell(asked, known);
    }

    private synchronized void tell(Asked<?> asked, boolean known) {
        if (!known && !away) {
            LOG.warn(
                    "The CDP's definitions are not known ({}): records for it are checked by our"
                            + " own schemas only",
                    asked.why());
        } else if (known && away) {
            LOG.info("The CDP's definitions are known again");
        }
        away = !known;
    }

    @Override
    protected void doStop() {
        thread.shutdownNow();
    }
}
