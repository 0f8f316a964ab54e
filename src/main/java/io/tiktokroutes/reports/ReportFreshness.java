package io.tiktokroutes.reports;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** How far each report was read, by the days that are noted in {@code report_day}. */
public final class ReportFreshness {

    private static final int SECONDS = 5;

    private static final String SELECT =
            "select d.source, d.advertiser_id, n.first_day, n.newest_day, n.days, n.total_rows,"
                    + " d.pulled_at from report_day d join (select source, advertiser_id,"
                    + " min(report_date) first_day, max(report_date) newest_day, count(*) days,"
                    + " sum(row_count) total_rows from report_day group by source, advertiser_id) n"
                    + " on d.source = n.source and d.advertiser_id = n.advertiser_id"
                    + " and d.report_date = n.newest_day order by d.source, d.advertiser_id";

    /**
     * What was read of one report and ad account.
     *
     * @param report its name
     * @param firstDay the oldest day, in the account's time zone
     * @param newestDay the newest one
     * @param days how many, which are fewer than from first to newest when there is a gap
     * @param rows of all these days
     * @param lastSuccess when the newest day was read last: every run reads it again, and a
     *     backfill of older days is no sign that runs go well
     */
    public record Read(
            String report,
            String advertiserId,
            LocalDate firstDay,
            LocalDate newestDay,
            long days,
            long rows,
            Instant lastSuccess) {}

    private final Sql sql;

    public ReportFreshness(Sql sql) {
        this.sql = sql;
    }

    /** By name of the report and id of the ad account. */
    public List<Read> all() throws SQLException {
        return sql.transaction(ReportFreshness::read);
    }

    private static List<Read> read(Connection connection) throws SQLException {
        List<Read> all = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setQueryTimeout(SECONDS);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(
                            new Read(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getObject(3, LocalDate.class),
                                    rows.getObject(4, LocalDate.class),
                                    rows.getLong(5),
                                    rows.getLong(6),
                                    Sql.instant(rows.getObject(7, LocalDateTime.class))));
                }
            }
        }
        return all;
    }
}
