package io.tiktokroutes.inbox.log;

import io.tiktokroutes.record.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The way of one record through its flow.
 *
 * @param flow the route's id; empty for records of before it was noted
 * @param receivedAt when the record was accepted; null for records of before it was noted
 * @param waits true while the record is in its inbox
 * @param actions the latest outcome of each destination, and the earlier ones where they were asked
 *     for; in the order of time
 */
public record Run(
        String inbox,
        String key,
        String flow,
        Instant receivedAt,
        boolean waits,
        List<Action> actions) {

    /** How a run stands. */
    public enum Status {
        /** Every destination took the record, or it is not meant for it. */
        SUCCESS,
        /** Some destinations took it, and others never will. */
        PARTIAL,
        /** No destination took it, and one of them never will. */
        FAILED,
        /** It is in its inbox: a destination is still to come, or to be tried again. */
        RUNNING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public UUID id() {
        return RunId.of(inbox, key, receivedAt);
    }

    public Status status() {
        Set<Outcome.Kind> kinds = EnumSet.noneOf(Outcome.Kind.class);
        latest().forEach(action -> kinds.add(action.outcome().kind()));
        if (waits) {
            return Status.RUNNING;
        }
        if (!kinds.contains(Outcome.Kind.REFUSED) && !kinds.contains(Outcome.Kind.FAILED)) {
            return Status.SUCCESS;
        }
        return kinds.contains(Outcome.Kind.DELIVERED) ? Status.PARTIAL : Status.FAILED;
    }

    /** The outcomes that count now. */
    public List<Action> latest() {
        return actions.stream().filter(action -> !action.earlier()).toList();
    }

    /** When the last outcome was decided; empty while there is none. */
    public Optional<Instant> endedAt() {
        return latest().stream().map(Action::decidedAt).max(Comparator.naturalOrder());
    }
}
