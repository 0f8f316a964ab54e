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

/** The way of an embedded database, whose plans for lists of keys are made while it is empty. */
final class MembersOneByOne implements MemberSql {

    @Override
    public Map<String, Long> versions(
            Connection connection, String destination, Collection<String> rows)
            throws SQLException {
        Map<String, Long> found = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select version from audience_member"
                                + " where destination = ? and row_key = ?")) {
            select.setString(1, destination);
            for (String row : rows) {
                select.setString(2, row);
                try (ResultSet one = select.executeQuery()) {
                    if (one.next()) {
                        found.put(row, one.getLong(1));
                    }
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
                        "select id_type, digest from audience_id"
                                + " where destination = ? and row_key = ?")) {
            select.setString(1, destination);
            for (String row : rows) {
                select.setString(2, row);
                Set<MemberId> its = new LinkedHashSet<>();
                try (ResultSet each = select.executeQuery()) {
                    while (each.next()) {
                        its.add(new MemberId(each.getString(1), each.getString(2)));
                    }
                }
                found.put(row, its);
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
                        "select 1 from audience_id where destination = ? and digest = ?"
                                + " and id_type = ? fetch first row only")) {
            select.setString(1, destination);
            for (MemberId id : ids) {
                select.setString(2, id.digest());
                select.setString(3, id.type());
                try (ResultSet one = select.executeQuery()) {
                    if (one.next()) {
                        owned.add(id);
                    }
                }
            }
        }
        return owned;
    }
}
