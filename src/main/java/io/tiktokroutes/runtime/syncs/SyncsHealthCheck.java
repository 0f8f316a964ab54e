package io.tiktokroutes.runtime.syncs;

import io.tiktokroutes.runtime.notify.Level;
import io.tiktokroutes.runtime.syncs.SyncWatch.Standing;
import io.tiktokroutes.store.Glance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while the last run of a sync was aborted. */
final class SyncsHealthCheck extends AbstractHealthCheck {

    private static final int MOST_TOLD = 5;

    private final Glance<List<Standing>> standings;

    SyncsHealthCheck(Glance<List<Standing>> standings) {
        super("tiktok-routes", "syncs");
        this.standings = standings;
    }

    /** A new start would meet the same answer, so it is no remedy. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<List<Standing>> seen = standings.seen();
        if (seen.isEmpty()) {
            builder.message("how the syncs do is not known: the database gives no answer").up();
            return;
        }
        List<String> troubles = new ArrayList<>();
        for (Standing each : seen.get()) {
            builder.detail(each.sync(), each.words());
            if (each.level() == Level.CRITICAL) {
                troubles.add(each.sync() + ": " + each.words());
            }
        }
        if (troubles.isEmpty()) {
            builder.up();
            return;
        }
        int more = troubles.size() - MOST_TOLD;
        builder.message(
                        String.join(". ", troubles.subList(0, Math.min(MOST_TOLD, troubles.size())))
                                + (more > 0 ? ". And " + more + " more; see the details" : ""))
                .down();
    }
}
