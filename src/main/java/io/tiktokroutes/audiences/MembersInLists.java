package io.tiktokroutes.audiences;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The way of MariaDB, which has no arrays: lists of some hundred keys in each statement. The
 * indexes are named because the statistics of a table that has just been filled are not right yet.
 */
final class MembersInLists implements MemberSql {

    /** Takes what a row of the answer says. */
    private interface Use {
        void of(ResultSet row) throws SQLException;
    }

    @Override
    public Map<String, Long> versions(
            Connection connection, String destination, Collection<String> rows)
            throws SQLException {
        Map<String, Long> found = new HashMap<>();
        inLists(
                connection,
                "select row_key, version from audience_member force index (primary)"
                        + " where destination = ? and row_key",
                destination,
                rows,
                row -> found.put(row.getString(1), row.getLong(2)));
        return found;
    }

    @Override
    public Map<String, Set<MemberId>> ids(
            Connection connection, String destination, Collection<String> rows)
            throws SQLException {
        Map<String, Set<MemberId>> found = new HashMap<>();
        inLists(
                connection,
                "select row_key, id_type, digest from audience_id force index (audience_id_row)"
                        + " where destination = ? and row_key",
                destination,
                rows,
                row ->
                        found.computeIfAbsent(row.getString(1), key -> new LinkedHashSet<>())
                                .add(new MemberId(row.getString(2), row.getString(3))));
        return found;
    }

    @Override
    public Set<MemberId> owned(Connection connection, String destination, Collection<MemberId> ids)
            throws SQLException {
        Set<MemberId> owned = new HashSet<>();
        inLists(
                connection,
                "select distinct id_type, digest from audience_id force index (primary)"
                        + " where destination = ? and digest",
                destination,
                ids.stream().map(MemberId::digest).toList(),
                row -> owned.add(new MemberId(row.getString(1), row.getString(2))));
        // a digest may be there under another type, too
        owned.retainAll(Set.copyOf(ids));
        return owned;
    }

    /**
     * @param statement up to the list of keys
     */
    private static void inLists(
            Connection connection,
            String statement,
            String destination,
            Collection<String> keys,
            Use use)
            throws SQLException {
        for (List<String> piece : Sql.pieces(List.copyOf(keys))) {
            String list = " in (" + Sql.marks(piece.size()) + ")";
            try (PreparedStatement select = connection.prepareStatement(statement + list)) {
                select.setString(1, destination);
                int next = 2;
                for (String key : piece) {
                    select.setString(next++, key);
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        use.of(rows);
                    }
                }
            }
        }
    }
}
