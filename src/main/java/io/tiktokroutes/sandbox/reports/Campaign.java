package io.tiktokroutes.sandbox.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A campaign with what is under it.
 *
 * @param start its first day; nothing is delivered before
 * @param modified when somebody changed it; null for never since it was made
 */
public record Campaign(
        String id,
        String name,
        String objective,
        LocalDate start,
        State state,
        Instant modified,
        List<AdGroup> adGroups) {

    /** What an ad group counts as its result. */
    public enum Goal {
        CLICK,
        CONVERT,
        LEAD_GENERATION
    }

    /** Where a campaign is in its life. */
    public enum State {
        ENABLED,
        /** Paused: it keeps its past. */
        DISABLED,
        /** Hidden unless STATUS_ALL or STATUS_DELETE ask for it. */
        DELETED,
        /** No report and no list knows it any more. */
        GONE
    }

    /**
     * @param secondaryGoal whether a deeper goal is counted besides
     */
    public record AdGroup(String id, String name, Goal goal, boolean secondaryGoal, List<Ad> ads) {}

    /** One ad. */
    public record Ad(String id, String name) {}

    boolean deleted() {
        return state == State.DELETED;
    }

    /** The same after a change; null leaves name or state. */
    Campaign with(String newName, State newState, Instant at) {
        return new Campaign(
                id,
                newName == null ? name : newName,
                objective,
                start,
                newState == null ? state : newState,
                at,
                adGroups);
    }
}
