package io.tiktokroutes.runtime.reports;

import io.tiktokroutes.reports.ReportFreshness.Read;
import io.tiktokroutes.runtime.reports.ReportWatch.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while a report could not be pulled at the last run, or was not pulled for too long. */
final class ReportHealthCheck extends AbstractHealthCheck {

    /** An account may have many reports of many ad accounts, and one reason. */
    private static final int MOST_TOLD = 5;

    private final ReportWatch watch;
    private final Duration staleAfter;
    private final Clock clock;
    private final Instant start;

    /**
     * @param staleAfter so old may the last success be
     */
    ReportHealthCheck(ReportWatch watch, Duration staleAfter, Clock clock) {
        super("tiktok-routes", "reports");
        this.watch = watch;
        this.staleAfter = staleAfter;
        this.clock = clock;
        this.start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** A new start would meet the same answer, so it is no remedy. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<List<Standing>> states = watch.states();
        if (states.isEmpty()) {
            builder.message("how fresh the reports are is not known: the database gives no answer")
                    .up();
            return;
        }
        List<String> troubles = new ArrayList<>();
        for (Standing state : states.get()) {
            builder.detail(name(state), age(state.read()));
            trouble(state).ifPresent(troubles::add);
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

    private Optional<String> trouble(Standing state) {
        if (state.trouble() != null) {
            return Optional.of(
                    name(state)
                            + ", since "
                            + state.trouble().since().truncatedTo(ChronoUnit.SECONDS)
                            + ": "
                            + state.trouble().words());
        }
        Instant last = state.read() == null ? start : state.read().lastSuccess();
        if (Duration.between(last, clock.instant()).compareTo(staleAfter) <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                name(state)
                        + ": "
                        + (state.read() == null
                                ? "nothing was read since the start at " + start
                                : age(state.read()))
                        + ", which is longer ago than reports.stale-after; see in the log whether"
                        + " its runs fail, and whether its schedule is rarer than that. The next"
                        + " good run brings all missing days, and so does backfill");
    }

    private static String name(Standing state) {
        return state.report()
                + (state.advertiserId().isEmpty() ? "" : " of " + state.advertiserId());
    }

    private static String age(Read read) {
        return read == null
                ? "nothing was read yet"
                : "the newest day is "
                        + read.newestDay()
                        + ", read at "
                        + read.lastSuccess().truncatedTo(ChronoUnit.SECONDS);
    }
}
