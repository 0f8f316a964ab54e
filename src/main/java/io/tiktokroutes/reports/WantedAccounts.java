package io.tiktokroutes.reports;

import io.tiktokroutes.tiktok.AdAccount;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The ad accounts a pull is for, each with its time zone and currency. */
final class WantedAccounts {

    /** So many TikTok tells of at once. */
    private static final int MOST = 100;

    private final Advertisers advertisers;

    WantedAccounts(Advertisers advertisers) {
        this.advertisers = advertisers;
    }

    /**
     * @param ofReport ids the route names; none for all we work for
     * @param ofRequest ids a person names; none for all of the report
     * @param trouble told of each that is left out, in words
     * @throws TikTokException when TikTok does not tell of any
     */
    List<AdAccount> of(List<String> ofReport, List<String> ofRequest, Consumer<String> trouble)
            throws TikTokException {
        Set<String> known = new LinkedHashSet<>(advertisers.ids());
        Set<String> wanted = among(known, ofReport, trouble);
        List<String> ids = List.copyOf(among(wanted, ofRequest, trouble));
        List<AdAccount> accounts = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += MOST) {
            accounts.addAll(details(ids.subList(from, Math.min(ids.size(), from + MOST)), trouble));
        }
        return accounts;
    }

    private static Set<String> among(
            Set<String> known, List<String> names, Consumer<String> trouble) {
        if (names.isEmpty()) {
            return known;
        }
        Set<String> wanted = new LinkedHashSet<>(names);
        for (String name : names) {
            if (!known.contains(name)) {
                wanted.remove(name);
                trouble.accept(
                        "advertiser %s is not one of ours (%s); correct its id, or have access to it granted"
                                .formatted(name, String.join(", ", known)));
            }
        }
        return wanted;
    }

    private List<AdAccount> details(List<String> ids, Consumer<String> trouble)
            throws TikTokException {
        List<AdAccount> accounts;
        try {
            accounts = advertisers.details(ids);
        } catch (TikTokException e) {
            boolean one = e.remedy() == Remedy.CONFIGURE || e.remedy() == Remedy.REFUSE;
            if (!one) {
                throw e;
            }
            if (ids.size() == 1) {
                trouble.accept("advertiser " + ids.get(0) + ": " + e.getMessage());
                return List.of();
            }
            // one that may not be seen has all of them refused
            accounts = new ArrayList<>();
            for (String id : ids) {
                accounts.addAll(details(List.of(id), trouble));
            }
            return accounts;
        }
        List<String> told = accounts.stream().map(AdAccount::id).toList();
        ids.stream()
                .filter(id -> !told.contains(id))
                .forEach(id -> trouble.accept("advertiser " + id + ": TikTok tells nothing of it"));
        return accounts;
    }
}
