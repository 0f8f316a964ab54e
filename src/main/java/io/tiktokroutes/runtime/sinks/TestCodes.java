package io.tiktokroutes.runtime.sinks;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of destinations that send with a test event code: TikTok shows such events in the Test
 * Events tab and keeps no data of them.
 */
public final class TestCodes extends EventNotifierSupport {

    private static final Logger LOG = LoggerFactory.getLogger(TestCodes.class);

    private final RunningSinks sinks;

    public TestCodes(CamelContext context) {
        this.sinks = new RunningSinks(context);
    }

    /** Stays up, since data flows; only the operator knows what is production. */
    public AbstractHealthCheck healthCheck() {
        return new Check();
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event.getType() == CamelEvent.Type.RouteStarted;
    }

    /** At the start, and when a saved route takes effect. */
    @Override
    public void notify(CamelEvent event) {
        if (event instanceof CamelEvent.RouteEvent started) {
            RunningSinks.testCodes(started.getRoute())
                    .forEach((name, code) -> LOG.warn("{} {}", name, words(code)));
        }
    }

    private static String words(String code) {
        return "sends with the test event code "
                + code
                + ": TikTok shows these events in the Test Events tab and keeps no data of them;"
                + " take tiktok.test-event-code, or the sink's testEventCode, away in production";
    }

    private final class Check extends AbstractHealthCheck {
        Check() {
            super("tiktok-routes", "test-event-code");
        }

        @Override
        public boolean isLiveness() {
            return false;
        }

        @Override
        protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
            Map<String, String> codes = sinks.testCodes();
            if (!codes.isEmpty()) {
                builder.message(
                        "Warning: "
                                + codes.entrySet().stream()
                                        .map(each -> each.getKey() + " " + words(each.getValue()))
                                        .collect(Collectors.joining("; ")));
            }
            builder.up();
        }
    }
}
