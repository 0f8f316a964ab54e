package io.tiktokroutes.sandbox.audiences;

import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;

/** One custom audience of either kind. Guarded by the {@link AudienceStore}. */
final class Audience {

    /** Who fills it, and what lists call that. */
    enum Kind {
        SEGMENT("Partner"),
        FILE("Customer File Audience");

        final String shown;

        Kind(String shown) {
            this.shown = shown;
        }
    }

    /** How far it is (reference, events 6.10). */
    enum State {
        PROCESSING,
        VALID,
        TOO_SMALL,
        EXPIRED
    }

    /** A line of its history. */
    record Change(String action, String detail, Instant at) {}

    private static final int MOST_CHANGES = 100;
    private static final Duration UNUSED = Duration.ofDays(365);
    private static final Duration EXPIRING = Duration.ofDays(60);

    final String id;
    final String advertiserId;
    final Kind kind;
    final Instant created;

    /** As it was asked for; null for those without files. */
    final String calculateType;

    /** Null lets it live for a year after the last change. */
    final Integer retentionDays;

    private final Deque<Change> history = new ArrayDeque<>();
    private Members members = new Members();
    private String name;
    private String subType = "NORMAL";
    private Instant changed;
    private Instant filled;
    private LocalDate replaced;
    private long sizeBefore;
    private int files;

    Audience(
            String id,
            String advertiserId,
            Kind kind,
            String name,
            String calculateType,
            Integer retentionDays,
            Instant now) {
        this.id = id;
        this.advertiserId = advertiserId;
        this.kind = kind;
        this.name = name;
        this.calculateType = calculateType;
        this.retentionDays = retentionDays;
        this.created = now;
        this.changed = now;
        this.filled = now;
    }

    String name() {
        return name;
    }

    void rename(String other, Instant now) {
        name = other;
        changed("rename", other, now);
    }

    String subType() {
        return subType;
    }

    void subType(String other) {
        subType = other;
    }

    Members members() {
        return members;
    }

    /** How many files it was made of. */
    int files() {
        return files;
    }

    /**
     * Takes the members that files brought; from here on they are being processed.
     *
     * @param all what the audience consists of now
     * @param count how many files
     */
    void filled(Members all, int count, String action, Settings settings, Instant now) {
        sizeBefore = history.isEmpty() ? 0 : shownSize(settings, now);
        members = all;
        boolean anew = action.equals("create") || action.equals("replace");
        files = anew ? count : action.equals("append") ? files + count : files;
        filled = now;
        replaced = anew ? day(now) : replaced;
        changed(action, Integer.toString(all.size()), now);
    }

    /** Whether all its members were replaced on the same day of UTC. */
    boolean replacedOn(Instant now) {
        return day(now).equals(replaced);
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private void changed(String action, String detail, Instant now) {
        changed = now;
        history.addFirst(new Change(action, detail, now));
        while (history.size() > MOST_CHANGES) {
            history.removeLast();
        }
    }

    /** Puts off its end; for changes too small to be told of. */
    void touch(Instant now) {
        changed = now;
    }

    /** The last changes, newest first. */
    Iterable<Change> history() {
        return history;
    }

    Instant expires() {
        return retentionDays == null
                ? changed.plus(UNUSED)
                : created.plus(Duration.ofDays(retentionDays));
    }

    boolean expiring(Instant now) {
        return expires().isBefore(now.plus(EXPIRING));
    }

    State state(Settings settings, Instant now) {
        if (!now.isBefore(expires())) {
            return State.EXPIRED;
        }
        // members by id come all the time, and would keep an audience from ever being ready
        Instant since = kind == Kind.FILE ? filled : created;
        long seconds = settings.number(Switch.AUDIENCE_PROCESSING_SECONDS);
        if (now.isBefore(since.plusSeconds(seconds))) {
            return State.PROCESSING;
        }
        return enough(members.size(), settings) ? State.VALID : State.TOO_SMALL;
    }

    /** Whether TikTok finds enough people for so many ids. */
    static boolean enough(int ids, Settings settings) {
        return matched(ids, settings) >= settings.number(Switch.AUDIENCE_MINIMUM);
    }

    private static long matched(int ids, Settings settings) {
        return (long) (ids * Math.min(1, settings.factor(Switch.AUDIENCE_MATCH_RATE)));
    }

    /** The size that lists show: the old one while it is processed, 0 when it is too small. */
    long shownSize(Settings settings, Instant now) {
        return switch (state(settings, now)) {
            case PROCESSING -> sizeBefore;
            case TOO_SMALL -> 0;
            case VALID, EXPIRED -> matched(members.size(), settings);
        };
    }
}
