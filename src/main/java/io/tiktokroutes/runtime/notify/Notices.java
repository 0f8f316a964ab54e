package io.tiktokroutes.runtime.notify;

import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Outcome.Kind;
import io.tiktokroutes.runtime.sinks.Sink;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Gathers what deliveries and health checks came to, and gives out what is to be told, no more
 * often than wished.
 *
 * <p>A delivery only counts here; nothing it does waits for a notification.
 */
public final class Notices {

    /** Names come from routes; more of them than that would be no names. */
    private static final int MOST_SUBJECTS = 1000;

    /** A check that is down so many times in a row is told of. */
    private static final int TOLD = 2;

    private final Wishes wishes;
    private final Clock clock;
    private final Map<String, Subject> destinations = new ConcurrentSkipListMap<>();
    private final Map<String, Subject> checks = new ConcurrentSkipListMap<>();

    private final Map<String, Subject> syncs = new ConcurrentSkipListMap<>();

    /** How syncs did when they were last looked at. */
    private final Map<String, Level> levels = new ConcurrentHashMap<>();

    /** How many times in a row checks were down, up to the time when it was told. */
    private final Map<String, Integer> downs = new ConcurrentHashMap<>();

    Notices(Wishes wishes, Clock clock) {
        this.wishes = wishes;
        this.clock = clock;
    }

    /** The same work, with an eye on what came of it. */
    public Sink.Work watched(Sink.Work work) {
        return delivery -> {
            try {
                work.on(delivery);
            } catch (Exception e) {
                String words = e.getClass().getSimpleName() + "; the log tells more";
                count(delivery, Outcome.failed("ERROR", words));
                throw e;
            }
            count(delivery, Outcome.failed("ERROR", "the sink left no outcome"));
        };
    }

    /**
     * @param open the outcome of records that have none
     */
    private void count(Delivery delivery, Outcome open) {
        if (delivery.items().isEmpty()) {
            return;
        }
        Subject subject = destination(delivery.destination());
        if (subject == null) {
            return;
        }
        int delivered = 0;
        Map<String, Integer> wrong = new TreeMap<>();
        Outcome last = null;
        for (Delivery.Item item : delivery.items()) {
            Outcome outcome = item.outcome() == null ? open : item.outcome();
            if (outcome.kind() == Kind.DELIVERED) {
                delivered++;
            } else if (outcome.kind() != Kind.SKIPPED) {
                String reason = Discretion.code(outcome.reason());
                wrong.merge(outcome.kind().word() + " " + reason, 1, Integer::sum);
                last = outcome;
            }
        }
        note(subject, delivered > 0, wrong, last);
    }

    /**
     * @param last what went wrong last; null when nothing did
     */
    private void note(
            Subject subject, boolean delivered, Map<String, Integer> wrong, Outcome last) {
        Instant now = clock.instant();
        if (last != null) {
            subject.wrong(wrong, Discretion.words(last.detail()), now);
        }
        if (delivered) {
            subject.through();
        }
        boolean failed = wrong.keySet().stream().anyMatch(w -> w.startsWith(Kind.FAILED.word()));
        if (failed) {
            subject.down(now);
        } else if (!delivered) {
            subject.refused(wrong.values().stream().mapToInt(n -> n).sum(), now);
        } else {
            subject.well();
        }
    }

    /** Null when there are too many. */
    private Subject destination(String name) {
        return destinations.size() < MOST_SUBJECTS || destinations.containsKey(name)
                ? destinations.computeIfAbsent(
                        name, n -> new Subject(NoticeText.ofDestination(n), wishes))
                : null;
    }

    /**
     * What a health check says now. Only a change is told, and only the second time in a row that a
     * check is down: while a saved route takes the place of the one before, none runs.
     *
     * @param message of the check, for people
     */
    void checked(String id, boolean down, String message) {
        int before = downs.getOrDefault(id, 0);
        if (down && (before > 0 || downs.size() < MOST_SUBJECTS)) {
            downs.put(id, Math.min(before + 1, TOLD));
        } else {
            downs.remove(id);
        }
        if (down ? before != TOLD - 1 : before < TOLD) {
            return;
        }
        Subject subject =
                checks.computeIfAbsent(id, n -> new Subject(NoticeText.ofHealth(n), wishes));
        if (down) {
            Instant now = clock.instant();
            subject.wrong(Map.of("down", 1), Discretion.words(message), now);
            subject.down(now);
        } else {
            subject.well();
        }
    }

    /**
     * How a sync does now, by its last run. Only a change is told.
     *
     * @param words of that run, for people
     * @param news false for a run of before the start, which was told of then
     */
    void sync(String name, Level level, String words, boolean news) {
        Level before = levels.getOrDefault(name, Level.GOOD);
        if (level == before || (levels.size() >= MOST_SUBJECTS && !levels.containsKey(name))) {
            return;
        }
        levels.put(name, level);
        Subject subject =
                syncs.computeIfAbsent(name, n -> new Subject(NoticeText.ofSync(n), wishes));
        if (level == Level.GOOD) {
            subject.well();
            return;
        }
        Instant now = clock.instant();
        if (news) {
            String what = level == Level.CRITICAL ? NoticeText.ABORTED : NoticeText.WITH_ERRORS;
            subject.wrong(Map.of(what, 1), Discretion.words(words), now);
        }
        subject.down(now);
    }

    /** What is to be told now. */
    List<Notice> due() {
        Instant now = clock.instant();
        List<Notice> due = new ArrayList<>();
        for (Map<String, Subject> subjects : List.of(destinations, checks, syncs)) {
            for (Subject subject : subjects.values()) {
                add(subject.failure(now), due);
                add(subject.success(now), due);
            }
        }
        return due;
    }

    private static void add(Notice notice, List<Notice> due) {
        if (notice != null) {
            due.add(notice);
        }
    }
}
