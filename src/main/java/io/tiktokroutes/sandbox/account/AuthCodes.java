package io.tiktokroutes.sandbox.account;

import io.tiktokroutes.sandbox.world.Ids;
import io.tiktokroutes.sandbox.world.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Authorization codes: good once, for one hour, for one app (reference, leads 2.1). */
public final class AuthCodes {

    private static final Duration LIVES = Duration.ofHours(1);
    private static final int MOST = 1000;

    private record Code(String appId, List<String> advertisers, Instant issued) {}

    private final Clock clock;
    private final Ids ids;
    private final Map<String, Code> codes = new LinkedHashMap<>();

    public AuthCodes(Clock clock, Ids ids) {
        this.clock = clock;
        this.ids = ids;
    }

    public synchronized void reset() {
        codes.clear();
    }

    /** A new code; somebody may consent while granting no ad account at all. */
    public synchronized String issue(String appId, List<String> advertisers) {
        String code = ids.secret();
        codes.put(code, new Code(appId, List.copyOf(advertisers), clock.instant()));
        if (codes.size() > MOST) {
            codes.remove(codes.keySet().iterator().next());
        }
        return code;
    }

    /** The ad accounts behind a code, which is then used up; 40110 for any other. */
    synchronized List<String> use(String code, String appId) {
        Code found = codes.get(code);
        if (found == null
                || !found.appId().equals(appId)
                || clock.instant().isAfter(found.issued().plus(LIVES))) {
            throw new Refusal(40110, "The auth_code is invalid, expired or has been used.");
        }
        codes.remove(code);
        return found.advertisers();
    }
}
