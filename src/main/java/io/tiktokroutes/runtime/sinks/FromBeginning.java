package io.tiktokroutes.runtime.sinks;

import io.tiktokroutes.inbox.DestinationStarts;
import io.tiktokroutes.inbox.DestinationStarts.Start;
import io.tiktokroutes.inbox.InboxComponent;
import io.tiktokroutes.inbox.InboxStore;
import io.tiktokroutes.inbox.Ledger;
import io.tiktokroutes.inbox.Replays;
import io.tiktokroutes.inbox.Replays.Again;
import io.tiktokroutes.inbox.Replays.Placed;
import io.tiktokroutes.leads.StoredLeads;
import io.tiktokroutes.leads.StoredLeads.StoredLead;
import io.tiktokroutes.leads.StoredLeads.Wanted;
import io.tiktokroutes.runtime.sinks.InboxSinks.InboxSink;
import io.tiktokroutes.store.Sql;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives one new destination the leads that were there before it, a few at a time, so that new leads
 * do not wait for old ones.
 *
 * <p>How far it has come is noted after each step. A step that is done twice does no harm: a lead
 * that waits for the destination, or has an outcome of it, is passed over.
 */
final class FromBeginning {

    private static final Logger LOG = LoggerFactory.getLogger(FromBeginning.class);

    /** No more are put while so many records of the inbox are due or under way. */
    private static final int ROOM = Replays.PIECE;

    /** A lead is in its inbox a moment before it is stored. */
    private static final Duration MOMENT = Duration.ofMinutes(5);

    private final InboxSink sink;
    private final Wanted forms;
    private final Start start;
    private final DestinationStarts starts;
    private final Replays replays;
    private final InboxStore inbox;
    private final Ledger ledger;
    private final StoredLeads leads;
    private final InboxComponent inboxes;

    private String position;
    private List<String> last = List.of();
    private boolean late;
    private boolean done;
    private long put;
    private long withoutAnswers;

    /**
     * @param forms whose leads; none for all
     * @param start how far it has come
     */
    FromBeginning(
            InboxSink sink,
            Set<String> forms,
            Start start,
            DestinationStarts starts,
            Sql sql,
            InboxComponent inboxes) {
        this.sink = sink;
        this.forms = Wanted.of(forms);
        this.start = start;
        this.starts = starts;
        this.replays = new Replays(sql, Clock.systemUTC());
        this.inbox = new InboxStore(sql, Clock.systemUTC());
        this.ledger = new Ledger(sql, Clock.systemUTC());
        this.leads = new StoredLeads(sql);
        this.inboxes = inboxes;
        this.position = start.position();
        LOG.info(
                "{} starts from the beginning{}: stored leads go to it in the background",
                sink.destination(),
                position.isEmpty() ? "" : ", after lead " + position);
    }

    boolean isDone() {
        return done;
    }

    /**
     * Puts the next leads to work, if there is room.
     *
     * @return true when more can be done in a moment
     */
    boolean step() throws SQLException {
        if (isDown()) {
            return false;
        }
        if (inbox.ready(sink.inbox(), ROOM) >= ROOM) {
            return true;
        }
        Wanted wanted = late ? forms.seenSince(start.startedAt().minus(MOMENT)) : forms;
        List<StoredLead> page = leads.page(wanted, position, Replays.PIECE);
        if (!page.isEmpty()) {
            putAll(page);
        } else if (late) {
            finish();
        } else {
            // those stored meanwhile whose turn was over: they left the inbox before the new route
            late = true;
            position = "";
        }
        return true;
    }

    /** While the destination takes nothing, the inbox is not filled with what fails. */
    private boolean isDown() throws SQLException {
        return !last.isEmpty()
                && ledger.failed(sink.destination(), sink.inbox(), last) * 2 > last.size();
    }

    private void putAll(List<StoredLead> page) throws SQLException {
        List<Again> records = new ArrayList<>();
        for (StoredLead lead : page) {
            if (lead.payload() != null) {
                records.add(new Again(lead.id(), lead.payload(), Set.of(sink.destination())));
            }
        }
        Map<String, Placed> placed = replays.missing(sink.inbox(), records);
        List<String> keys = new ArrayList<>();
        placed.forEach(
                (key, came) -> {
                    if (came == Placed.PUT) {
                        keys.add(key);
                    }
                });
        put += keys.size();
        if (!keys.isEmpty()) {
            last = keys;
            inboxes.wake(sink.inbox());
        }
        if (placed.containsValue(Placed.UNDER_WAY)) {
            return; // the same page in a moment
        }
        position = page.get(page.size() - 1).id();
        if (!late) {
            withoutAnswers += page.size() - records.size();
            starts.advance(sink.destination(), sink.inbox(), position, false);
        }
    }

    private void finish() throws SQLException {
        starts.advance(sink.destination(), sink.inbox(), "", true);
        done = true;
        LOG.info(
                "{} has been given what was there before: {} leads{}",
                sink.destination(),
                put,
                withoutAnswers == 0 ? "" : "; " + withoutAnswers + " have no stored answers");
    }
}
