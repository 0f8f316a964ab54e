package io.tiktokroutes.sandbox.reports;

import io.tiktokroutes.sandbox.reports.Campaign.AdGroup;
import io.tiktokroutes.sandbox.reports.Campaign.Goal;
import java.util.EnumSet;
import java.util.Set;

/** The sum behind one row of a report. */
final class Totals {

    long impressions;
    long clicks;
    long spend;
    long conversions;
    long realTimeConversions;
    long results;
    long realTimeResults;
    long secondaryResults;
    long leads;
    private long reachSum;
    private long cells;
    private boolean secondary;
    private final Set<Goal> goals = EnumSet.noneOf(Goal.class);

    /** Says what the row is about, even where nothing was delivered. */
    void about(AdGroup group) {
        goals.add(group.goal());
        secondary |= group.secondaryGoal();
    }

    void add(AdGroup group, Facts facts) {
        about(group);
        impressions += facts.impressions();
        clicks += facts.clicks();
        spend += facts.spend();
        conversions += facts.conversions();
        realTimeConversions += facts.realTimeConversions();
        boolean click = group.goal() == Goal.CLICK;
        results += click ? facts.clicks() : facts.conversions();
        realTimeResults += click ? facts.clicks() : facts.realTimeConversions();
        if (group.secondaryGoal()) {
            secondaryResults += facts.conversions() / 3;
        }
        if (group.goal() == Goal.LEAD_GENERATION) {
            leads += facts.conversions();
        }
        reachSum += facts.reach();
        cells += facts.reach() > 0 ? 1 : 0;
    }

    /** People are counted once, so the reach of several days or ads is less than their sum. */
    long reach() {
        if (cells <= 1) {
            return reachSum;
        }
        double overlap = 1 + 0.06 * Math.log((double) cells) / Math.log(2);
        return Math.max(1, Math.round(reachSum / overlap));
    }

    /** Results of different goals do not add up (reference, leads 4.5). */
    boolean mixed() {
        return goals.size() > 1;
    }

    boolean hasSecondary() {
        return secondary;
    }
}
