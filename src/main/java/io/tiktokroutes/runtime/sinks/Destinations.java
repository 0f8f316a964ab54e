package io.tiktokroutes.runtime.sinks;

import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.ReturnCodes;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Remembers which destinations TikTok or the CDP keep from working until a person does something.
 */
public final class Destinations {

    /** So TikTok's return codes stand in the ledger. */
    private static final String TIKTOK = "TIKTOK_";

    /** The CDP does not let us in. */
    private static final Set<String> CDP = Set.of("CDP_401", "CDP_403");

    /** What is wrong with an audience or its binding, so that no call can be made. */
    private static final Set<String> AUDIENCE = Set.of("AUDIENCE_SETTING", "AUDIENCE_GONE");

    /**
     * Why nothing goes to a destination.
     *
     * @param reason as in the ledger
     * @param since when it began
     */
    public record Trouble(String reason, String detail, Instant since) {
        private boolean isToken() {
            return ReturnCodes.isDeadToken(code(reason));
        }
    }

    private final Clock clock;
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();

    public Destinations(Clock clock) {
        this.clock = clock;
    }

    /** The same work, with an eye on what came of it. */
    public Sink.Work watched(Sink.Work work) {
        return delivery -> {
            work.on(delivery);
            note(delivery);
        };
    }

    private void note(Delivery delivery) {
        for (Delivery.Item item : delivery.items()) {
            Outcome outcome = item.outcome();
            if (outcome == null) {
                continue;
            }
            if (outcome.kind() == Outcome.Kind.DELIVERED) {
                troubles.remove(delivery.destination());
                return;
            }
            if (outcome.kind() == Outcome.Kind.FAILED && needsAPerson(outcome.reason())) {
                troubles.compute(
                        delivery.destination(),
                        (name, before) ->
                                before != null && before.reason().equals(outcome.reason())
                                        ? before
                                        : trouble(outcome));
                return;
            }
        }
    }

    private Trouble trouble(Outcome outcome) {
        return new Trouble(outcome.reason(), outcome.detail(), clock.instant());
    }

    private static boolean needsAPerson(String reason) {
        int code = code(reason);
        return CDP.contains(reason)
                || AUDIENCE.contains(reason)
                || (code > 0
                        && Set.of(Remedy.REAUTHORISE, Remedy.CONFIGURE)
                                .contains(ReturnCodes.remedy(code)));
    }

    private static int code(String reason) {
        return reason.matches(TIKTOK + "\\d{5}")
                ? Integer.parseInt(reason.substring(TIKTOK.length()))
                : 0;
    }

    /** Those that wait for a good token. */
    public Set<String> withoutToken() {
        return troubles.entrySet().stream()
                .filter(entry -> entry.getValue().isToken())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that wait for something else, such as a permission. */
    public Map<String, Trouble> withoutPermission() {
        Map<String, Trouble> others = new TreeMap<>(troubles);
        others.values().removeIf(Trouble::isToken);
        return others;
    }
}
