package io.tiktokroutes.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;

/** The flows that an operator stopped; they stay so until somebody starts them. */
public final class FlowStops {

    private final Sql sql;

    public FlowStops(Sql sql) {
        this.sql = sql;
    }

    /** The flows that are stopped, with the time since when. */
    public Map<String, Instant> all() throws SQLException {
        return sql.transaction(
                connection -> {
                    Map<String, Instant> stopped = new TreeMap<>();
                    try (PreparedStatement select =
                                    connection.prepareStatement(
                                            "select flow, stopped_at from flow_stop");
                            ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            LocalDateTime since = rows.getObject(2, LocalDateTime.class);
                            stopped.put(rows.getString(1), Sql.instant(since));
                        }
                    }
                    return stopped;
                });
    }

    /**
     * Notes that a flow is to stand still.
     *
     * @return false when it was noted before
     */
    public boolean stop(String flow, Instant now) throws SQLException {
        try {
            return sql.transaction(
                    connection -> {
                        try (PreparedStatement insert =
                                connection.prepareStatement(
                                        "insert into flow_stop (flow, stopped_at) values (?, ?)")) {
                            insert.setString(1, flow);
                            insert.setObject(2, Sql.utc(now));
                            return insert.executeUpdate() == 1;
                        }
                    });
        } catch (SQLException e) {
            if (Sql.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Lets a flow run again.
     *
     * @return false when it was not stopped
     */
    public boolean start(String flow) throws SQLException {
        return sql.transaction(
                connection -> {
                    try (PreparedStatement delete =
                            connection.prepareStatement("delete from flow_stop where flow = ?")) {
                        delete.setString(1, flow);
                        return delete.executeUpdate() == 1;
                    }
                });
    }
}
