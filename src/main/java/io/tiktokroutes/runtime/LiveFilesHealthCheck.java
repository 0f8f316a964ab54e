package io.tiktokroutes.runtime;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells of saved files that did not take effect: down when nothing runs for one of them, up with a
 * detail when an older version does the work.
 */
final class LiveFilesHealthCheck extends AbstractHealthCheck {

    private final Supplier<Map<String, Refusal>> refusals;

    /**
     * @param refusals the saved files that did not take effect, by name
     */
    LiveFilesHealthCheck(Supplier<Map<String, Refusal>> refusals) {
        super("tiktok-routes", "live-files");
        this.refusals = refusals;
    }

    /** A new start would meet the same files, so it is no remedy. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        refusals.get()
                .forEach(
                        (name, refusal) -> {
                            if (refusal.out()) {
                                builder.detail(name, "nothing of it runs: " + refusal.line());
                                builder.message(
                                        name
                                                + " is out: "
                                                + refusal.line()
                                                + ". Mend the file and save it, or delete it.");
                                builder.down();
                            } else {
                                builder.detail(
                                        name,
                                        "an older version runs; the saved one does not: "
                                                + refusal.line());
                            }
                        });
    }
}
