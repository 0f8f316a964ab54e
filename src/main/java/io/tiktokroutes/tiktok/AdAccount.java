package io.tiktokroutes.tiktok;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One ad account, as TikTok tells of it; a text is empty where TikTok did not tell.
 *
 * @param id the advertiser id
 * @param timeZone the zone TikTok shows, or else the one it reckons with
 * @param currency ISO 4217, such as EUR
 * @param status such as STATUS_ENABLE
 */
public record AdAccount(String id, String name, String timeZone, String currency, String status) {

    private static final String ENABLED = "STATUS_ENABLE";

    /** False when TikTok says that it is disabled, limited or not confirmed yet. */
    public boolean isEnabled() {
        return status.isEmpty() || status.equals(ENABLED);
    }

    /**
     * The zone in which TikTok cuts its report days. TikTok gives a region such as {@code
     * Europe/Berlin}, or a fixed offset such as {@code Etc/GMT+8}; UTC when it gives neither.
     */
    public ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    /** What is known of it beside its id, such as {@code Acme EU, Europe/Berlin, EUR}. */
    public String about() {
        return Stream.concat(
                        Stream.of(name, timeZone, currency).filter(text -> !text.isEmpty()),
                        isEnabled() ? Stream.of() : Stream.of(status))
                .collect(Collectors.joining(", "));
    }

    /** The ids alone. */
    static List<String> ids(List<AdAccount> accounts) {
        return accounts.stream().map(AdAccount::id).toList();
    }
}
