package io.tiktokroutes.runtime.notify;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifications on their way over one channel: a bounded number, each tried a few times. For use by
 * one thread.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    static final int MOST_WAITING = 100;

    /** The waits before the second, third and last try. */
    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(3), Duration.ofMinutes(1), Duration.ofMinutes(5));

    /** One notification and how often it was tried. */
    private record Waiting(Notice notice, int tries, Instant at) {}

    private final Channel channel;
    private final Clock clock;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Set<String> told = new HashSet<>();

    Outbox(Channel channel, Clock clock) {
        this.channel = channel;
        this.clock = clock;
    }

    void add(Notice notice) {
        if (waiting.size() == MOST_WAITING) {
            waiting.removeFirst();
            tell("more than " + MOST_WAITING + " wait, and the oldest are dropped");
        }
        waiting.addLast(new Waiting(notice, 0, clock.instant()));
    }

    /** Sends what is due. After a failure the rest waits, too: the way is the same. */
    void send() {
        List<Waiting> again = new ArrayList<>();
        while (!waiting.isEmpty() && again.isEmpty()) {
            Waiting first = waiting.peekFirst();
            if (clock.instant().isBefore(first.at())) {
                return;
            }
            waiting.removeFirst();
            try {
                channel.send(first.notice());
                told.clear();
            } catch (IOException e) {
                failed(first, e.getMessage(), again);
            }
        }
        again.forEach(waiting::addFirst);
    }

    private void failed(Waiting one, String reason, List<Waiting> again) {
        if (one.tries() < WAITS.size()) {
            tell(reason);
            again.add(
                    new Waiting(
                            one.notice(),
                            one.tries() + 1,
                            clock.instant().plus(WAITS.get(one.tries()))));
        } else {
            tell(reason + ", again and again; what was tried so often is dropped");
        }
    }

    /** Each reason once, until something gets through. */
    private void tell(String reason) {
        if (told.add(reason)) {
            LOG.warn("a notification did not reach the {}: {}", channel.name(), reason);
        }
    }
}
