package io.tiktokroutes.reports;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Remembers each day of each report that was read whole (table {@code report_day}): where the next
 * pull begins, what a repeated one need not read again, and how fresh a table is.
 */
public final class DaysRead {

    /**
     * What is known of a day.
     *
     * @param asked digest of what was asked for
     * @param rows how many came
     * @param pulledAt when all of them were in the table
     */
    public record Read(String asked, long rows, Instant pulledAt) {}

    /**
     * How fresh the report of an ad account is.
     *
     * @param newestDay in the account's time zone
     * @param lastSuccess when the latest window was in the table
     */
    public record Freshness(
            String source, String advertiserId, LocalDate newestDay, Instant lastSuccess) {}

    private final Sql sql;
    private final Clock clock;

    public DaysRead(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Notes days whose rows are all in the table now; what was noted of them before goes.
     *
     * @param asked digest of what was asked for
     * @param rows of each day, 0 for one on which nothing was delivered
     */
    public void mark(
            String source, String advertiserId, String asked, SortedMap<LocalDate, Long> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        Sql.Work<Void> write =
                connection -> {
                    write(connection, source, advertiserId, asked, rows);
                    return null;
                };
        try {
            sql.transaction(write);
        } catch (SQLException e) {
            if (!Sql.isConflict(e)) {
                throw e;
            }
            // another process noted one of them first; now it is found
            sql.transaction(write);
        }
    }

    private void write(
            Connection connection,
            String source,
            String advertiserId,
            String asked,
            SortedMap<LocalDate, Long> rows)
            throws SQLException {
        SortedMap<LocalDate, Read> known =
                select(connection, source, advertiserId, rows.firstKey(), rows.lastKey());
        LocalDateTime now = Sql.utc(clock.instant());
        try (PreparedStatement update =
                        connection.prepareStatement(
                                "update report_day set asked = ?, row_count = ?, pulled_at = ?"
                                        + " where source = ? and advertiser_id = ?"
                                        + " and report_date = ?");
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into report_day (asked, row_count, pulled_at, source,"
                                        + " advertiser_id, report_date) values (?, ?, ?, ?, ?,"
                                        + " ?)")) {
            for (Map.Entry<LocalDate, Long> day : rows.entrySet()) {
                PreparedStatement statement = known.containsKey(day.getKey()) ? update : insert;
                statement.setString(1, asked);
                statement.setLong(2, day.getValue());
                statement.setObject(3, now);
                statement.setString(4, source);
                statement.setString(5, advertiserId);
                statement.setObject(6, day.getKey());
                statement.addBatch();
            }
            update.executeBatch();
            insert.executeBatch();
        }
    }

    /** What is known of the days from one to the other, both included; oldest first. */
    public SortedMap<LocalDate, Read> between(
            String source, String advertiserId, LocalDate from, LocalDate to) throws SQLException {
        return sql.transaction(c -> select(c, source, advertiserId, from, to));
    }

    private static SortedMap<LocalDate, Read> select(
            Connection connection, String source, String advertiserId, LocalDate from, LocalDate to)
            throws SQLException {
        SortedMap<LocalDate, Read> known = new TreeMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select report_date, asked, row_count, pulled_at from report_day where"
                                + " source = ? and advertiser_id = ?"
                                + " and report_date between ? and ?")) {
            select.setString(1, source);
            select.setString(2, advertiserId);
            select.setObject(3, from);
            select.setObject(4, to);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known.put(
                            rows.getObject(1, LocalDate.class),
                            new Read(
                                    rows.getString(2),
                                    rows.getLong(3),
                                    Sql.instant(rows.getObject(4, LocalDateTime.class))));
                }
            }
        }
        return known;
    }

    /** The newest day that was read of an ad account. */
    public Optional<LocalDate> newestDay(String source, String advertiserId) throws SQLException {
        return freshness().stream()
                .filter(f -> f.source().equals(source) && f.advertiserId().equals(advertiserId))
                .map(Freshness::newestDay)
                .findFirst();
    }

    /** How fresh each report of each ad account is, by name of the report and id. */
    public List<Freshness> freshness() throws SQLException {
        // no zone is further ahead than 14 hours; what was noted while the clock was ahead is no
        // news
        LocalDate latest = LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(14));
        return sql.transaction(
                connection -> {
                    List<Freshness> all = new ArrayList<>();
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select source, advertiser_id, max(report_date),"
                                            + " max(pulled_at) from report_day where"
                                            + " report_date <= ? and pulled_at <= ?"
                                            + " group by source, advertiser_id"
                                            + " order by source, advertiser_id")) {
                        select.setObject(1, latest);
                        select.setObject(2, Sql.utc(clock.instant()));
                        try (ResultSet rows = select.executeQuery()) {
                            while (rows.next()) {
                                all.add(
                                        new Freshness(
                                                rows.getString(1),
                                                rows.getString(2),
                                                rows.getObject(3, LocalDate.class),
                                                Sql.instant(
                                                        rows.getObject(4, LocalDateTime.class))));
                            }
                        }
                    }
                    return all;
                });
    }
}
