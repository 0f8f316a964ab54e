package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.store.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers which leads were seen: every export holds all retained leads again, for 90 days, which
 * is longer than the ledger remembers.
 */
final class SeenLeads {

    private static final int ADD_TRIES = 5;

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

    /**
     * Marks leads as seen, once they are safe in an inbox.
     *
     * @param cameBy {@code webhook} or {@code export}
     */
    void add(List<Record> leads, String cameBy) throws SQLException {
        for (int tried = 1; ; tried++) {
            try {
                insert(leads, cameBy);
                return;
            } catch (SQLException e) {
                // another process saw one of them in between: look again
                if (!Sql.isDuplicateKey(e) || tried == ADD_TRIES) {
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
                                            + " came_by) values (?, ?, ?, ?, ?)")) {
                        for (Record lead : leads) {
                            if (!known.add(lead.key())) {
                                continue;
                            }
                            ObjectNode payload = (ObjectNode) lead.payload();
                            insert.setString(1, lead.key());
                            insert.setString(2, payload.path("form_id").asText(""));
                            insert.setString(3, payload.path("advertiser_id").asText(""));
                            insert.setObject(4, now);
                            insert.setString(5, cameBy);
                            insert.addBatch();
                        }
                        insert.executeBatch();
                        return null;
                    }
                });
    }
}
