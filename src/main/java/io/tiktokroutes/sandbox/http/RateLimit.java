package io.tiktokroutes.sandbox.http;

import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import io.tiktokroutes.sandbox.world.World;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls per second, and on request per minute, of the app; counted for each endpoint apart
 * (reference, leads 1.5). Runs on the machine's clock, so that a stopped test clock never blocks.
 */
final class RateLimit {

    private static final long SECOND = 1_000_000_000L;

    private static final class Windows {
        private long second = Long.MIN_VALUE;
        private long inSecond;
        private long minute = Long.MIN_VALUE;
        private long inMinute;
        private long blockedUntil = Long.MIN_VALUE;
    }

    private final Settings settings;
    private final long start = System.nanoTime();
    private final Map<String, Windows> windows = new ConcurrentHashMap<>();

    RateLimit(Settings settings) {
        this.settings = settings;
    }

    void reset() {
        windows.clear();
    }

    private static Switch perSecond(Route.Kind kind) {
        return switch (kind) {
            case EVENTS -> Switch.EVENTS_QPS;
            case STREAMING -> Switch.SEGMENT_QPS;
            default -> Switch.QPS;
        };
    }

    /** Counts one call and refuses it with 40100 when it is one too many. */
    void check(Route route) {
        long qps = settings.number(perSecond(route.kind()));
        boolean events = route.kind() == Route.Kind.EVENTS;
        long qpm = settings.number(events ? Switch.EVENTS_QPM : Switch.QPM);
        Windows now = windows.computeIfAbsent(route.path(), any -> new Windows());
        long elapsed = System.nanoTime() - start;
        synchronized (now) {
            if (elapsed < now.blockedUntil) {
                throw new Refusal(
                        40100,
                        "Due to too many requests, requests from App are temporarily restricted.");
            }
            if (now.second != elapsed / SECOND) {
                now.second = elapsed / SECOND;
                now.inSecond = 0;
            }
            if (now.minute != elapsed / (60 * SECOND)) {
                now.minute = elapsed / (60 * SECOND);
                now.inMinute = 0;
            }
            now.inSecond++;
            now.inMinute++;
            if (qpm > 0 && now.inMinute > qpm) {
                now.blockedUntil = elapsed + SECOND * settings.number(Switch.QPM_BLOCK_SECONDS);
                throw new Refusal(40100, "Too many requests. Please retry in some time.");
            }
            if (qps > 0 && now.inSecond > qps) {
                throw new Refusal(
                        40100,
                        "App %s reaches the QPS limit %d, current QPS is %d."
                                .formatted(World.APP_ID, qps, now.inSecond));
            }
        }
    }
}
