package io.tiktokroutes.runtime.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** A destination that the CDP does not let in is told until it is let in again. */
class DestinationsTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-14T09:00:00Z"), ZoneOffset.UTC);

    private final Destinations destinations = new Destinations(CLOCK);

    private void comesTo(Outcome outcome) throws Exception {
        Record record = Record.of("leads", "1", JsonNodeFactory.instance.objectNode());
        Delivery delivery = new Delivery("cdp-customers", Map.of(), null, List.of(record));
        destinations.watched(open -> open.settleOpen(outcome)).on(delivery);
    }

    private HealthCheck.Result health() {
        DestinationHealthCheck check =
                new DestinationHealthCheck(destinations, () -> Set.of("cdp-customers"));
        check.setCamelContext(new DefaultCamelContext());
        return check.call();
    }

    @Test
    void theCdpDoesNotLetUsIn() throws Exception {
        comesTo(Outcome.failed("CDP_500", "later"));
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
        comesTo(Outcome.failed("CDP_401", "the CDP does not let us in: check cdp.token"));
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health().getMessage())
                .hasValue(
                        "cdp-customers is refused since 2026-03-14T09:00:00Z (CDP_401: the CDP does"
                                + " not let us in: check cdp.token); its records wait. Authorize"
                                + " again: write a valid token or client into the settings");
        comesTo(Outcome.delivered(""));
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
    }
}
