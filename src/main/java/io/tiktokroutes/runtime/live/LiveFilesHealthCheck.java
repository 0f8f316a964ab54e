package io.tiktokroutes.runtime.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells of saved files that did not take effect: down when no version of one of them runs, up with
 * a detail when an older version does the work.
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
        List<String> out = new ArrayList<>();
        refusals.get()
                .forEach(
                        (name, refusal) -> {
                            builder.detail(
                                    name,
                                    (refusal.out()
                                                    ? "it does not run: "
                                                    : "an older version runs; the saved one does"
                                                            + " not: ")
                                            + refusal.line());
                            if (refusal.out()) {
                                out.add(refusal.line());
                            }
                        });
        if (!out.isEmpty()) {
            builder.message(
                    "Mend and save, or delete, what does not run: " + String.join("; ", out));
            builder.down();
        }
    }
}
