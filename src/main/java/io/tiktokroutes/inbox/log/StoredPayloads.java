package io.tiktokroutes.inbox.log;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The payloads of records that are still kept: while they wait, when refused, or of leads. */
public final class StoredPayloads {

    private final Sql sql;

    public StoredPayloads(Sql sql) {
        this.sql = sql;
    }

    /** The record's payload as JSON, with all personal data in it; empty when it is gone. */
    public Optional<String> find(String inbox, String key) throws SQLException {
        return sql.transaction(
                connection -> {
                    for (String table : List.of("inbox", "refused")) {
                        Optional<String> found =
                                first(
                                        connection,
                                        "select payload from "
                                                + table
                                                + " where inbox = ? and record_key = ?",
                                        inbox,
                                        key);
                        if (found.isPresent()) {
                            return found;
                        }
                    }
                    return first(
                            connection,
                            "select payload from lead where lead_id = ? and payload is not null",
                            key);
                });
    }

    private static Optional<String> first(Connection connection, String query, String... values)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            select.setMaxRows(1);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        }
    }
}
