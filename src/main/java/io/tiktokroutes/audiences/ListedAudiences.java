package io.tiktokroutes.audiences;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The audiences of TikTok that destinations fill, and how each was when TikTok was last asked. */
public final class ListedAudiences {

    private static final String READ =
            "select l.destination, a.kind, l.advertiser_id, l.audience_id, a.audience_name,"
                    + " a.calculate_type, l.state, l.member_count, l.uploaded_on, l.changed_at,"
                    + " l.checked_at, a.inbox from audience_list l join audience a"
                    + " on a.destination = l.destination order by l.destination, l.advertiser_id";

    private static final String NOTE =
            "update audience_list set state = ?, member_count = ?, checked_at = ?"
                    + " where destination = ? and advertiser_id = ? and audience_id = ?";

    private static final String UPLOADED =
            "update audience_list set audience_id = ?, state = ?, uploaded_on = ?, changed_at = ?,"
                    + " checked_at = null where destination = ? and advertiser_id = ?";

    private static final String FIRST_UPLOADED =
            "insert into audience_list (audience_id, state, uploaded_on, changed_at, destination,"
                    + " advertiser_id, member_count) values (?, ?, ?, ?, ?, ?, 0)";

    /**
     * One audience.
     *
     * @param kind segment or file; empty when the next run decides anew
     * @param name of the audience, or {@code id:} and its id
     * @param matchField for files; empty otherwise
     * @param size people that were matched
     * @param uploadedOn the day (UTC) of the last file; null when there was none
     * @param changedAt when members were sent, or for segments when it was made
     * @param checkedAt when TikTok was asked last; null when it was not since the last file
     * @param source the inbox, or for files the sync, that its members come from
     */
    public record Listed(
            String destination,
            String kind,
            String advertiserId,
            String audienceId,
            String name,
            String matchField,
            AudienceState state,
            long size,
            LocalDate uploadedOn,
            Instant changedAt,
            Instant checkedAt,
            String source) {

        /** True when its members go there by file. */
        public boolean isFile() {
            return kind.equals(AudienceBinding.Kind.FILE.word());
        }
    }

    private final Sql sql;
    private final Clock clock;

    public ListedAudiences(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** By destination and ad account. */
    public List<Listed> all() throws SQLException {
        return sql.transaction(ListedAudiences::read);
    }

    private static List<Listed> read(Connection connection) throws SQLException {
        List<Listed> all = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(READ);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                LocalDateTime checked = rows.getObject(11, LocalDateTime.class);
                all.add(
                        new Listed(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getString(6),
                                AudienceState.of(rows.getString(7)),
                                rows.getLong(8),
                                rows.getObject(9, LocalDate.class),
                                Sql.instant(rows.getObject(10, LocalDateTime.class)),
                                checked == null ? null : Sql.instant(checked),
                                rows.getString(12)));
            }
        }
        return all;
    }

    /** That of a destination in an ad account. */
    Optional<Listed> of(String destination, String advertiserId) throws SQLException {
        return all().stream()
                .filter(each -> each.destination().equals(destination))
                .filter(each -> each.advertiserId().equals(advertiserId))
                .findFirst();
    }

    /** Notes what TikTok said, unless the audience is another one by now. */
    void note(Listed audience, AudienceState state, long size) throws SQLException {
        sql.insistently(
                connection -> {
                    try (PreparedStatement note = connection.prepareStatement(NOTE)) {
                        note.setString(1, state.word());
                        note.setLong(2, size);
                        note.setObject(3, Sql.utc(clock.instant()));
                        note.setString(4, audience.destination());
                        note.setString(5, audience.advertiserId());
                        note.setString(6, audience.audienceId());
                        return note.executeUpdate();
                    }
                });
    }

    /**
     * Notes that an audience was filled from a file.
     *
     * @param day in UTC
     */
    void uploaded(String destination, String advertiserId, String audienceId, LocalDate day)
            throws SQLException {
        sql.insistently(
                connection -> {
                    String[] values = {audienceId, destination, advertiserId};
                    if (write(connection, UPLOADED, values, day) == 0) {
                        write(connection, FIRST_UPLOADED, values, day);
                    }
                    return null;
                });
    }

    private int write(Connection connection, String statement, String[] values, LocalDate day)
            throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(statement)) {
            write.setString(1, values[0]);
            write.setString(2, AudienceState.PROCESSING.word());
            write.setObject(3, day);
            write.setObject(4, Sql.utc(clock.instant()));
            write.setString(5, values[1]);
            write.setString(6, values[2]);
            return write.executeUpdate();
        }
    }
}
