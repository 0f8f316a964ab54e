package io.tiktokroutes.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;

/** When each schedule last ran to the end; what is due since then was missed. */
public final class ScheduleRuns {

    private final Sql sql;

    public ScheduleRuns(Sql sql) {
        this.sql = sql;
    }

    /** The start of the last run of each schedule that ever ran to the end. */
    public Map<String, Instant> all() throws SQLException {
        return sql.transaction(
                connection -> {
                    Map<String, Instant> runs = new TreeMap<>();
                    try (PreparedStatement select =
                                    connection.prepareStatement(
                                            "select name, fired_at from schedule_run");
                            ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            LocalDateTime fired = rows.getObject(2, LocalDateTime.class);
                            runs.put(rows.getString(1), Sql.instant(fired));
                        }
                    }
                    return runs;
                });
    }

    /**
     * Notes a run that has ended, well or not.
     *
     * @param fired when it began; may lie before the one noted, as a clock may be set back
     */
    public void ended(String name, Instant fired) throws SQLException {
        sql.transaction(
                connection -> {
                    try (PreparedStatement update =
                                    connection.prepareStatement(
                                            "update schedule_run set fired_at = ? where name = ?");
                            PreparedStatement insert =
                                    connection.prepareStatement(
                                            "insert into schedule_run (fired_at, name)"
                                                    + " values (?, ?)")) {
                        if (execute(update, name, fired) == 0) {
                            execute(insert, name, fired);
                        }
                        return null;
                    }
                });
    }

    private static int execute(PreparedStatement statement, String name, Instant fired)
            throws SQLException {
        statement.setObject(1, Sql.utc(fired));
        statement.setString(2, name);
        return statement.executeUpdate();
    }
}
