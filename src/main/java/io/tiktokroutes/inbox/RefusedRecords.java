package io.tiktokroutes.inbox;

import io.tiktokroutes.inbox.Replays.Again;
import io.tiktokroutes.inbox.Replays.Placed;
import io.tiktokroutes.store.DatabaseKind;
import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The records of an inbox that are refused now, for a source that knows their rows: it looks which
 * there are, and gives those that are worth a try a new payload under their old key.
 */
public final class RefusedRecords {

    /** Takes one refused record. */
    public interface Taker {

        /**
         * @param refusedAt when it was last refused
         */
        void take(String recordKey, Instant refusedAt) throws SQLException;
    }

    private static final int PAGE = 1000;

    /** So often a record that a batch holds is asked for again. */
    private static final int UNDER_WAY_TRIES = 20;

    private static final long PAUSE_MILLIS = 100;

    /** What was put back to work has no outcome until there is a new one. */
    private static final String NEXT =
            "select record_key, refused_at from refused where inbox = ? and record_key > ?"
                    + " and not exists (select 1 from ledger again"
                    + " where again.inbox = refused.inbox"
                    + " and again.record_key = refused.record_key"
                    + " and again.destination = refused.destination"
                    + " and again.again_at is not null)"
                    // with the inbox in the order H2 walks the index
                    + " order by inbox, record_key, destination fetch first "
                    + PAGE
                    + " rows only";

    private final Sql sql;
    private final Replays replays;

    public RefusedRecords(Sql sql, Clock clock) {
        this.sql = sql;
        this.replays = new Replays(sql, clock);
    }

    /**
     * Shows every record of the inbox that a destination refused, and that was not put back to work
     * since; in the order of their keys, of each the latest time. No transaction is open meanwhile.
     */
    public void each(String inbox, Taker taker) throws SQLException {
        String after = "";
        Map<String, Instant> page;
        do {
            page = page(inbox, after);
            for (Map.Entry<String, Instant> record : page.entrySet()) {
                taker.take(record.getKey(), record.getValue());
                after = record.getKey();
            }
        } while (!page.isEmpty());
    }

    private Map<String, Instant> page(String inbox, String after) throws SQLException {
        return sql.transaction(
                connection -> {
                    Map<String, Instant> page = new LinkedHashMap<>();
                    int rowsRead = 0;
                    String last = "";
                    try (PreparedStatement select = connection.prepareStatement(NEXT)) {
                        select.setString(1, inbox);
                        select.setString(2, after);
                        try (ResultSet rows = select.executeQuery()) {
                            while (rows.next()) {
                                rowsRead++;
                                last = rows.getString(1);
                                Instant at = Sql.instant(rows.getObject(2, LocalDateTime.class));
                                page.merge(last, at, (a, b) -> a.isAfter(b) ? a : b);
                            }
                        }
                    }
                    if (rowsRead == PAGE && page.size() > 1) {
                        page.remove(last); // its other destinations may stand on the next page
                    }
                    return page;
                });
    }

    /**
     * Gives refused records a new payload, and puts them to work for exactly the destinations that
     * refused them. A key that nobody refused is left out.
     *
     * @param payloads JSON by record key, any number
     * @return the keys of those that a batch held all the while; they have the new payload, and are
     *     still refused
     */
    public Set<String> again(String inbox, Map<String, String> payloads) throws SQLException {
        Set<String> held = new TreeSet<>();
        List<String> keys = List.copyOf(payloads.keySet());
        for (int from = 0; from < keys.size(); from += Replays.PIECE) {
            List<String> piece = keys.subList(from, Math.min(keys.size(), from + Replays.PIECE));
            List<Again> open = renew(inbox, piece, payloads);
            for (int tried = 1; !open.isEmpty(); tried++) {
                Map<String, Placed> placed = replays.renewed(inbox, open);
                open =
                        open.stream()
                                .filter(record -> placed.get(record.key()) == Placed.UNDER_WAY)
                                .toList();
                if (!open.isEmpty() && tried == UNDER_WAY_TRIES) {
                    open.forEach(record -> held.add(record.key()));
                    break;
                }
                if (!open.isEmpty()) {
                    pause();
                }
            }
        }
        return held;
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while a batch holds refused records", e);
        }
    }

    /** Writes the payloads, and finds out who refused the records. */
    private List<Again> renew(String inbox, List<String> keys, Map<String, String> payloads)
            throws SQLException {
        return sql.insistently(
                connection -> {
                    Map<String, Set<String>> refusedBy = refusedBy(connection, inbox, keys);
                    List<Again> records = new ArrayList<>();
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "update refused set payload = ?"
                                            + " where inbox = ? and record_key = ?")) {
                        for (Map.Entry<String, Set<String>> entry : refusedBy.entrySet()) {
                            String payload = payloads.get(entry.getKey());
                            records.add(new Again(entry.getKey(), payload, entry.getValue()));
                            update.setString(1, payload);
                            update.setString(2, inbox);
                            update.setString(3, entry.getKey());
                            update.addBatch();
                        }
                        update.executeBatch();
                    }
                    return records;
                });
    }

    private static Map<String, Set<String>> refusedBy(
            Connection connection, String inbox, List<String> keys) throws SQLException {
        // H2 would look for a list of them in all of the inbox
        int atOnce = DatabaseKind.of(connection) == DatabaseKind.H2 ? 1 : keys.size();
        Map<String, Set<String>> refusedBy = new LinkedHashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select record_key, destination from refused where inbox = ?"
                                + " and record_key in ("
                                + Sql.marks(atOnce)
                                + ")")) {
            for (int from = 0; from < keys.size(); from += atOnce) {
                select.setString(1, inbox);
                for (int i = 0; i < atOnce; i++) {
                    select.setString(2 + i, keys.get(from + i));
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        refusedBy
                                .computeIfAbsent(rows.getString(1), key -> new TreeSet<>())
                                .add(rows.getString(2));
                    }
                }
            }
        }
        for (String key : keys) {
            if (!refusedBy.containsKey(key)) {
                withdrawnFrom(connection, inbox, key).ifPresent(names -> refusedBy.put(key, names));
            }
        }
        return refusedBy;
    }

    /** Who refused a record whose payload was forgotten, as its row was gone for a while. */
    private static Optional<Set<String>> withdrawnFrom(
            Connection connection, String inbox, String key) throws SQLException {
        Set<String> destinations = new TreeSet<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select destination from ledger where inbox = ? and record_key = ?"
                                + " and outcome = 'refused' and again_at is null")) {
            select.setString(1, inbox);
            select.setString(2, key);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    destinations.add(rows.getString(1));
                }
            }
        }
        return destinations.isEmpty() ? Optional.empty() : Optional.of(destinations);
    }

    /**
     * Forgets the payloads of refused records, so that nobody sends them again. The ledger goes on
     * to tell that they were refused.
     */
    public void withdraw(String inbox, Collection<String> recordKeys) throws SQLException {
        for (List<String> piece : Sql.pieces(List.copyOf(recordKeys))) {
            sql.insistently(
                    connection -> {
                        try (PreparedStatement delete =
                                connection.prepareStatement(
                                        "delete from refused where inbox = ?"
                                                + " and record_key = ?")) {
                            for (String key : piece) {
                                delete.setString(1, inbox);
                                delete.setString(2, key);
                                delete.addBatch();
                            }
                            delete.executeBatch();
                        }
                        return null;
                    });
        }
    }
}
