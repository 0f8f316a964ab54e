package io.tiktokroutes.sandbox.reports;

import java.time.LocalDate;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * What one ad did on one day, in whole numbers.
 *
 * @param spend in hundredths of the account's currency
 * @param conversions dated to the day of the ad, as far as they are known by now
 * @param realTimeConversions dated to the day of the event
 */
record Facts(
        long impressions,
        long clicks,
        long spend,
        long reach,
        long conversions,
        long realTimeConversions) {

    static final Facts ZERO = new Facts(0, 0, 0, 0, 0, 0);

    /** How many of 100 conversions come on the day of the ad, the day after, and so on. */
    private static final Split LAG =
            Split.weighed(List.of("0", "1", "2", "3", "4", "5", "6"), 50, 20, 12, 8, 5, 3, 2);

    /**
     * @param today the last day of which anything is known, in the advertiser's time zone
     * @param restated whether late conversions are only counted once they came
     * @return null on a day without delivery
     */
    static Facts of(
            Campaign campaign, long adId, LocalDate day, LocalDate today, boolean restated) {
        long campaignId = Long.parseLong(campaign.id());
        if (!delivers(campaign, campaignId, day) || day.isAfter(today)) {
            return null;
        }
        if (campaign.id().equals(Plans.IDLE_ON_FIRST) && day.getDayOfMonth() == 1) {
            return ZERO; // rows of nothing but zeros do occur (reference, leads 4.2)
        }
        long date = day.toEpochDay();
        long weekend = day.getDayOfWeek().getValue() > 5 ? 130 : 100;
        long impressions = (400 + Seed.of(adId, date, 1, 8600)) * weekend / 100;
        long clicks = impressions * (60 + Seed.of(adId, 0, 2, 160)) / 10_000;
        long spend = impressions * (250 + Seed.of(adId, 0, 3, 650)) / 1000;
        long reach = impressions * 100 / (110 + Seed.of(adId, date, 4, 35));
        long known = today.toEpochDay() - date;
        long all = conversions(campaign, campaignId, adId, day);
        long conversions = restated ? LAG.upTo(all, (int) Math.min(6, known) + 1) : all;
        long realTime = 0;
        for (int lag = 0; lag <= 6; lag++) {
            realTime += LAG.part(conversions(campaign, campaignId, adId, day.minusDays(lag)), lag);
        }
        return new Facts(impressions, clicks, spend, reach, conversions, realTime);
    }

    private static long conversions(Campaign campaign, long campaignId, long adId, LocalDate day) {
        if (!delivers(campaign, campaignId, day)) {
            return 0;
        }
        return 1 + Seed.of(adId, day.toEpochDay(), 5, 14);
    }

    /** Every 13th nobody delivers, so that each month has a day without any rows. */
    private static boolean delivers(Campaign campaign, long campaignId, LocalDate day) {
        return !day.isBefore(campaign.start())
                && day.getDayOfMonth() != 13
                && Seed.of(campaignId, day.toEpochDay(), 6, 11) != 0;
    }

    /** The same division applied to every number. */
    Facts each(LongUnaryOperator share) {
        return new Facts(
                share.applyAsLong(impressions),
                share.applyAsLong(clicks),
                share.applyAsLong(spend),
                share.applyAsLong(reach),
                share.applyAsLong(conversions),
                share.applyAsLong(realTimeConversions));
    }
}
