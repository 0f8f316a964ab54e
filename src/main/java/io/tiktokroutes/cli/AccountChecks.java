package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.tiktok.AdAccount;
import io.tiktokroutes.tiktok.TikTokException;
import java.util.ArrayList;
import java.util.List;

/** What {@code check} tells of the ad accounts, one line each. */
final class AccountChecks {

    /** So many are asked about, and for pixels and forms. */
    private static final int MOST = 20;

    private static final String ALL = "advertisers";

    private final Settings settings;
    private final Connections connections;
    private final List<String> reached = new ArrayList<>();

    AccountChecks(Settings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    /** The ids of those that answered. */
    List<String> reached() {
        return reached;
    }

    List<Checked> run() {
        boolean app =
                settings.find("tiktok.app-id").isPresent()
                        && settings.find("tiktok.app-secret").isPresent();
        if (settings.list("tiktok.advertiser-ids").isEmpty() && !app) {
            return List.of(
                    Checked.not(
                            ALL,
                            "set tiktok.advertiser-ids, or tiktok.app-id and tiktok.app-secret;"
                                    + " events need none"));
        }
        List<String> ids;
        try {
            ids = connections.advertisers().ids();
        } catch (TikTokException e) {
            return List.of(
                    Checked.failed(
                            ALL, e.getMessage() + "; check tiktok.app-id and tiktok.app-secret"));
        }
        if (ids.isEmpty()) {
            return List.of(
                    Checked.failed(
                            ALL,
                            "the token was granted no ad account; run authorize again, and choose"
                                    + " some on TikTok's page"));
        }
        List<Checked> lines = new ArrayList<>(of(ids.subList(0, Math.min(MOST, ids.size()))));
        if (ids.size() > MOST) {
            lines.add(Checked.not(ALL, "and " + (ids.size() - MOST) + " more, not asked about"));
        }
        return lines;
    }

    private List<Checked> of(List<String> ids) {
        try {
            List<Checked> lines = new ArrayList<>();
            List<AdAccount> accounts = connections.advertisers().details(ids);
            for (String id : ids) {
                lines.add(
                        accounts.stream()
                                .filter(account -> account.id().equals(id))
                                .map(this::reached)
                                .findFirst()
                                .orElseGet(() -> unknown(id, "TikTok tells nothing of it")));
            }
            return lines;
        } catch (TikTokException e) {
            if (ids.size() == 1) {
                return List.of(unknown(ids.get(0), e.getMessage()));
            }
            // one that is not ours has the whole call refused
            List<Checked> lines = new ArrayList<>();
            ids.forEach(id -> lines.addAll(of(List.of(id))));
            return lines;
        }
    }

    private Checked reached(AdAccount account) {
        reached.add(account.id());
        return Checked.ok(
                name(account.id()),
                account.about() + (account.isEnabled() ? "" : ": TikTok runs no ads of it now"));
    }

    private static Checked unknown(String id, String why) {
        return Checked.failed(
                name(id),
                why
                        + "; check tiktok.advertiser-ids, or run authorize again and choose this"
                        + " account");
    }

    private static String name(String id) {
        return "advertiser " + id;
    }
}
