package io.tiktokroutes.runtime.sinks;

import io.tiktokroutes.audiences.AudienceState;
import io.tiktokroutes.audiences.AudienceWatch;
import io.tiktokroutes.audiences.AudienceWords;
import io.tiktokroutes.audiences.ListedAudiences.Listed;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Down while an audience of a running route has expired or is gone. One that is too small is a
 * warning: data flows, and more people make it good.
 */
public final class AudienceHealthCheck extends AbstractHealthCheck {

    private final AudienceWatch watch;
    private final long minimum;

    /**
     * @param minimum fewer people TikTok does not serve
     */
    public AudienceHealthCheck(AudienceWatch watch, long minimum) {
        super("tiktok-routes", "audiences");
        this.watch = watch;
        this.minimum = minimum;
    }

    /** A new start would meet the same answer, so it is no remedy. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<Listed> known = watch.known();
        for (Listed each : known) {
            builder.detail(
                    each.destination() + " of " + each.advertiserId(),
                    each.state().word() + ", " + each.size() + " people");
        }
        List<Listed> over = known.stream().filter(each -> each.state().isOver()).toList();
        if (!over.isEmpty()) {
            builder.message(words(over)).down();
            return;
        }
        List<Listed> small =
                known.stream().filter(each -> each.state() == AudienceState.TOO_SMALL).toList();
        if (!small.isEmpty()) {
            builder.message("Warning: " + words(small));
        }
        builder.up();
    }

    private String words(List<Listed> audiences) {
        return audiences.stream()
                .map(each -> AudienceWords.of(each, minimum))
                .collect(Collectors.joining("; "));
    }
}
