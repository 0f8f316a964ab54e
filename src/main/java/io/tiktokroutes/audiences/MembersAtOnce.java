package io.tiktokroutes.audiences;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The way of PostgreSQL: one statement, in which each key is looked up by itself. {@code lateral}
 * with a limit cannot be turned into another kind of join, such as one that reads all members while
 * the tables have no statistics.
 */
final class MembersAtOnce implements MemberSql {

    @Override
    public Map<String, Long> versions(
            Connection connection, String destination, Collection<String> rows)
            throws SQLException {
        Map<String, Long> found = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select wanted.row_key, line.version from unnest(?) as wanted (row_key)"
                                + " cross join lateral (select version from audience_member"
                                + " where destination = ? and row_key = wanted.row_key limit 1)"
                                + " as line")) {
            select.setArray(1, connection.createArrayOf("varchar", rows.toArray()));
            select.setString(2, destination);
            try (ResultSet each = select.executeQuery()) {
                while (each.next()) {
                    found.put(each.getString(1), each.getLong(2));
                }
            }
        }
        return found;
    }

    @Override
    public Map<String, Set<MemberId>> ids(
            Connection connection, String destination, Collection<String> rows)
            throws SQLException {
        Map<String, Set<MemberId>> found = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select wanted.row_key, line.id_type, line.digest"
                                + " from unnest(?) as wanted (row_key)"
                                + " cross join lateral (select id_type, digest from audience_id"
                                + " where destination = ? and row_key = wanted.row_key limit "
                                + 10 * MemberRules.MOST_IDS
                                + ") as line")) {
            select.setArray(1, connection.createArrayOf("varchar", rows.toArray()));
            select.setString(2, destination);
            try (ResultSet each = select.executeQuery()) {
                while (each.next()) {
                    found.computeIfAbsent(each.getString(1), row -> new LinkedHashSet<>())
                            .add(new MemberId(each.getString(2), each.getString(3)));
                }
            }
        }
        return found;
    }

    @Override
    public Set<MemberId> owned(Connection connection, String destination, Collection<MemberId> ids)
            throws SQLException {
        Set<MemberId> owned = new HashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select wanted.id_type, wanted.digest"
                                + " from unnest(?, ?) as wanted (id_type, digest)"
                                + " cross join lateral (select 1 from audience_id"
                                + " where destination = ? and digest = wanted.digest"
                                + " and id_type = wanted.id_type limit 1) as line")) {
            Object[] types = ids.stream().map(MemberId::type).toArray();
            Object[] digests = ids.stream().map(MemberId::digest).toArray();
            select.setArray(1, connection.createArrayOf("varchar", types));
            select.setArray(2, connection.createArrayOf("varchar", digests));
            select.setString(3, destination);
            try (ResultSet each = select.executeQuery()) {
                while (each.next()) {
                    owned.add(new MemberId(each.getString(1), each.getString(2)));
                }
            }
        }
        return owned;
    }
}
