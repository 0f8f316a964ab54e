package io.tiktokroutes.runtime.leads;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while TikTok does not tell us of somebody's leads at once: whose, why, and what to do. */
final class SubscriptionHealthCheck extends AbstractHealthCheck {

    private final Supplier<Map<String, String>> without;
    private final Supplier<String> off;

    /**
     * @param without who has no subscription, each with why
     * @param off why there are to be none; empty when there are to be
     */
    SubscriptionHealthCheck(Supplier<Map<String, String>> without, Supplier<String> off) {
        super("tiktok-routes", "lead-subscription");
        this.without = without;
        this.off = off;
    }

    /** A new start would meet the same answer, so it is no remedy. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Map<String, String> troubles = without.get();
        if (!off.get().isEmpty()) {
            builder.message(off.get());
        }
        if (troubles.isEmpty()) {
            builder.up();
            return;
        }
        builder.message(
                        "No lead webhook for "
                                + new TreeMap<>(troubles)
                                        .entrySet().stream()
                                                .map(each -> each.getKey() + ": " + each.getValue())
                                                .collect(
                                                        Collectors.joining(
                                                                ". No lead webhook for "))
                                + ". Leads come with the next export meanwhile")
                .down();
    }
}
