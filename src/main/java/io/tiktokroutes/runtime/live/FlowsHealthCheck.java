package io.tiktokroutes.runtime.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells of flows that an operator stopped, which is as it should be, and of those that were to
 * start again and could not.
 */
final class FlowsHealthCheck extends AbstractHealthCheck {

    private final Supplier<Map<String, Instant>> stopped;
    private final LiveFiles live;

    FlowsHealthCheck(Supplier<Map<String, Instant>> stopped, LiveFiles live) {
        super("tiktok-routes", "flows");
        this.stopped = stopped;
        this.live = live;
    }

    /** A new start would meet the same flows, so it is no remedy. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        List<String> words = new ArrayList<>();
        stopped.get()
                .forEach(
                        (flow, since) -> {
                            if (live.flows().contains(flow)) {
                                builder.detail(flow, "stopped since " + since);
                                words.add(flow + " is stopped since " + since);
                            }
                        });
        Map<String, String> down = live.notStarted();
        down.forEach(
                (flow, why) -> {
                    builder.detail(flow, "it does not start: " + why);
                    words.add(flow + " does not start: " + why);
                });
        if (!words.isEmpty()) {
            builder.message(String.join("; ", words));
        }
        if (!down.isEmpty()) {
            builder.down();
        }
    }
}
