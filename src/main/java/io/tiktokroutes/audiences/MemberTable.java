package io.tiktokroutes.audiences;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of an audience with their identifiers, as they are to be at TikTok. */
final class MemberTable {

    private final Sql sql;
    private final String destination;
    private final MemberSql.Chosen ways;

    MemberTable(Sql sql, String destination, MemberSql.Chosen ways) {
        this.sql = sql;
        this.destination = destination;
        this.ways = ways;
    }

    /**
     * Writes what the records say, before TikTok is told. What TikTok must be told of becomes a
     * doubt in the same transaction, so that whoever comes after a crash does not take for granted
     * that TikTok knows.
     *
     * @param changes of different rows
     * @return those that count; the others are superseded
     */
    List<RowChange> begin(List<RowChange> changes) throws SQLException {
        List<String> rows = changes.stream().map(RowChange::rowKey).toList();
        return sql.insistently(
                connection -> {
                    MemberSql way = ways.on(connection);
                    Map<String, Long> versions = way.versions(connection, destination, rows);
                    // a row without a version never had an identifier
                    Map<String, Set<MemberId>> before =
                            versions.isEmpty()
                                    ? Map.of()
                                    : way.ids(connection, destination, versions.keySet());
                    List<RowChange> current = new ArrayList<>(changes.size());
                    for (RowChange change : changes) {
                        Long version = versions.get(change.rowKey());
                        if (version != null) {
                            change.found(version, before.getOrDefault(change.rowKey(), Set.of()));
                        }
                        if (!change.isLate()) {
                            current.add(change);
                        }
                    }
                    new MemberLines(connection, destination).write(current);
                    Doubts.write(connection, destination, current);
                    return current;
                });
    }

    /**
     * Puts rows back to how they were before {@link #begin}, and is not in doubt of them any more.
     *
     * @param refused whom TikTok did not take, or did not take out
     * @param asTheyWere false when it has what they gained, and they get back only what they lost
     * @param rest of which nobody knows yet whether TikTok has them
     */
    void putBack(Collection<RowChange> refused, boolean asTheyWere, Collection<RowChange> rest)
            throws SQLException {
        sql.insistently(
                connection -> {
                    MemberLines lines = new MemberLines(connection, destination);
                    if (asTheyWere) {
                        lines.undo(refused);
                    } else {
                        lines.keep(refused);
                    }
                    Doubts.clear(connection, destination);
                    Doubts.write(connection, destination, rest);
                    return null;
                });
    }

    /** Those of the identifiers that some row has. */
    Set<MemberId> owned(Collection<MemberId> ids) throws SQLException {
        return ids.isEmpty()
                ? Set.of()
                : sql.transaction(c -> ways.on(c).owned(c, destination, ids));
    }

    /** What was left by calls whose end nobody saw. */
    List<RowChange> doubts() throws SQLException {
        return sql.transaction((Connection c) -> Doubts.read(c, destination));
    }

    /** TikTok knows all. */
    void noDoubts() throws SQLException {
        sql.insistently(
                connection -> {
                    Doubts.clear(connection, destination);
                    return null;
                });
    }
}
