package io.tiktokroutes.runtime;

import io.tiktokroutes.schedule.ScheduledWork;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Tells when each schedule runs next; that is never bad. */
final class SchedulesHealthCheck extends AbstractHealthCheck {

    private final Supplier<Collection<? extends ScheduledWork>> running;

    SchedulesHealthCheck(Supplier<Collection<? extends ScheduledWork>> running) {
        super("tiktok-routes", "schedules");
        this.running = running;
    }

    /** It tells nothing of whether the program lives. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        for (ScheduledWork work : running.get()) {
            builder.detail(work.name(), work.next().map(Instant::toString).orElse("never"));
        }
        builder.up();
    }
}
