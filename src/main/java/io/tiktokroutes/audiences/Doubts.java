package io.tiktokroutes.audiences;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Identifiers of which nobody knows whether TikTok has them, because a call about them is under way
 * or its end was not seen. They are few rows with long texts, since they come and go with every
 * batch.
 */
final class Doubts {

    /** So many fit into the longest text of H2. */
    private static final int MOST_IN_PART = 10_000;

    private Doubts() {}

    static Set<MemberId> read(Connection connection, String destination) throws SQLException {
        Set<MemberId> ids = new LinkedHashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select ids from audience_doubt where destination = ? order by part")) {
            select.setString(1, destination);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    for (String each : rows.getString(1).split(",")) {
                        String type = MemberId.TYPES.get(each.charAt(0) - '0');
                        ids.add(new MemberId(type, each.substring(1)));
                    }
                }
            }
        }
        return ids;
    }

    /** Writes them where none were. */
    static void write(Connection connection, String destination, Collection<MemberId> ids)
            throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        List<String> texts = new ArrayList<>(ids.size());
        for (MemberId id : ids) {
            texts.add(MemberId.TYPES.indexOf(id.type()) + id.digest());
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into audience_doubt (destination, part, ids) values (?, ?, ?)")) {
            insert.setString(1, destination);
            for (int from = 0; from < texts.size(); from += MOST_IN_PART) {
                int to = Math.min(texts.size(), from + MOST_IN_PART);
                insert.setInt(2, from / MOST_IN_PART);
                insert.setString(3, String.join(",", texts.subList(from, to)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static void clear(Connection connection, String destination) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from audience_doubt where destination = ?")) {
            delete.setString(1, destination);
            delete.executeUpdate();
        }
    }
}
