package io.tiktokroutes.inbox;

import io.tiktokroutes.metrics.InboxReading;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.store.Glance;
import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.EndpointStrategy;

/** How full the inboxes are, for the metrics. */
public final class InboxGauges implements EndpointStrategy {

    private static final long USUAL_BOUND = 1_000_000;
    private static final int STATEMENT_SECONDS = 5;

    /** So many records at either end of the queue are looked at for the oldest. */
    private static final int ENDS = 500;

    private final Sql sql;
    private final Clock clock;
    private final Metrics metrics;
    private final Map<String, Long> bounds = new ConcurrentHashMap<>();
    private final Glance<Map<String, InboxReading>> readings =
            new Glance<>("inbox-gauges", this::readings);

    public InboxGauges(Sql sql, Clock clock, Metrics metrics) {
        this.sql = sql;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Shows every inbox that a route names, also those of routes that are saved later. */
    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        if (endpoint instanceof InboxEndpoint inbox) {
            show(inbox.getName(), inbox.getBound());
        }
        return endpoint;
    }

    /** What reads an inbox names no bound; what writes to it may. */
    private void show(String inbox, long bound) {
        boolean isNew = !bounds.containsKey(inbox);
        bounds.merge(inbox, bound, (old, now) -> now == USUAL_BOUND ? old : now);
        if (isNew) {
            metrics.inbox(inbox, () -> bounds.get(inbox), () -> reading(inbox));
        }
    }

    private InboxReading reading(String inbox) {
        return readings.seen().map(all -> all.get(inbox)).orElse(InboxReading.UNKNOWN);
    }

    /** All of them with one connection. */
    private Map<String, InboxReading> readings() throws SQLException {
        return sql.transaction(
                connection -> {
                    Map<String, InboxReading> readings = new HashMap<>();
                    for (Map.Entry<String, Long> inbox : bounds.entrySet()) {
                        readings.put(
                                inbox.getKey(), read(connection, inbox.getKey(), inbox.getValue()));
                    }
                    return readings;
                });
    }

    private InboxReading read(Connection connection, String inbox, long bound) throws SQLException {
        Instant now = clock.instant();
        long depth = count(connection, inbox, Instant.EPOCH, bound);
        long waiting = depth == 0 ? 0 : count(connection, inbox, now, bound);
        Instant oldest = now;
        for (String order : depth == 0 ? List.<String>of() : List.of("asc", "desc")) {
            Instant found = oldest(connection, inbox, order);
            oldest = found.isBefore(oldest) ? found : oldest;
        }
        return new InboxReading(depth, waiting, Duration.between(oldest, now).toMillis() / 1000.0);
    }

    /** How many records are not due before that time; answered from the index alone. */
    private static long count(Connection connection, String inbox, Instant after, long bound)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select count(*) from (select ready_at from inbox where inbox = ?"
                                + " and ready_at > ? fetch first "
                                + bound
                                + " rows only) counted")) {
            select.setQueryTimeout(STATEMENT_SECONDS);
            select.setString(1, inbox);
            select.setObject(2, Sql.utc(after));
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /**
     * The oldest of those that come next, or of those that come last: the ones that failed most
     * often wait longest. Among all of them would mean to read every payload.
     */
    private static Instant oldest(Connection connection, String inbox, String order)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select min(received_at) from (select received_at from inbox"
                                // with the inbox in the order H2 walks the index and reads no more
                                + " where inbox = ? order by inbox "
                                + order
                                + ", ready_at "
                                + order
                                + " fetch first "
                                + ENDS
                                + " rows only) looked_at")) {
            select.setQueryTimeout(STATEMENT_SECONDS);
            select.setString(1, inbox);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                LocalDateTime found = rows.getObject(1, LocalDateTime.class);
                return found == null ? Instant.MAX : Sql.instant(found);
            }
        }
    }
}
