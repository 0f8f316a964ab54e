package io.tiktokroutes.sandbox.world;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The accounts and ids that exist in every sandbox from the start. */
public final class World {

    public static final String ACCESS_TOKEN = "sandbox-access-token";
    public static final String APP_ID = "7100000000000000001";
    public static final String APP_SECRET = "sandbox-app-secret";
    public static final String ADVERTISER_ID = "7200000000000000001";
    public static final String SECOND_ADVERTISER_ID = "7200000000000000002";
    public static final String YEN_ADVERTISER_ID = "7200000000000000003";
    public static final String EARLY_ADVERTISER_ID = "7200000000000000004";
    public static final String FIXED_OFFSET_ADVERTISER_ID = "7200000000000000005";
    public static final String PIXEL_CODE = "SANDBOXPIXEL00000001";
    public static final String EVENT_SET_ID = "7301000000000000002";
    public static final String CRM_EVENT_SET_ID = "7305000000000000004";
    public static final String TIKTOK_APP_ID = "7211000000000000001";
    public static final String FORM_ID = "7300000000000000001";
    public static final String SECOND_FORM_ID = "7300000000000000002";
    public static final String LIBRARY_FORM_ID = "7300000000000000004";
    public static final String LIBRARY_ID = "7600000000000000001";
    public static final String BUSINESS_CENTER_ID = "7090000000000000009";
    public static final String CDP_PORTAL_ID = "33167";
    public static final String CDP_SOURCE_ID = "556301";
    public static final String CDP_TOKEN = "sandbox-cdp-token";
    public static final String CDP_CLIENT_ID = "sandbox-cdp-client";
    public static final String CDP_CLIENT_SECRET = "sandbox-cdp-secret";
    public static final String SEGMENT_WRITE_KEY = "sandbox-segment-write-key";

    /**
     * One ad account.
     *
     * @param zone the time zone in which its report days are cut
     * @param displayZone the one the account shows; another where {@code zone} is a fixed offset
     */
    public record Advertiser(
            String id,
            String name,
            String company,
            String currency,
            ZoneId zone,
            ZoneId displayZone,
            String country,
            String language) {}

    public static final List<Advertiser> ADVERTISERS =
            List.of(
                    new Advertiser(
                            ADVERTISER_ID,
                            "Acme EU",
                            "Acme GmbH",
                            "EUR",
                            ZoneId.of("Europe/Berlin"),
                            ZoneId.of("Europe/Berlin"),
                            "DE",
                            "en"),
                    new Advertiser(
                            SECOND_ADVERTISER_ID,
                            "Acme US",
                            "Acme Inc.",
                            "USD",
                            ZoneId.of("America/Los_Angeles"),
                            ZoneId.of("America/Los_Angeles"),
                            "US",
                            "en"),
                    new Advertiser(
                            YEN_ADVERTISER_ID,
                            "Acme JP",
                            "Acme K.K.",
                            "JPY",
                            ZoneId.of("Asia/Tokyo"),
                            ZoneId.of("Asia/Tokyo"),
                            "JP",
                            "ja"),
                    // a fixed offset with the sign turned round, as such accounts have it: UTC+13
                    new Advertiser(
                            EARLY_ADVERTISER_ID,
                            "Acme Pacific",
                            "Acme Ltd",
                            "NZD",
                            ZoneId.of("Etc/GMT-13"),
                            ZoneId.of("Pacific/Auckland"),
                            "NZ",
                            "en"),
                    new Advertiser(
                            FIXED_OFFSET_ADVERTISER_ID,
                            "Acme West",
                            "Acme Inc.",
                            "USD",
                            ZoneId.of("Etc/GMT+8"),
                            ZoneId.of("America/Los_Angeles"),
                            "US",
                            "en"));

    /** The ad accounts that the default token, and every consent, may work with. */
    public static final List<String> GRANTED = List.of(ADVERTISER_ID, SECOND_ADVERTISER_ID);

    private World() {}

    public static Optional<Advertiser> advertiser(String id) {
        return ADVERTISERS.stream().filter(a -> a.id().equals(id)).findFirst();
    }
}
