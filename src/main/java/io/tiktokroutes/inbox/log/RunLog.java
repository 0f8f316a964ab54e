package io.tiktokroutes.inbox.log;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The streaming log: one run for each record, with what every destination made of it. */
public final class RunLog {

    private static final int PAGE = 200;
    private static final int SEARCH_PAGE = 5_000;

    private final Sql sql;
    private final RunReader reader = new RunReader();

    public RunLog(Sql sql) {
        this.sql = sql;
    }

    /** A record in its inbox. */
    record Place(String inbox, String key) {
        static Place of(LedgerLine line) {
            return new Place(line.inbox(), line.key());
        }
    }

    /**
     * The runs that have a line of that kind, the newest first.
     *
     * @param limit no more than that
     */
    public List<Run> latest(RunFilter filter, int limit) throws SQLException {
        if (!filter.key().isEmpty()) {
            return ofKey(filter, limit);
        }
        Set<Place> places = new LinkedHashSet<>();
        LedgerWalk walk = LedgerWalk.back(sql, filter.condition(), Math.max(PAGE, 2 * limit));
        while (places.size() < limit) {
            List<LedgerLine> lines = walk.next();
            if (lines.isEmpty()) {
                break;
            }
            for (LedgerLine line : lines) {
                if (places.size() < limit) {
                    places.add(Place.of(line));
                }
            }
        }
        return load(places, false);
    }

    /** The runs of one key, which may stand in several inboxes. */
    private List<Run> ofKey(RunFilter filter, int limit) throws SQLException {
        List<Run> runs = new ArrayList<>();
        for (Run run : ofKey(filter.key())) {
            List<Run> wanted =
                    sql.transaction(c -> reader.matches(c, run, filter)) ? List.of(run) : List.of();
            runs.addAll(wanted);
        }
        return runs.size() > limit ? runs.subList(0, limit) : runs;
    }

    /** The runs of that record key with all that happened to them, the newest first. */
    public List<Run> ofKey(String key) throws SQLException {
        List<Place> places = new ArrayList<>();
        for (String inbox : inboxes()) {
            places.add(new Place(inbox, key));
        }
        List<Run> runs = new ArrayList<>(load(places, true));
        runs.sort(Comparator.comparing(run -> run.endedAt().orElse(Instant.MAX)));
        Collections.reverse(runs);
        return runs;
    }

    /** The run of that id with all that happened to it. */
    public Optional<Run> find(UUID id) throws SQLException {
        Instant received = RunId.receivedAt(id);
        Instant from = received == null ? Instant.EPOCH : received;
        Optional<Run> found = Optional.empty();
        LedgerWalk walk = LedgerWalk.on(sql, RunFilter.receivedAt(received), from, SEARCH_PAGE);
        for (List<LedgerLine> lines = walk.next();
                found.isEmpty() && !lines.isEmpty();
                lines = walk.next()) {
            found = first(lines.stream().map(Place::of).toList(), received, id);
        }
        if (found.isEmpty() && received != null) {
            // no destination has decided yet
            found = first(sql.transaction(c -> reader.waiting(c, received)), received, id);
        }
        return found;
    }

    private Optional<Run> first(List<Place> places, Instant received, UUID id) throws SQLException {
        List<Place> right =
                places.stream()
                        .filter(p -> RunId.of(p.inbox(), p.key(), received).equals(id))
                        .distinct()
                        .toList();
        return load(right, true).stream().filter(run -> run.id().equals(id)).findFirst();
    }

    /** The same runs as they stand now; those there are none of any more are left out. */
    List<Run> load(Iterable<Place> places, boolean withEarlier) throws SQLException {
        return sql.transaction(
                connection -> {
                    List<Run> runs = new ArrayList<>();
                    for (Place place : places) {
                        reader.read(connection, place, withEarlier).ifPresent(runs::add);
                    }
                    return runs;
                });
    }

    /** The names of the inboxes that have records or lines, found by steps along the keys. */
    public List<String> inboxes() throws SQLException {
        return sql.transaction(
                connection -> {
                    Set<String> names = new LinkedHashSet<>();
                    for (String table : List.of("ledger", "inbox")) {
                        String last = next(connection, table, "");
                        while (last != null) {
                            names.add(last);
                            last = next(connection, table, last);
                        }
                    }
                    return List.copyOf(names);
                });
    }

    private static String next(Connection connection, String table, String after)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select inbox from "
                                + table
                                + " where inbox > ?"
                                // in the order of the key H2 reads no more than the first entry
                                + " order by inbox, record_key fetch first 1 rows only")) {
            select.setString(1, after);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /** When the newest line was decided; empty when there is none. */
    Optional<Instant> newest() throws SQLException {
        return sql.transaction(
                connection -> {
                    try (PreparedStatement select =
                                    connection.prepareStatement(
                                            "select max(decided_at) from ledger");
                            ResultSet rows = select.executeQuery()) {
                        rows.next();
                        return Optional.ofNullable(rows.getObject(1, LocalDateTime.class))
                                .map(Sql::instant);
                    }
                });
    }

    Sql sql() {
        return sql;
    }
}
