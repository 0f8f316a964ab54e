package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.tiktok.AdAccount;
import io.tiktokroutes.tiktok.TikTokException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes sure that the ad accounts which a person names are those of the reports. */
final class BackfillAccounts {

    private static final Duration CALL = Duration.ofSeconds(30);
    private static final int MOST_TOLD = 20;

    private final Settings settings;
    private final String token;

    BackfillAccounts(Settings settings, String token) {
        this.settings = settings;
        this.token = token;
    }

    /**
     * @throws StartupException when none of the reports pulls one of them, or TikTok cannot be
     *     asked which there are
     */
    void check(List<String> named, List<ReportFlow> reports) throws StartupException {
        if (named.isEmpty()) {
            return;
        }
        Map<String, String> known = new LinkedHashMap<>();
        boolean all = false;
        for (ReportFlow report : reports) {
            List<String> own = list(report.parameter("advertisers"));
            own.forEach(id -> known.put(id, ""));
            all |= own.isEmpty();
        }
        if (all) {
            known.putAll(asked());
        }
        for (String id : named) {
            if (!known.containsKey(id)) {
                throw new StartupException(
                        "--advertiser is '"
                                + id
                                + "', which is no ad account of "
                                + (reports.size() == 1
                                        ? "the report " + reports.get(0).name()
                                        : "these reports")
                                + "; write one of "
                                + told(known));
            }
        }
    }

    private static String told(Map<String, String> accounts) {
        return accounts.entrySet().stream()
                        .limit(MOST_TOLD)
                        .map(
                                each ->
                                        each.getKey()
                                                + (each.getValue().isEmpty()
                                                        ? ""
                                                        : " (" + each.getValue() + ")"))
                        .collect(Collectors.joining(", "))
                + (accounts.size() > MOST_TOLD
                        ? " or " + (accounts.size() - MOST_TOLD) + " others"
                        : "");
    }

    /** The ad accounts of the settings, or the granted ones with their names. */
    private Map<String, String> asked() throws StartupException {
        Map<String, String> accounts = new LinkedHashMap<>();
        settings.list("tiktok.advertiser-ids").forEach(id -> accounts.put(id, ""));
        if (!accounts.isEmpty()) {
            return accounts;
        }
        try (Connections connections = new Connections(settings, CALL, token)) {
            for (AdAccount account : connections.advertisers().granted()) {
                accounts.put(account.id(), account.name());
            }
            return accounts;
        } catch (TikTokException e) {
            throw new StartupException(LeadDesk.words(e), e);
        }
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split("[,\\s]+")).filter(id -> !id.isEmpty()).toList();
    }
}
