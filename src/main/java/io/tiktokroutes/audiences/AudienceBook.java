package io.tiktokroutes.audiences;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** What audience destinations are bound to, and which audience of TikTok is theirs. */
public final class AudienceBook {

    private static final String READ =
            "select kind, advertiser_ids, audience_name, calculate_type from audience"
                    + " where destination = ?";

    private static final String BIND =
            "insert into audience (kind, advertiser_ids, audience_name, calculate_type, inbox,"
                    + " bound_at, destination) values (?, ?, ?, ?, ?, ?, ?)";

    private static final String BIND_AGAIN =
            "update audience set kind = ?, advertiser_ids = ?, audience_name = ?,"
                    + " calculate_type = ?, inbox = ?, bound_at = ? where destination = ?";

    private final Sql sql;
    private final Clock clock;

    public AudienceBook(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Binds a destination with its first use, and afterwards sees that it is still the same.
     *
     * @throws AudienceException when it is bound to something else: what to write
     */
    public void bind(AudienceBinding wanted) throws SQLException {
        sql.insistently(
                connection -> {
                    try (PreparedStatement read = connection.prepareStatement(READ)) {
                        read.setString(1, wanted.destination());
                        try (ResultSet rows = read.executeQuery()) {
                            if (!rows.next()) {
                                write(connection, BIND, wanted);
                            } else if (rows.getString(1).isEmpty()) {
                                boolean same = isSame(rows, wanted);
                                write(connection, BIND_AGAIN, wanted);
                                new BoundAnew(connection, wanted).forget(same);
                            } else {
                                compare(rows, wanted);
                            }
                        }
                    }
                    return null;
                });
    }

    private static boolean isSame(ResultSet rows, AudienceBinding wanted) throws SQLException {
        return rows.getString(2).equals(String.join(",", wanted.advertisers()))
                && rows.getString(3).equals(wanted.audience())
                && rows.getString(4).equals(wanted.calculateType());
    }

    private void write(Connection connection, String statement, AudienceBinding wanted)
            throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(statement)) {
            write.setString(1, wanted.kind().word());
            write.setString(2, String.join(",", wanted.advertisers()));
            write.setString(3, wanted.audience());
            write.setString(4, wanted.calculateType());
            write.setString(5, wanted.inbox());
            write.setObject(6, Sql.utc(clock.instant()));
            write.setString(7, wanted.destination());
            write.executeUpdate();
        }
    }

    private static void compare(ResultSet rows, AudienceBinding wanted) throws SQLException {
        String name = wanted.destination();
        if (!rows.getString(1).equals(wanted.kind().word())) {
            throw new AudienceException(
                    name
                            + " sent its members by "
                            + rows.getString(1)
                            + " until now, and is to send them by "
                            + wanted.kind().word()
                            + "; run: resync "
                            + wanted.inbox()
                            + ", which lets the next run begin anew");
        }
        same(name, "advertisers", rows.getString(2), String.join(",", wanted.advertisers()));
        same(name, "audience", rows.getString(3), wanted.audience());
        same(name, "match field", rows.getString(4), wanted.calculateType());
    }

    private static void same(String name, String what, String bound, String wanted) {
        if (!bound.equals(wanted)) {
            throw new AudienceException(
                    name
                            + " is bound to the "
                            + what
                            + " '"
                            + bound
                            + "' since its first run, and cannot change to '"
                            + wanted
                            + "'; write '"
                            + bound
                            + "' again, or give the sync and its destination new names");
        }
    }

    /** The audience of each ad account, by advertiser id; without those that have none yet. */
    public Map<String, String> audienceIds(String destination) throws SQLException {
        return sql.transaction(
                connection -> {
                    Map<String, String> ids = new LinkedHashMap<>();
                    try (PreparedStatement read =
                            connection.prepareStatement(
                                    "select advertiser_id, audience_id from audience_list"
                                            + " where destination = ? order by advertiser_id")) {
                        read.setString(1, destination);
                        try (ResultSet rows = read.executeQuery()) {
                            while (rows.next()) {
                                ids.put(rows.getString(1), rows.getString(2));
                            }
                        }
                    }
                    return ids;
                });
    }

    /** Keeps the audience that was found or made for an ad account. */
    public void made(String destination, String advertiserId, String audienceId)
            throws SQLException {
        sql.insistently(
                connection -> {
                    try (PreparedStatement insert =
                            connection.prepareStatement(
                                    "insert into audience_list (destination, advertiser_id,"
                                            + " audience_id, state, member_count, changed_at)"
                                            + " values (?, ?, ?, 'unknown', 0, ?)")) {
                        insert.setString(1, destination);
                        insert.setString(2, advertiserId);
                        insert.setString(3, audienceId);
                        insert.setObject(4, Sql.utc(clock.instant()));
                        insert.executeUpdate();
                    }
                    return null;
                });
    }
}
