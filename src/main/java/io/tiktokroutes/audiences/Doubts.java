package io.tiktokroutes.audiences;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes of rows of which nobody knows whether TikTok has them, because a call about them is under
 * way or its end was not seen; with what the rows were before, so that they can be put back when
 * TikTok refuses them. They are few lines with long texts, since they come and go with every batch.
 */
final class Doubts {

    /** Letters in a line; with the longest change, H2 can still keep it. */
    private static final int LONG = 400_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Doubts() {}

    static List<RowChange> read(Connection connection, String destination) throws SQLException {
        List<RowChange> changes = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select changes from audience_doubt where destination = ? order by part")) {
            select.setString(1, destination);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    for (JsonNode each : JSON.readTree(rows.getString(1))) {
                        changes.add(change(each));
                    }
                }
            }
        } catch (JsonProcessingException e) {
            // its message would quote the text
            throw new IllegalStateException("audience_doubt holds what nobody wrote");
        }
        return changes;
    }

    private static RowChange change(JsonNode line) {
        RowChange change = new RowChange(line.get(0).textValue(), ids(line.get(3).textValue()));
        if (!line.get(1).isNull()) {
            change.found(line.get(1).longValue(), ids(line.get(2).textValue()));
        }
        return change;
    }

    /** Writes those that TikTok must be told of, where none were. */
    static void write(Connection connection, String destination, Collection<RowChange> changes)
            throws SQLException {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (RowChange change : changes) {
            if (change.isForTikTok()) {
                part.append(part.isEmpty() ? '[' : ',').append(line(change));
                if (part.length() >= LONG) {
                    parts.add(part.append(']').toString());
                    part.setLength(0);
                }
            }
        }
        if (!part.isEmpty()) {
            parts.add(part.append(']').toString());
        }
        if (parts.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into audience_doubt (destination, part, changes)"
                                + " values (?, ?, ?)")) {
            insert.setString(1, destination);
            for (int i = 0; i < parts.size(); i++) {
                insert.setInt(2, i);
                insert.setString(3, parts.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static ArrayNode line(RowChange change) {
        return JSON.createArrayNode()
                .add(change.rowKey())
                .add(change.stored())
                .add(text(change.before()))
                .add(text(change.next()));
    }

    /** With commas between, each after the number of its type. */
    private static String text(Set<MemberId> ids) {
        StringBuilder text = new StringBuilder(66 * ids.size());
        for (MemberId id : ids) {
            text.append(text.isEmpty() ? "" : ",");
            text.append(MemberId.TYPES.indexOf(id.type())).append(id.digest());
        }
        return text.toString();
    }

    private static Set<MemberId> ids(String text) {
        Set<MemberId> ids = new LinkedHashSet<>();
        if (!text.isEmpty()) {
            for (String each : text.split(",")) {
                String type = MemberId.TYPES.get(each.charAt(0) - '0');
                ids.add(new MemberId(type, each.substring(1)));
            }
        }
        return ids;
    }

    static void clear(Connection connection, String destination) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from audience_doubt where destination = ?")) {
            delete.setString(1, destination);
            delete.executeUpdate();
        }
    }
}
