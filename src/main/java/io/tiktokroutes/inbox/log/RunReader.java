package io.tiktokroutes.inbox.log;

import io.tiktokroutes.inbox.log.RunLog.Place;
import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Puts a run together from the tables, each asked by its key. */
final class RunReader {

    private static final String OF_RECORD = " where inbox = ? and record_key = ?";

    /** The run of a record; empty when neither ledger nor inbox know it. */
    Optional<Run> read(Connection connection, Place place, boolean withEarlier)
            throws SQLException {
        List<LedgerLine> lines = lines(connection, "ledger", place, false);
        Instant waiting = waitingSince(connection, place);
        if (lines.isEmpty() && waiting == null) {
            return Optional.empty();
        }
        List<LedgerLine> all = new ArrayList<>(lines);
        if (withEarlier) {
            all.addAll(lines(connection, "ledger_history", place, true));
        }
        Instant received =
                lines.stream()
                        .map(LedgerLine::receivedAt)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(waiting);
        String flow =
                all.stream()
                        .map(LedgerLine::flow)
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse("");
        List<Action> actions =
                all.stream()
                        .map(LedgerLine::action)
                        .sorted(
                                Comparator.comparing(Action::decidedAt)
                                        .thenComparing(Action::destination))
                        .toList();
        return Optional.of(
                new Run(place.inbox(), place.key(), flow, received, waiting != null, actions));
    }

    private static List<LedgerLine> lines(
            Connection connection, String table, Place place, boolean earlier) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select " + LedgerLine.COLUMNS + " from " + table + OF_RECORD)) {
            select.setString(1, place.inbox());
            select.setString(2, place.key());
            List<LedgerLine> lines = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    lines.add(LedgerLine.read(rows, earlier));
                }
            }
            return lines;
        }
    }

    /** When a record was accepted that is still in its inbox; null for any other. */
    private static Instant waitingSince(Connection connection, Place place) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select received_at from inbox" + OF_RECORD)) {
            select.setString(1, place.inbox());
            select.setString(2, place.key());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Sql.instant(rows.getObject(1, LocalDateTime.class)) : null;
            }
        }
    }

    /** True when some line of the run is of that kind. */
    boolean matches(Connection connection, Run run, RunFilter filter) throws SQLException {
        RunFilter.Condition condition = filter.condition();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select 1 from ledger" + OF_RECORD + " and " + condition.sql())) {
            select.setString(1, run.inbox());
            select.setString(2, run.key());
            condition.bind(select, 3);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** The records in inboxes that were accepted at that time. */
    List<Place> waiting(Connection connection, Instant received) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select inbox, record_key from inbox where received_at = ?")) {
            select.setObject(1, Sql.utc(received));
            List<Place> places = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    places.add(new Place(rows.getString(1), rows.getString(2)));
                }
            }
            return places;
        }
    }
}
