package io.tiktokroutes.sandbox.reports;

import java.time.LocalDate;
import java.util.List;

/**
 * A campaign with what is under it.
 *
 * @param start its first day; nothing is delivered before
 * @param deleted hidden from reports unless they ask for STATUS_ALL
 */
public record Campaign(
        String id,
        String name,
        String objective,
        LocalDate start,
        boolean deleted,
        List<AdGroup> adGroups) {

    /** What an ad group counts as its result. */
    public enum Goal {
        CLICK,
        CONVERT,
        LEAD_GENERATION
    }

    /**
     * @param secondaryGoal whether a deeper goal is counted besides
     */
    public record AdGroup(String id, String name, Goal goal, boolean secondaryGoal, List<Ad> ads) {}

    /** One ad. */
    public record Ad(String id, String name) {}

    /** True when its ad groups count different things, so that their sum means nothing. */
    boolean mixed() {
        return adGroups.stream().map(AdGroup::goal).distinct().count() > 1;
    }
}
