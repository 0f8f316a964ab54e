package io.tiktokroutes.runtime.token;

import io.tiktokroutes.tiktok.TokenGate;
import io.tiktokroutes.tiktok.TokenGate.Halt;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while TikTok refuses the access token: why, since when, who waits, and what to do. */
public final class TokenHealthCheck extends AbstractHealthCheck {

    /** The check's name, and the details that authorize reads. */
    static final String NAME = "tiktok-token";

    static final String ORIGIN = "token";
    static final String PROBLEM = "problem";

    private final TokenGate gate;
    private final AccessToken token;
    private final Supplier<Collection<String>> waiting;

    /**
     * @param waiting the destinations that wait for a good token
     */
    public TokenHealthCheck(
            TokenGate gate, AccessToken token, Supplier<Collection<String>> waiting) {
        super("tiktok-routes", NAME);
        this.gate = gate;
        this.token = token;
        this.waiting = waiting;
    }

    /** A new start would meet the same token, so it is no remedy. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail(ORIGIN, token.origin());
        List<Halt> halts = gate.halts();
        if (!token.problem().isEmpty()) {
            builder.detail(PROBLEM, token.problem());
            builder.message(token.problem()).down();
        } else if (!halts.isEmpty()) {
            builder.message(words(halts)).down();
        } else {
            builder.up();
        }
    }

    private String words(List<Halt> halts) {
        Halt first = halts.get(0);
        Collection<String> destinations = waiting.get();
        return "TikTok refuses the access token since "
                + first.since()
                + " ("
                + first.code()
                + " "
                + first.answer()
                + "). Not called for now: "
                + halts.stream().map(Halt::path).collect(Collectors.joining(", "))
                + (destinations.isEmpty()
                        ? ""
                        : ". Their records wait in the inbox: " + String.join(", ", destinations))
                + ". To go on, "
                + TokenGate.REMEDY
                + ", or set tiktok.access-token and start again";
    }
}
