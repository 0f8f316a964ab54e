package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.store.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers which leads were seen: every export holds all retained leads again, for 90 days, which
 * is longer than the ledger remembers. Their answers are kept for a while, too.
 */
final class SeenLeads {

    /** How a lead came. */
    static final String WEBHOOK = "webhook";

    static final String EXPORT = "export";

    /** How long TikTok keeps leads for download. */
    static final Duration TIKTOK_KEEPS = Duration.ofDays(90);

    private static final int ADD_TRIES = 5;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_PAYLOAD = 1_000_000;
    private static final int PIECE = 10_000;

    private final Sql sql;
    private final Clock clock;

    SeenLeads(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The ids among these that were seen before. */
    Set<String> among(List<String> ids) throws SQLException {
        return sql.transaction(
                connection -> {
                    Set<String> seen = new HashSet<>();
                    for (List<String> piece : Sql.pieces(ids)) {
                        try (PreparedStatement select =
                                connection.prepareStatement(
                                        "select lead_id from lead where lead_id in ("
                                                + Sql.marks(piece.size())
                                                + ")")) {
                            for (int i = 0; i < piece.size(); i++) {
                                select.setString(i + 1, piece.get(i));
                            }
                            try (ResultSet rows = select.executeQuery()) {
                                while (rows.next()) {
                                    seen.add(rows.getString(1));
                                }
                            }
                        }
                    }
                    return seen;
                });
    }

    /** The forms among these of which a lead was seen. */
    Set<String> formsWithLeads(List<String> formIds) throws SQLException {
        return sql.transaction(
                connection -> {
                    Set<String> found = new HashSet<>();
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select 1 from lead where form_id = ?"
                                            + " fetch first 1 rows only")) {
                        for (String formId : formIds) {
                            select.setString(1, formId);
                            try (ResultSet rows = select.executeQuery()) {
                                if (rows.next()) {
                                    found.add(formId);
                                }
                            }
                        }
                    }
                    return found;
                });
    }

    /**
     * Keeps leads, with their answers, once they are safe in an inbox. One that was seen before
     * stays as it is.
     *
     * @param cameBy {@link #WEBHOOK} or {@link #EXPORT}
     */
    void add(List<Record> leads, String cameBy) throws SQLException {
        for (int tried = 1; ; tried++) {
            try {
                insert(leads, cameBy);
                return;
            } catch (SQLException e) {
                // another process saw one of them in between: look again
                if (!Sql.isConflict(e) || tried == ADD_TRIES) {
                    throw e;
                }
            }
        }
    }

    private void insert(List<Record> leads, String cameBy) throws SQLException {
        Set<String> known = among(leads.stream().map(Record::key).toList());
        LocalDateTime now = Sql.utc(clock.instant());
        sql.transaction(
                connection -> {
                    try (PreparedStatement insert =
                            connection.prepareStatement(
                                    "insert into lead (lead_id, form_id, advertiser_id, seen_at,"
                                            + " payload, came_by, created_at)"
                                            + " values (?, ?, ?, ?, ?, ?, ?)")) {
                        for (Record lead : leads) {
                            if (!known.add(lead.key())) {
                                continue;
                            }
                            JsonNode payload = lead.payload();
                            insert.setString(1, lead.key());
                            insert.setString(2, id(payload, "form_id"));
                            insert.setString(3, id(payload, "advertiser_id"));
                            insert.setObject(4, now);
                            insert.setString(5, answers(lead));
                            insert.setString(6, cameBy);
                            insert.setObject(7, created(payload));
                            insert.addBatch();
                        }
                        insert.executeBatch();
                        return null;
                    }
                });
    }

    /** A file may hold anything, and PostgreSQL refuses a character of no value. */
    private static String id(JsonNode payload, String name) {
        return Sql.cut(payload.path(name).asText("").replace('\0', ' '), LONGEST_ID);
    }

    private static String answers(Record lead) {
        return lead.text().length() <= LONGEST_PAYLOAD ? lead.text() : null;
    }

    /** Null when it is no time: such a lead is refused by the mapping that needs one. */
    private static LocalDateTime created(JsonNode payload) {
        try {
            return Sql.utc(Instant.parse(payload.path("created_time").asText("")));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * Forgets answers that are older than that, and which leads were seen when TikTok cannot have
     * them any more.
     *
     * @return how many leads it was
     */
    int forget(Duration retention) throws SQLException {
        LocalDateTime answers = Sql.utc(clock.instant().minus(retention));
        LocalDateTime ids = Sql.utc(clock.instant().minus(retention).minus(TIKTOK_KEEPS));
        inPieces("delete from lead where lead_id in (%s)", "seen_at < ?", ids);
        return inPieces(
                "update lead set payload = null where lead_id in (%s)",
                "seen_at < ? and payload is not null", answers);
    }

    /** So that no transaction grows with the table. */
    private int inPieces(String statement, String which, LocalDateTime before) throws SQLException {
        String piece =
                statement.formatted(
                        // MariaDB takes a limit only one level further down
                        "select lead_id from (select lead_id from lead where "
                                + which
                                + " fetch first "
                                + PIECE
                                + " rows only) piece");
        int all = 0;
        int done;
        do {
            done =
                    sql.transaction(
                            connection -> {
                                try (PreparedStatement change =
                                        connection.prepareStatement(piece)) {
                                    change.setObject(1, before);
                                    return change.executeUpdate();
                                }
                            });
            all += done;
        } while (done == PIECE);
        return all;
    }
}
