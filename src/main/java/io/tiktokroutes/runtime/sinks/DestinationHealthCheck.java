package io.tiktokroutes.runtime.sinks;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while TikTok refuses a destination for a permission, an allowlist or a setting. */
public final class DestinationHealthCheck extends AbstractHealthCheck {

    private final Destinations destinations;
    private final Supplier<Set<String>> running;

    /**
     * @param running the destinations of the routes that run now
     */
    public DestinationHealthCheck(Destinations destinations, Supplier<Set<String>> running) {
        super("tiktok-routes", "tiktok-destinations");
        this.destinations = destinations;
        this.running = running;
    }

    /** A new start would meet the same answer, so it is no remedy. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Map<String, Destinations.Trouble> troubles = destinations.withoutPermission();
        if (!troubles.isEmpty()) {
            // a destination whose route was taken away troubles nobody
            troubles.keySet().retainAll(running.get());
        }
        if (troubles.isEmpty()) {
            builder.up();
            return;
        }
        builder.message(
                        troubles.entrySet().stream()
                                .map(entry -> entry.getKey() + " " + words(entry.getValue()))
                                .collect(Collectors.joining("; ")))
                .down();
    }

    private static String words(Destinations.Trouble trouble) {
        return "is refused since "
                + trouble.since()
                + " ("
                + trouble.reason()
                + ": "
                + trouble.detail()
                + "); its records wait."
                + remedy(trouble.reason());
    }

    private static String remedy(String reason) {
        if (reason.startsWith("CDP_")) {
            return " Authorize again: write a valid token or client into the settings";
        }
        return reason.startsWith("AUDIENCE_")
                ? ""
                : " Mend the permission or the setting at TikTok, or give access again with"
                        + " authorize or authorize --token";
    }
}
