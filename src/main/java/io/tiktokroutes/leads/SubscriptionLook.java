package io.tiktokroutes.leads;

import java.util.List;
import java.util.Map;

/**
 * What one look at the subscriptions found and did.
 *
 * @param kept how many there are now
 * @param without who has none, or may have none, each with why and what to do
 * @param done what was changed, one sentence each
 */
public record SubscriptionLook(int kept, Map<String, String> without, List<String> done) {

    public SubscriptionLook {
        without = Map.copyOf(without);
        done = List.copyOf(done);
    }
}
