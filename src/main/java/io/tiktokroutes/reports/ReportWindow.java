package io.tiktokroutes.reports;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is pulled and committed as one: some days of one advertiser's report.
 *
 * <p>It travels with the pages as the exchange property {@link #PROPERTY}. A table that gets rows
 * of it takes part, and writes them when the whole window has been read.
 */
public final class ReportWindow {

    /** The exchange property under which it travels. */
    public static final String PROPERTY = "ReportWindow";

    /** A table that keeps rows of a window until all have come. */
    public interface Part {
        /** Writes them in one transaction. */
        void commit() throws SQLException;
    }

    private final String source;
    private final String advertiserId;
    private final LocalDate from;
    private final LocalDate to;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /**
     * @param source the name of the report
     * @param from first day, in the advertiser's time zone
     * @param to last day, inclusive
     */
    public ReportWindow(String source, String advertiserId, LocalDate from, LocalDate to) {
        this.source = source;
        this.advertiserId = advertiserId;
        this.from = from;
        this.to = to;
    }

    public String source() {
        return source;
    }

    public String advertiserId() {
        return advertiserId;
    }

    public LocalDate from() {
        return from;
    }

    public LocalDate to() {
        return to;
    }

    /** The part of this table, made when it is asked for the first time. */
    public synchronized <P extends Part> P part(String table, Class<P> type, Supplier<P> made) {
        return type.cast(parts.computeIfAbsent(table, any -> made.get()));
    }

    /** Lets each table write its rows; afterwards they hold none. */
    synchronized void commit() throws SQLException {
        for (Part part : parts.values()) {
            part.commit();
        }
        parts.clear();
    }

    /** Forgets the rows: the window will be pulled again. */
    synchronized void discard() {
        parts.clear();
    }

    @Override
    public String toString() {
        return source + " of " + advertiserId + " from " + from + " to " + to;
    }
}
