package io.tiktokroutes.audiences;

import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Removal;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mapped members to a custom audience by TikTok's Segment API, and in mode mirror takes out
 * who left.
 */
public final class AudienceSender {

    private static final Logger LOG = LoggerFactory.getLogger(AudienceSender.class);

    private static final Duration WAIT = Duration.ofSeconds(60);

    private final TikTokApi api;
    private final MemberRules rules;
    private final Sql sql;
    private final AudienceBook book;
    private final AudienceLists lists;
    private final AudienceLock lock;
    private final MemberSql.Chosen ways = new MemberSql.Chosen();

    /**
     * @param once the same TikTok, calling what it is asked only once
     * @param schemas what a member must be like
     * @param database where our tables are
     */
    public AudienceSender(
            TikTokApi api,
            TikTokApi once,
            RecordSchemas schemas,
            DataSource database,
            Clock clock) {
        this(api, once, schemas, database, clock, WAIT);
    }

    /**
     * @param wait for another batch of the same destination
     */
    AudienceSender(
            TikTokApi api,
            TikTokApi once,
            RecordSchemas schemas,
            DataSource database,
            Clock clock,
            Duration wait) {
        this.api = api;
        this.rules = new MemberRules(schemas);
        this.sql = new Sql(database);
        this.book = new AudienceBook(sql, clock);
        this.lists = new AudienceLists(api, once, book);
        this.lock = new AudienceLock(database, wait);
    }

    /**
     * Gives every open item of the delivery an outcome. In mode mirror an item that its mapping
     * skipped is seen to as well: its row is taken out, or the item fails.
     *
     * <p>The delivery's settings are the parameters of the kamelet {@code tiktok-audience-sink}.
     */
    public void send(Delivery delivery) {
        List<RowChange> changes = new ArrayList<>(delivery.items().size());
        try {
            AudienceSettings sink = AudienceSettings.of(delivery.settings());
            read(delivery, sink.mirror(), changes);
            if (!changes.isEmpty()) {
                send(delivery.destination(), inbox(delivery), sink, changes);
            }
        } catch (AudienceException e) {
            fail(delivery, changes, Outcome.failed("AUDIENCE_SETTING", e.getMessage()));
        } catch (TikTokException e) {
            List<String> advertisers =
                    AudienceSettings.advertisers(delivery.settings().get("advertisers"));
            fail(delivery, changes, AudienceTroubles.outcome(e, inbox(delivery), advertisers));
        } catch (SQLException e) {
            // its message may quote keys of rows and digests
            LOG.error(
                    "{}: members are tried again; the database answered {} (SQL state {}, code {})",
                    delivery.destination(),
                    e.getClass().getSimpleName(),
                    e.getSQLState(),
                    e.getErrorCode());
            fail(delivery, changes, Outcome.failed("ERROR", "the database; the log tells more"));
        } catch (RuntimeException e) {
            LOG.error("{}: members are tried again", delivery.destination(), e);
            String kind = e.getClass().getSimpleName();
            fail(delivery, changes, Outcome.failed("ERROR", kind + "; the log tells more"));
        }
    }

    /** Checks all as {@link #send} does, and neither sends nor keeps anything. */
    public void rehearse(Delivery delivery) {
        List<RowChange> changes = new ArrayList<>(delivery.items().size());
        try {
            read(delivery, AudienceSettings.of(delivery.settings()).mirror(), changes);
            changes.forEach(change -> change.done(""));
        } catch (AudienceException e) {
            fail(delivery, changes, Outcome.failed("AUDIENCE_SETTING", e.getMessage()));
        }
    }

    private static String inbox(Delivery delivery) {
        return delivery.items().get(0).record().inbox();
    }

    /** What each record says; those that cannot be sent have their outcomes afterwards. */
    private void read(Delivery delivery, boolean mirror, List<RowChange> changes) {
        for (Delivery.Item item : delivery.items()) {
            boolean skipped =
                    !item.isOpen() && item.outcome().kind() == Outcome.Kind.SKIPPED && mirror;
            boolean removal = Removal.is(item.payload());
            if (skipped || (item.isOpen() && removal && mirror)) {
                changes.add(new RowChange(item, Set.of()));
            } else if (item.isOpen() && removal) {
                item.outcome(
                        Outcome.skipped(
                                "ADD_ONLY",
                                "mode add takes nobody out; write mode: mirror to have that done"));
            } else if (item.isOpen()) {
                Optional<Outcome> refusal = rules.check(item.payload());
                if (refusal.isPresent()) {
                    item.outcome(refusal.get());
                } else {
                    changes.add(new RowChange(item, MemberId.of(item.payload())));
                }
            }
        }
    }

    private void send(
            String destination, String inbox, AudienceSettings sink, List<RowChange> changes)
            throws SQLException, TikTokException {
        book.bind(sink.binding(destination, inbox));
        try (AudienceLock.Held held = lock.take(destination)) {
            if (held == null) {
                Outcome busy =
                        Outcome.failed(
                                "AUDIENCE_BUSY", "another batch of this audience is under way");
                changes.forEach(change -> change.fail(busy));
                return;
            }
            Map<String, String> audiences = lists.of(sink, destination);
            MappingBody body =
                    new MappingBody(audiences.keySet(), new TreeSet<>(audiences.values()));
            SegmentCalls calls = new SegmentCalls(api, body, sink.batchSize());
            if (sink.mirror()) {
                new Mirror(new MemberTable(sql, destination, ways), calls, sink.batchSize())
                        .apply(changes);
            } else {
                add(calls, sink.batchSize(), changes);
            }
        }
    }

    /** Without any memory: whoever comes is put in. */
    private static void add(SegmentCalls calls, int batchSize, List<RowChange> changes)
            throws TikTokException {
        for (int from = 0; from < changes.size(); from += batchSize) {
            List<Person> people =
                    changes.subList(from, Math.min(changes.size(), from + batchSize)).stream()
                            .map(change -> new Person(change, change.toAdd()))
                            .toList();
            calls.send(MemberCalls.Action.ADD, people);
            for (Person person : people) {
                if (person.isRefused()) {
                    person.change().refuse(person.refusal());
                } else {
                    person.change().done(person.requestId());
                }
            }
        }
    }

    /** What has no outcome yet is tried again, and what is to be taken out for its mapping too. */
    private static void fail(Delivery delivery, List<RowChange> changes, Outcome outcome) {
        for (RowChange change : changes) {
            if (!change.isSettled()) {
                change.fail(outcome);
            }
        }
        delivery.settleOpen(outcome);
    }
}
