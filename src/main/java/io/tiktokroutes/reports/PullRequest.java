package io.tiktokroutes.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * What a person asks a report for, in the headers of the exchange that starts a pull.
 *
 * @param from first day; null for a scheduled pull
 * @param to last day, inclusive
 * @param advertisers ids; empty for those of the report
 * @param again whether days are read again that were read before
 * @param listener told how far the pull is
 */
public record PullRequest(
        LocalDate from,
        LocalDate to,
        List<String> advertisers,
        boolean again,
        PullListener listener) {

    /** The header with the first day, such as {@code 2026-01-31}. */
    public static final String FROM = "ReportFrom";

    /** The header with the last day, which is included. */
    public static final String TO = "ReportTo";

    /** The header with advertiser ids and commas between; absent for all of the report. */
    public static final String ADVERTISERS = "ReportAdvertisers";

    /** The header that is true when days are to be read that were read before. */
    public static final String AGAIN = "ReportAgain";

    /** Nobody watches. */
    private static final PullListener NOBODY = new PullListener() {};

    /**
     * @throws ReportException when a header cannot be read
     */
    static PullRequest of(Exchange exchange) {
        String from = header(exchange, FROM);
        String to = header(exchange, TO);
        if (from.isEmpty() != to.isEmpty()) {
            throw new ReportException(
                    (from.isEmpty() ? FROM : TO) + " is missing; write both days, or none");
        }
        PullListener listener =
                exchange.getMessage().getHeader(PullListener.HEADER, PullListener.class);
        return new PullRequest(
                from.isEmpty() ? null : RangeWords.day(from),
                to.isEmpty() ? null : RangeWords.day(to),
                names(header(exchange, ADVERTISERS)),
                exchange.getMessage().getHeader(AGAIN, false, Boolean.class),
                listener == null ? NOBODY : listener);
    }

    /** True when a person named the days. */
    boolean isManual() {
        return from != null;
    }

    private static String header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, "", String.class).strip();
    }

    /** The names in a text, with commas or blanks between. */
    static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        for (String name : text.split("[,\\s]+")) {
            if (!name.isEmpty() && !names.contains(name)) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }
}
