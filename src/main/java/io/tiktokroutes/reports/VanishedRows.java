package io.tiktokroutes.reports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Deletes what a window had in the table before and TikTok does not report any more.
 *
 * <p>A window of which not one row came is left alone: an account whose whole month is gone is more
 * likely a mistake than a fact.
 */
final class VanishedRows {

    private static final int PIECE = 1_000;

    private final TargetTable table;
    private final ReportWindow window;
    private final Column advertiser;
    private final Column day;

    /** What was written in pieces before: digests, as a million keys would not fit. */
    private final Set<Long> before = new HashSet<>();

    VanishedRows(TableSettings settings, TargetTable table, ReportWindow window) {
        this.table = table;
        this.window = window;
        this.advertiser = table.columns().get(table.place(settings.advertiserColumn()));
        this.day = table.columns().get(table.place(settings.dayColumn()));
    }

    /** Takes note of rows that came. */
    void came(List<Object[]> rows) {
        rows.forEach(row -> before.add(digest(table.keyOf(row))));
    }

    /**
     * Deletes the others of the window's ad account and days.
     *
     * @param last the rows that came and are not noted yet
     * @return how many
     */
    long delete(Connection connection, List<Object[]> last) throws SQLException {
        Set<Long> came = new HashSet<>(before);
        last.forEach(row -> came.add(digest(table.keyOf(row))));
        if (came.isEmpty()) {
            return 0;
        }
        List<Object[]> gone = gone(connection, came);
        remove(connection, gone);
        return gone.size();
    }

    /** The keys of what the table has of the window and did not come. */
    private List<Object[]> gone(Connection connection, Set<Long> came) throws SQLException {
        List<Object[]> gone = new ArrayList<>();
        String key = String.join(", ", table.sqlKey());
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select %s from %s where %s = ? and %s >= ? and %s < ?"
                                .formatted(
                                        key,
                                        table.name(),
                                        advertiser.sql(),
                                        day.sql(),
                                        day.sql()))) {
            select.setFetchSize(PIECE);
            String id = window.advertiserId();
            select.setObject(1, advertiser.isWhole() ? Long.valueOf(id) : id);
            // a day, or a day with an hour behind it
            select.setObject(2, start(window.from()));
            select.setObject(3, start(window.to().plusDays(1)));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Object[] found = new Object[table.key().size()];
                    for (int i = 0; i < found.length; i++) {
                        found[i] = rows.getObject(i + 1);
                    }
                    if (!came.contains(digest(List.of(found)))) {
                        gone.add(found);
                    }
                }
            }
        }
        return gone;
    }

    private void remove(Connection connection, List<Object[]> gone) throws SQLException {
        String statement =
                "delete from %s where %s"
                        .formatted(
                                table.name(),
                                table.sqlKey().stream()
                                        .map(column -> column + " = ?")
                                        .collect(Collectors.joining(" and ")));
        try (PreparedStatement delete = connection.prepareStatement(statement)) {
            for (Object[] key : gone) {
                for (int i = 0; i < key.length; i++) {
                    delete.setObject(i + 1, key[i]);
                }
                delete.addBatch();
            }
            if (!gone.isEmpty()) {
                delete.executeBatch();
            }
        }
    }

    /** Where a day begins in the words of the column. */
    private Object start(LocalDate date) {
        if (day.isDay()) {
            return date;
        }
        return day.isTime() ? date.atStartOfDay() : date.toString();
    }

    /** 64 bits of FNV-1a: two keys of a million share one once in ten million such windows. */
    private static long digest(List<Object> key) {
        long digest = 0xcbf29ce484222325L;
        for (Object value : key) {
            String text = value.toString();
            for (int i = 0; i <= text.length(); i++) {
                digest ^= i == text.length() ? 0x1f : text.charAt(i);
                digest *= 0x100000001b3L;
            }
        }
        return digest;
    }
}
