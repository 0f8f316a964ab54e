package io.tiktokroutes.audiences;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;

/** Writes the tables of members in groups, inside of a transaction. */
final class MemberLines {

    private static final String INSERT =
            "insert into audience_id (destination, digest, id_type, row_key) values (?, ?, ?, ?)";

    private static final String DELETE =
            "delete from audience_id"
                    + " where destination = ? and digest = ? and id_type = ? and row_key = ?";

    private static final String INSERT_VERSION =
            "insert into audience_member (version, destination, row_key) values (?, ?, ?)";

    private static final String SET_VERSION =
            "update audience_member set version = ? where destination = ? and row_key = ?";

    /** A resync in between has made all of them unsure, and so they stay. */
    private static final String PUT_BACK = SET_VERSION + " and version ";

    private static final String NO_VERSION =
            "delete from audience_member where destination = ? and row_key = ?";

    private final Connection connection;
    private final String destination;

    MemberLines(Connection connection, String destination) {
        this.connection = connection;
        this.destination = destination;
    }

    /** Makes the rows what the records say. */
    void write(Collection<RowChange> changes) throws SQLException {
        ids(DELETE, changes, RowChange::lost);
        ids(INSERT, changes, RowChange::gained);
        try (PreparedStatement insert = connection.prepareStatement(INSERT_VERSION);
                PreparedStatement update = connection.prepareStatement(SET_VERSION)) {
            boolean inserts = false;
            boolean updates = false;
            for (RowChange change : changes) {
                if (change.stored() == null) {
                    version(insert, change.version(), change.rowKey());
                    inserts = true;
                } else if (change.changesVersion()) {
                    version(update, change.version(), change.rowKey());
                    updates = true;
                }
            }
            if (inserts) {
                insert.executeBatch();
            }
            if (updates) {
                update.executeBatch();
            }
        }
    }

    private void version(PreparedStatement statement, long version, String row)
            throws SQLException {
        statement.setLong(1, version);
        statement.setString(2, destination);
        statement.setString(3, row);
        statement.addBatch();
    }

    /** Makes the rows what they were before {@link #write}. */
    void undo(Collection<RowChange> changes) throws SQLException {
        ids(DELETE, changes, RowChange::gained);
        keep(changes);
    }

    /** Gives the rows back what they lost, and their versions. */
    void keep(Collection<RowChange> changes) throws SQLException {
        ids(INSERT, changes, RowChange::lost);
        for (RowChange change : changes) {
            Long stored = change.stored();
            if (stored == null) {
                version(NO_VERSION, null, change.rowKey());
            } else {
                version(PUT_BACK + "< 0", stored < 0 ? stored : -1 - stored, change.rowKey());
                version(PUT_BACK + ">= 0", stored, change.rowKey());
            }
        }
    }

    private void version(String statement, Long version, String row) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(statement)) {
            int next = 1;
            if (version != null) {
                write.setLong(next++, version);
            }
            write.setString(next++, destination);
            write.setString(next, row);
            write.executeUpdate();
        }
    }

    private void ids(
            String statement,
            Collection<RowChange> changes,
            Function<RowChange, Set<MemberId>> which)
            throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(statement)) {
            boolean any = false;
            for (RowChange change : changes) {
                for (MemberId id : which.apply(change)) {
                    write.setString(1, destination);
                    write.setString(2, id.digest());
                    write.setString(3, id.type());
                    write.setString(4, change.rowKey());
                    write.addBatch();
                    any = true;
                }
            }
            if (any) {
                write.executeBatch();
            }
        }
    }
}
