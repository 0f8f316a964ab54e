package io.tiktokroutes.inbox;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What was refused and has its payload kept, so that it can be sent again. */
public final class Refusals {

    /**
     * Which ones; what is null is not asked for.
     *
     * @param since refused then or later
     */
    public record Wanted(
            String destination, String inbox, String reason, String key, Instant since) {

        public boolean isAll() {
            return destination == null
                    && inbox == null
                    && reason == null
                    && key == null
                    && since == null;
        }

        private String condition() {
            return (destination == null ? "" : " and destination = ?")
                    + (inbox == null ? "" : " and inbox = ?")
                    + (reason == null ? "" : " and reason = ?")
                    + (key == null ? "" : " and record_key = ?")
                    + (since == null ? "" : " and refused_at >= ?");
        }

        private void set(PreparedStatement select, int first) throws SQLException {
            int next = first;
            for (String text : new String[] {destination, inbox, reason, key}) {
                if (text != null) {
                    select.setString(next++, text);
                }
            }
            if (since != null) {
                select.setObject(next, Sql.utc(since));
            }
        }
    }

    /** How many records of an inbox a destination refused for one reason. */
    public record Count(String inbox, String destination, String reason, long records) {}

    private final Sql sql;

    public Refusals(Sql sql) {
        this.sql = sql;
    }

    /** How many there are, by inbox, destination and reason. */
    public List<Count> counts(Wanted wanted) throws SQLException {
        return sql.transaction(connection -> counts(connection, wanted));
    }

    private static List<Count> counts(Connection connection, Wanted wanted) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select inbox, destination, reason, count(*) from refused where 1 = 1"
                                + wanted.condition()
                                + " group by inbox, destination, reason"
                                + " order by inbox, destination, reason")) {
            wanted.set(select, 1);
            List<Count> counts = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    counts.add(
                            new Count(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getLong(4)));
                }
            }
            return counts;
        }
    }

    /** Every destination that refused something. */
    public Set<String> destinations() throws SQLException {
        return sql.transaction(
                connection -> {
                    Set<String> names = new TreeSet<>();
                    try (PreparedStatement select =
                                    connection.prepareStatement(
                                            "select distinct destination from refused");
                            ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            names.add(rows.getString(1));
                        }
                    }
                    return names;
                });
    }

    /**
     * The next ones of an inbox in the order of their keys, each with all its destinations.
     *
     * @param after the last key of the page before; empty at first
     * @return at most {@link Replays#PIECE}; none at the end
     */
    public List<Replays.Again> page(String inbox, String after, Wanted wanted) throws SQLException {
        return sql.transaction(connection -> page(connection, inbox, after, wanted));
    }

    private static List<Replays.Again> page(
            Connection connection, String inbox, String after, Wanted wanted) throws SQLException {
        Map<String, Replays.Again> page = new LinkedHashMap<>();
        int rowsRead = 0;
        String last = "";
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select record_key, destination, payload from refused"
                                + " where inbox = ? and record_key > ?"
                                + wanted.condition()
                                // with the inbox in the order H2 walks the index
                                + " order by inbox, record_key, destination fetch first "
                                + Replays.PIECE
                                + " rows only")) {
            select.setString(1, inbox);
            select.setString(2, after);
            wanted.set(select, 3);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    rowsRead++;
                    last = rows.getString(1);
                    String destination = rows.getString(2);
                    String payload = rows.getString(3);
                    page.computeIfAbsent(
                                    last, key -> new Replays.Again(key, payload, new TreeSet<>()))
                            .destinations()
                            .add(destination);
                }
            }
        }
        if (rowsRead == Replays.PIECE && page.size() > 1) {
            page.remove(last); // its other destinations may stand on the next page
        }
        return List.copyOf(page.values());
    }
}
