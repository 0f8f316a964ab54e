package io.tiktokroutes.runtime;

import io.tiktokroutes.reports.OpenTables;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while the table of a running report cannot be written. */
final class ReportTableHealthCheck extends AbstractHealthCheck {

    private final OpenTables tables;

    ReportTableHealthCheck(OpenTables tables) {
        super("tiktok-routes", "report-tables");
        this.tables = tables;
    }

    /** A new start would meet the same database, so it is no remedy. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Map<String, String> troubles = tables.troubles();
        if (troubles.isEmpty()) {
            builder.up();
            return;
        }
        builder.message(
                        String.join("; ", troubles.values())
                                + ". Check reports.url, reports.user and reports.password")
                .down();
    }
}
