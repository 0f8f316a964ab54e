package io.tiktokroutes.runtime;

import io.tiktokroutes.leads.ExportTroubles;
import io.tiktokroutes.leads.ExportTroubles.Trouble;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while a form or region whose leads are wanted could not be exported at the last try. */
final class LeadExportHealthCheck extends AbstractHealthCheck {

    /** An account may have hundreds of forms, and one reason. */
    private static final int MOST_TOLD = 5;

    private final ExportTroubles troubles;

    LeadExportHealthCheck(ExportTroubles troubles) {
        super("tiktok-routes", "lead-export");
        this.troubles = troubles;
    }

    /** A new start would meet the same answer, so it is no remedy. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        // what is lost stays lost, so that it is told and holds nobody up
        troubles.gaps().forEach((part, words) -> builder.detail("lost " + part, words));
        Map<String, Trouble> now = troubles.now();
        if (now.isEmpty()) {
            builder.up();
            return;
        }
        int more = now.size() - MOST_TOLD;
        builder.message(
                        now.entrySet().stream()
                                        .limit(MOST_TOLD)
                                        .map(e -> words(e.getKey(), e.getValue()))
                                        .collect(Collectors.joining(". "))
                                + (more > 0 ? ". And " + more + " more; see the log" : ""))
                .down();
    }

    private static String words(String part, Trouble trouble) {
        return part + ", since " + trouble.since() + ": " + trouble.words();
    }
}
