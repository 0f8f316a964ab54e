package io.tiktokroutes.sandbox.control;

import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.MovableClock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * Control endpoints for the sandbox's "now", so that days, months and clock changes can be tried.
 */
public final class ClockControl {

    private final MovableClock clock;

    public ClockControl(MovableClock clock) {
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        Control.add(routes, "GET", "/clock", call -> shown());
        Control.add(routes, "POST", "/clock", this::set);
    }

    /** To a moment, or further by a while; it goes on from there unless it is stopped. */
    private Reply set(Call call) {
        Given given = Given.of(call, "a clock", "now", "advance", "stopped");
        if (given.has("now") && given.has("advance")) {
            throw new IllegalArgumentException("give now or advance, not both");
        }
        Instant now = clock.instant();
        try {
            now = given.has("now") ? Instant.parse(given.text("now")) : now;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("now is a time such as 2026-03-29T00:30:00Z", e);
        }
        try {
            now = now.plus(Duration.parse(given.text("advance", "PT0S")));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("advance is a while such as PT90M or P2D", e);
        }
        clock.set(now, given.flag("stopped", clock.stopped()));
        return shown();
    }

    private Reply shown() {
        return Reply.json(
                200,
                Json.object()
                        .put("now", clock.instant().toString())
                        .put("stopped", clock.stopped()));
    }
}
