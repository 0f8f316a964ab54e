package io.tiktokroutes.inbox;

import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Counts the outcomes of one delivery by kind and reason, and tells the metrics once for each. */
final class OutcomeCounts {

    /** How often one outcome was seen. */
    private static final class Tally {
        private final Outcome outcome;
        private int count;

        Tally(Outcome outcome) {
            this.outcome = outcome;
        }

        boolean isOf(Outcome other) {
            return outcome.kind() == other.kind() && outcome.reason().equals(other.reason());
        }
    }

    private OutcomeCounts() {}

    /** A batch has few different outcomes, and mostly one; so they stand in a list. */
    static void add(Metrics metrics, Delivery delivery) {
        List<Tally> tallies = new ArrayList<>();
        Tally last = null;
        for (Delivery.Item item : delivery.items()) {
            Outcome outcome = item.outcome();
            if (last == null || !last.isOf(outcome)) {
                last = tally(tallies, outcome);
            }
            last.count++;
        }
        for (Tally tally : tallies) {
            String kind = tally.outcome.kind().word();
            metrics.outcomes(delivery.destination(), kind, tally.outcome.reason(), tally.count);
        }
    }

    private static Tally tally(List<Tally> tallies, Outcome outcome) {
        for (Tally tally : tallies) {
            if (tally.isOf(outcome)) {
                return tally;
            }
        }
        Tally tally = new Tally(outcome);
        tallies.add(tally);
        return tally;
    }
}
