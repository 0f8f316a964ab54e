package io.tiktokroutes.audiences;

import io.tiktokroutes.tiktok.TikTokException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an audience equal to the rows of a query: puts in what rows gained, and takes out what no
 * row has any more. Whoever calls it holds the {@link AudienceLock}.
 *
 * <p>The tables are written first and TikTok is told afterwards. What it must be told of is a doubt
 * until it has answered; doubts that an earlier batch left are settled before anything else. So a
 * crash anywhere costs a call that says the same again, and never a person.
 */
final class Mirror {

    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);

    private final MemberTable table;
    private final MemberCalls calls;
    private final int batchSize;

    /**
     * @param batchSize most rows at once
     */
    Mirror(MemberTable table, MemberCalls calls, int batchSize) {
        this.table = table;
        this.calls = calls;
        this.batchSize = batchSize;
    }

    /**
     * Does what the records say and settles them; of one row the latest counts.
     *
     * @throws TikTokException when TikTok cannot be told now; what is not settled must come again
     */
    void apply(List<RowChange> changes) throws TikTokException, SQLException {
        settleDoubts();
        List<RowChange> waiting = changes;
        while (!waiting.isEmpty()) {
            Map<String, RowChange> latest = new LinkedHashMap<>();
            for (RowChange change : waiting) {
                latest.merge(change.rowKey(), change, (a, b) -> b.version() >= a.version() ? b : a);
            }
            List<RowChange> now = List.copyOf(latest.values());
            for (int from = 0; from < now.size(); from += batchSize) {
                group(now.subList(from, Math.min(now.size(), from + batchSize)));
            }
            waiting = earlier(waiting, latest);
        }
    }

    /** Those whose turn has come because TikTok refused the later one of the same row. */
    private static List<RowChange> earlier(List<RowChange> waiting, Map<String, RowChange> latest) {
        List<RowChange> earlier = new ArrayList<>();
        for (RowChange change : waiting) {
            RowChange later = latest.get(change.rowKey());
            if (change != later && later.isRefused()) {
                earlier.add(change);
            } else if (change != later) {
                change.supersede();
            }
        }
        return earlier;
    }

    private void group(List<RowChange> changes) throws TikTokException, SQLException {
        List<RowChange> current = table.begin(changes);
        List<Person> added = new ArrayList<>();
        Set<MemberId> lost = new LinkedHashSet<>();
        for (RowChange change : current) {
            Set<MemberId> toAdd = change.toAdd();
            if (!toAdd.isEmpty()) {
                added.add(new Person(change, toAdd));
            }
            lost.addAll(change.lost());
        }
        calls.send(MemberCalls.Action.ADD, added);
        table.undo(refused(added));
        List<Person> removed = leaving(current, lost);
        calls.send(MemberCalls.Action.DELETE, removed);
        table.keep(refused(removed));
        if (!added.isEmpty() || !lost.isEmpty()) {
            table.noDoubts();
        }
        settle(changes, current, added, removed);
    }

    /** What no row has any more, by the row that had it. */
    private List<Person> leaving(List<RowChange> current, Set<MemberId> lost) throws SQLException {
        Set<MemberId> left = new LinkedHashSet<>(lost);
        left.removeAll(table.owned(lost));
        List<Person> leaving = new ArrayList<>();
        for (RowChange change : current) {
            List<MemberId> its = change.lost().stream().filter(left::remove).toList();
            if (!its.isEmpty()) {
                leaving.add(new Person(change, its));
            }
        }
        return leaving;
    }

    private static List<RowChange> refused(List<Person> people) {
        List<RowChange> refused = new ArrayList<>();
        for (Person person : people) {
            if (person.isRefused()) {
                person.change().refuse(person.refusal());
                refused.add(person.change());
            }
        }
        return refused;
    }

    private static void settle(
            List<RowChange> changes,
            Collection<RowChange> current,
            List<Person> added,
            List<Person> removed) {
        added.forEach(Mirror::done);
        removed.forEach(Mirror::done);
        Set<RowChange> counted = Set.copyOf(current);
        for (RowChange change : changes) {
            if (!change.isSettled() && counted.contains(change)) {
                change.done("");
            } else if (!change.isSettled()) {
                change.supersede();
            }
        }
    }

    private static void done(Person person) {
        if (!person.change().isSettled()) {
            person.change().done(person.requestId());
        }
    }

    /** Tells TikTok again what a call left open whose end nobody saw. */
    private void settleDoubts() throws TikTokException, SQLException {
        Set<MemberId> doubts = table.doubts();
        if (doubts.isEmpty()) {
            return;
        }
        Set<MemberId> owned = table.owned(doubts);
        List<Person> in = new ArrayList<>();
        List<Person> out = new ArrayList<>();
        for (MemberId id : doubts) {
            (owned.contains(id) ? in : out).add(new Person(null, List.of(id)));
        }
        calls.send(MemberCalls.Action.ADD, in);
        calls.send(MemberCalls.Action.DELETE, out);
        // the records they came from are tried again, and are refused by themselves then
        List<Person> refused = in.stream().filter(Person::isRefused).toList();
        table.disown(refused.stream().flatMap(person -> person.ids().stream()).toList());
        out.stream()
                .filter(Person::isRefused)
                .forEach(
                        person ->
                                LOG.warn(
                                        "TikTok did not take an identifier out that no row has"
                                                + " any more: {}",
                                        person.refusal().detail()));
        table.noDoubts();
    }
}
