package io.tiktokroutes.warehouse.runs;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Syncs that somebody wants to run at once; a process that has their routes takes the call. */
public final class CalledSyncs {

    /** Nobody waits for longer. */
    public static final Duration PATIENCE = Duration.ofHours(1);

    private final Sql sql;
    private final Clock clock;

    public CalledSyncs(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Wants a run of a sync. */
    public void call(String sync) throws SQLException {
        sql.insistently(
                connection -> {
                    delete(connection, sync);
                    try (PreparedStatement insert =
                            connection.prepareStatement(
                                    "insert into model_call (sync, asked_at) values (?, ?)")) {
                        insert.setString(1, sync);
                        insert.setObject(2, Sql.utc(clock.instant()));
                        return insert.executeUpdate();
                    }
                });
    }

    /**
     * Takes the calls for some syncs, so that nobody else gets them.
     *
     * @return the syncs that are wanted
     */
    public Set<String> take(Collection<String> syncs) throws SQLException {
        Set<String> asked =
                sql.transaction(
                        connection -> {
                            Set<String> found = new TreeSet<>();
                            try (PreparedStatement select =
                                            connection.prepareStatement(
                                                    "select sync, asked_at from model_call");
                                    ResultSet rows = select.executeQuery()) {
                                while (rows.next()) {
                                    LocalDateTime at = rows.getObject(2, LocalDateTime.class);
                                    if (isWanted(Sql.instant(at), rows.getString(1), syncs)) {
                                        found.add(rows.getString(1));
                                    }
                                }
                            }
                            return found;
                        });
        Set<String> taken = new TreeSet<>();
        for (String sync : asked) {
            if (sql.insistently(connection -> delete(connection, sync)) == 1) {
                taken.add(sync);
            }
        }
        return taken;
    }

    private boolean isWanted(Instant at, String sync, Collection<String> syncs) {
        return syncs.contains(sync) && at.isAfter(clock.instant().minus(PATIENCE));
    }

    private static int delete(Connection connection, String sync) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from model_call where sync = ?")) {
            delete.setString(1, sync);
            return delete.executeUpdate();
        }
    }
}
