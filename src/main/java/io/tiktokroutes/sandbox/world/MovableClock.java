package io.tiktokroutes.sandbox.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The sandbox's "now": another clock's, until somebody sets it; then it goes on from there, or
 * stands still.
 */
public final class MovableClock extends Clock {

    private final Clock base;
    private volatile Setting setting = Setting.NONE;

    private record Setting(Duration ahead, Instant stopped) {
        private static final Setting NONE = new Setting(Duration.ZERO, null);
    }

    public MovableClock(Clock base) {
        this.base = base;
    }

    /** Sets the time. */
    public void set(Instant now, boolean stopped) {
        setting = new Setting(Duration.between(base.instant(), now), stopped ? now : null);
    }

    /** Whether it stands still. */
    public boolean stopped() {
        return setting.stopped != null;
    }

    public void reset() {
        setting = Setting.NONE;
    }

    @Override
    public Instant instant() {
        Setting now = setting;
        return now.stopped != null ? now.stopped : base.instant().plus(now.ahead);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new MovableClock(base.withZone(zone));
    }
}
