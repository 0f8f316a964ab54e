package io.tiktokroutes.leads;

import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps exactly one subscription for each ad account and library we work for, or for each form
 * where forms are named: makes the missing, renews those of an older access token, removes
 * duplicates and those of accounts that are no longer ours.
 *
 * <p>Several processes may look at the same time. Both may make the same one; the next look of
 * either keeps the oldest.
 */
public final class KeptSubscriptions {

    private final LeadSubscriptions subscriptions;
    private final LeadLibraries libraries;
    private final OwnedForms owned;
    private final Advertisers advertisers;
    private final Set<String> forms;
    private final SubscriptionRemedies remedies;

    /** The tokens of those we made: whatever TikTok shows of them later, it shall be believed. */
    private final Map<String, String> madeWith = new HashMap<>();

    /**
     * @param forms page ids; empty for all forms
     */
    public KeptSubscriptions(
            TikTokApi api, Advertisers advertisers, WebhookApp app, List<String> forms) {
        this.subscriptions = new LeadSubscriptions(api, app);
        this.libraries = new LeadLibraries(api);
        this.owned = new OwnedForms(api);
        this.advertisers = advertisers;
        this.forms = Set.copyOf(forms);
        this.remedies = new SubscriptionRemedies(app);
    }

    /** One look; knows what it found and did so far. */
    private final class Look {
        private final String token;
        private final List<LeadSubscription> ours;
        private final Map<String, String> without = new LinkedHashMap<>();
        private final List<String> done = new ArrayList<>();
        private final Set<LeadOwner> troubled = new HashSet<>();
        private final Set<String> formsFound = new TreeSet<>();
        private int kept;

        Look(String token) throws TikTokException {
            this.token = token;
            this.ours = new ArrayList<>(subscriptions.ours());
        }

        private void owner(LeadOwner owner) {
            Set<String> wanted;
            try {
                wanted = forms.isEmpty() ? Set.of("") : owned.among(forms, owner);
            } catch (TikTokException e) {
                trouble(owner.toString(), e);
                troubled.add(owner);
                return;
            }
            formsFound.addAll(wanted);
            for (String pageId : wanted) {
                try {
                    keep(owner, pageId);
                } catch (TikTokException e) {
                    trouble(owner + (pageId.isEmpty() ? "" : ", form " + pageId), e);
                    troubled.add(owner);
                }
            }
        }

        /** Leaves in the list what is to go. */
        private void keep(LeadOwner owner, String pageId) throws TikTokException {
            Optional<LeadSubscription> good =
                    ours.stream()
                            .filter(each -> isFor(each, owner, pageId) && livesWith(each, token))
                            .findFirst();
            if (good.isPresent()) {
                ours.remove(good.get());
            } else {
                LeadSubscription made = subscriptions.subscribe(owner, pageId, token);
                madeWith.put(made.id(), token);
                done.add(
                        made
                                + " was made for "
                                + owner
                                + (pageId.isEmpty() ? "" : ", form " + pageId));
            }
            kept++;
        }

        private void trouble(String whose, TikTokException e) {
            without.put(whose, remedies.words(e, token));
        }

        private void removeTheRest() {
            for (LeadSubscription each : ours) {
                if (troubled.contains(each.owner())) {
                    continue; // it may be all there is
                }
                try {
                    subscriptions.unsubscribe(each);
                    madeWith.remove(each.id());
                    done.add(each + " of " + each.owner() + " was removed");
                } catch (TikTokException e) {
                    // another process may have been quicker; if not, it is still there next time
                    done.add(each + " could not be removed: " + remedies.words(e, token));
                }
            }
        }
    }

    private static boolean isFor(LeadSubscription each, LeadOwner owner, String pageId) {
        return each.owner().equals(owner) && each.pageId().equals(pageId);
    }

    private boolean livesWith(LeadSubscription each, String token) {
        String of = madeWith.getOrDefault(each.id(), each.token());
        return of.isEmpty() || of.equals(token);
    }

    /**
     * Looks once, and mends what is to be mended. What goes wrong for one account does not keep the
     * others from theirs.
     *
     * @param token the access token that subscriptions are to live with
     * @throws TikTokException when not even the list could be had; nothing was changed
     */
    public SubscriptionLook look(String token) throws TikTokException {
        List<String> accounts = advertisers.ids();
        Look look = new Look(token);
        accounts.forEach(id -> look.owner(LeadOwner.advertiser(id)));
        List<LeadLibrary> shelves = List.of();
        try {
            shelves = libraries.all();
            shelves.stream()
                    .filter(each -> isOurs(each, accounts))
                    .forEach(each -> look.owner(LeadOwner.library(each.id())));
        } catch (TikTokException e) {
            look.trouble("the libraries of forms", e);
        }
        if (accounts.isEmpty()) {
            look.without.put(
                    "no ad account",
                    "the access token was granted none; give access to one, or set"
                            + " tiktok.advertiser-ids");
        }
        if (look.without.isEmpty()) {
            Set<String> unknown = new TreeSet<>(forms);
            unknown.removeAll(look.formsFound);
            unknown.forEach(
                    form ->
                            look.without.put(
                                    "form " + form, "nobody has it; check tiktok.lead-forms"));
        }
        boolean noShelves = shelves.isEmpty();
        // an empty list may be a slip of TikTok's, and is no reason to give up what works
        look.ours.removeIf(each -> each.owner().library() ? noShelves : accounts.isEmpty());
        look.removeTheRest();
        return new SubscriptionLook(look.kept, look.without, look.done);
    }

    /** Why not even the list could be had, and what to do. */
    public String remedy(TikTokException e, String token) {
        return remedies.words(e, token);
    }

    private static boolean isOurs(LeadLibrary library, List<String> accounts) {
        return library.advertiserId().isEmpty() || accounts.contains(library.advertiserId());
    }
}
