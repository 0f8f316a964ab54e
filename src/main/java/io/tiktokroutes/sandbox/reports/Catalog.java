package io.tiktokroutes.sandbox.reports;

import io.tiktokroutes.sandbox.reports.Campaign.State;
import io.tiktokroutes.sandbox.world.Accounts;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import io.tiktokroutes.sandbox.world.World.Advertiser;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The campaigns there are now, which reports and entity lists share: the plans and what became of
 * them.
 */
public final class Catalog {

    private final Accounts accounts;
    private final Settings settings;
    private final Map<String, Change> changes = new HashMap<>();
    private final Map<String, List<Campaign>> made = new HashMap<>();
    private long extra;
    private long version;

    /** What somebody changed of a campaign; null is as planned. */
    private record Change(String name, State state, Instant at) {}

    public Catalog(Accounts accounts, Settings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    public synchronized void reset() {
        changes.clear();
        made.clear();
        version++;
    }

    /** Another number after each change. */
    synchronized long version() {
        return version;
    }

    /** An advertiser's campaigns, without those that vanished. */
    synchronized List<Campaign> of(String advertiserId) {
        long wanted = settings.number(Switch.REPORT_EXTRA_CAMPAIGNS);
        if (wanted != extra) {
            made.clear();
            extra = wanted;
        }
        return made.computeIfAbsent(
                advertiserId,
                id ->
                        Plans.of(id, accounts.all().stream().map(Advertiser::id).toList(), extra)
                                .stream()
                                .map(this::changed)
                                .filter(campaign -> campaign.state() != State.GONE)
                                .toList());
    }

    private Campaign changed(Campaign planned) {
        Change change = changes.get(planned.id());
        return change == null ? planned : planned.with(change.name, change.state, change.at);
    }

    /**
     * Renames a campaign or changes its state from now on.
     *
     * @param name null leaves it
     * @param state null leaves it
     */
    public synchronized void change(String campaignId, String name, State state, Instant at) {
        boolean there =
                accounts.all().stream()
                        .flatMap(advertiser -> of(advertiser.id()).stream())
                        .anyMatch(campaign -> campaign.id().equals(campaignId));
        if (!there && !changes.containsKey(campaignId)) {
            throw new IllegalArgumentException("there is no campaign " + campaignId);
        }
        Change old = changes.getOrDefault(campaignId, new Change(null, null, at));
        changes.put(
                campaignId,
                new Change(name == null ? old.name : name, state == null ? old.state : state, at));
        made.clear();
        version++;
    }
}
