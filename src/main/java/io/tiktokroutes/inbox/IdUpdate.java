package io.tiktokroutes.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;

/**
 * A statement that concerns many rows of the inbox, named by their ids.
 *
 * @param statement up to its condition
 * @param time the one parameter before the condition, or null when there is none
 * @param also a further condition with {@code ?} for the second time; empty for none
 * @param second that time, or null
 */
record IdUpdate(String statement, LocalDateTime time, String also, LocalDateTime second) {

    /** A statement without any parameter but the ids. */
    static IdUpdate of(String statement) {
        return new IdUpdate(statement, null, "", null);
    }

    /** How many rows there were. */
    int on(Connection connection, InboxSql sql, List<Long> ids) throws SQLException {
        int rows = 0;
        int size = Math.min(ids.size(), sql.idsAtOnce());
        for (int from = 0; from < ids.size(); from += size) {
            rows += update(connection, sql, ids.subList(from, Math.min(ids.size(), from + size)));
        }
        return rows;
    }

    private int update(Connection connection, InboxSql sql, List<Long> ids) throws SQLException {
        String condition = " where " + sql.idIsOneOf(ids.size());
        try (PreparedStatement update = connection.prepareStatement(statement + condition + also)) {
            int next = 1;
            if (statement.contains("?")) {
                update.setObject(next++, time);
            }
            next = sql.setIds(update, next, ids);
            if (!also.isEmpty()) {
                update.setObject(next, second);
            }
            return update.executeUpdate();
        }
    }
}
