package io.tiktokroutes.tiktok;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps an endpoint from being called with a token that TikTok refused there.
 *
 * <p>Each endpoint is told apart, because a token that was made for the Events API alone is good
 * for events and for nothing else. A token may become good again, so one call goes through now and
 * then.
 */
public final class TokenGate {

    /** Between two calls that find out whether a refused token is good again. */
    public static final Duration LOOK = Duration.ofMinutes(5);

    /** What an operator does about it; a message ends with it. */
    public static final String REMEDY =
            "authorize again: run the command authorize, or authorize --token with a new token";

    /**
     * An endpoint that is not called for now.
     *
     * @param code TikTok's return code
     * @param answer TikTok's message
     * @param since when TikTok refused the token there for the first time
     */
    public record Halt(String path, int code, String answer, Instant since) {}

    private record Closed(String token, Halt halt, Instant nextLook) {
        /** A token stands in no text. */
        @Override
        public String toString() {
            return "Closed[" + halt + "]";
        }
    }

    private final Clock clock;
    private final Duration look;
    private final Map<String, Closed> closed = new ConcurrentHashMap<>();
    private final AtomicBoolean opened = new AtomicBoolean();

    public TokenGate(Clock clock, Duration look) {
        this.clock = clock;
        this.look = look;
    }

    /** The endpoints that are not called for now. */
    public List<Halt> halts() {
        return closed.values().stream()
                .map(Closed::halt)
                .sorted(Comparator.comparing(Halt::path))
                .toList();
    }

    /** Opens every endpoint whose token is another one by now. */
    public void changed(String token) {
        if (closed.values().removeIf(gate -> !gate.token().equals(token))) {
            opened.set(true);
        }
    }

    /** True once after an endpoint was opened again: what waited for it may go on. */
    public boolean takeOpened() {
        return opened.getAndSet(false);
    }

    /** Why the endpoint must not be called with that token; empty when it may be. */
    Optional<TikTokException> stops(String path, String token) {
        Closed gate = closed.get(path);
        if (gate == null || !gate.token().equals(token)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (!now.isBefore(gate.nextLook())
                && closed.replace(path, gate, new Closed(token, gate.halt(), now.plus(look)))) {
            return Optional.empty();
        }
        String words = gate.halt().answer().replaceFirst("[.\\s]+$", "") + "; " + REMEDY;
        return Optional.of(
                new TikTokException(Remedy.REAUTHORISE, path, gate.halt().code(), words, ""));
    }

    /** TikTok refused the token there. */
    void refused(String path, String token, TikTokException refusal) {
        Instant now = clock.instant();
        closed.compute(
                path,
                (p, before) ->
                        new Closed(
                                token,
                                before != null && before.token().equals(token)
                                        ? before.halt()
                                        : new Halt(path, refusal.code(), refusal.answer(), now),
                                now.plus(look)));
    }

    /** TikTok took the token there. */
    void passed(String path) {
        if (closed.remove(path) != null) {
            opened.set(true);
        }
    }
}
