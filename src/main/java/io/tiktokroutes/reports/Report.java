package io.tiktokroutes.reports;

import java.util.List;
import java.util.Set;

/**
 * One report as a route describes it.
 *
 * @param name the name of the source; the days it read stand under it
 * @param query what is asked of TikTok
 * @param range the days of each pull
 * @param advertisers ids; empty for all we work for
 * @param historyDays days back at the first pull
 * @param lookbackDays days back at every later pull
 * @param parallel how many windows are pulled at once
 * @param retries how often a window that failed is pulled again within a run
 * @param asyncAbove a window of more rows is asked for as a task; 0 for never
 */
record Report(
        String name,
        ReportQuery query,
        RangeWords range,
        List<String> advertisers,
        int historyDays,
        int lookbackDays,
        int parallel,
        int retries,
        long asyncAbove) {

    /** Camel gives a split ten threads, and TikTok answers ten calls a second. */
    private static final int MOST_PARALLEL = 10;

    private static final Set<String> TYPES = Set.of("BASIC", "AUDIENCE");
    private static final Set<String> LEVELS =
            Set.of("AUCTION_ADVERTISER", "AUCTION_CAMPAIGN", "AUCTION_ADGROUP", "AUCTION_AD");

    /**
     * @throws ReportException when something cannot be meant so; the message says what to write
     */
    Report {
        among("reportType", query.reportType(), TYPES);
        among("dataLevel", query.dataLevel(), LEVELS);
        if (query.dimensions().isEmpty() || query.metrics().isEmpty()) {
            throw new ReportException("a report needs dimensions and metrics; write at least one");
        }
        between("historyDays", historyDays, 0, RangeWords.MOST_DAYS);
        between("lookbackDays", lookbackDays, 0, RangeWords.MOST_DAYS);
        between("parallel", parallel, 1, MOST_PARALLEL);
        between("retries", retries, 0, 10);
        between("asyncAbove", asyncAbove, 0, Long.MAX_VALUE);
    }

    private static void among(String name, String value, Set<String> values) {
        if (!values.contains(value)) {
            throw new ReportException(
                    "%s is '%s'; write %s"
                            .formatted(
                                    name,
                                    value,
                                    String.join(" or ", values.stream().sorted().toList())));
        }
    }

    private static void between(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new ReportException(
                    "%s is %d; write a number from %d to %d".formatted(name, value, least, most));
        }
    }
}
