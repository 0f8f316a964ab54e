package io.tiktokroutes.audiences;

import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Keeps an audience equal to the rows of a query: puts in what rows gained, and takes out what no
 * row has any more. Whoever calls it holds the {@link AudienceLock}.
 *
 * <p>The tables are written first and TikTok is told afterwards. What it must be told of is a doubt
 * until it has answered; doubts that an earlier batch left are settled before anything else. So a
 * crash anywhere costs a call that says the same again, and never a person.
 */
final class Mirror {

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
        finish(current, true);
        for (RowChange change : changes) {
            if (!change.isSettled()) {
                change.supersede();
            }
        }
    }

    /** Ends what an earlier batch began, and nobody saw whether TikTok heard of it. */
    private void settleDoubts() throws TikTokException, SQLException {
        List<RowChange> begun = table.doubts();
        if (!begun.isEmpty()) {
            // a record that is refused here comes again, and is refused by itself then
            finish(begun, false);
        }
    }

    /**
     * Tells TikTok what the tables say already, and puts back what it refuses.
     *
     * @param first false when an earlier batch may have told some of it
     */
    private void finish(List<RowChange> changes, boolean first)
            throws TikTokException, SQLException {
        List<Person> added = new ArrayList<>();
        for (RowChange change : changes) {
            Set<MemberId> toAdd = change.toAdd();
            if (!toAdd.isEmpty()) {
                added.add(new Person(change, toAdd));
            }
        }
        List<RowChange> rest = tell(MemberCalls.Action.ADD, added, changes, first);
        List<Person> removed = leaving(rest);
        tell(MemberCalls.Action.DELETE, removed, rest, first);
        if (changes.stream().anyMatch(RowChange::isForTikTok)) {
            table.noDoubts();
        }
        added.forEach(Mirror::done);
        removed.forEach(Mirror::done);
        for (RowChange change : rest) {
            if (!change.isSettled()) {
                change.done("");
            }
        }
    }

    /** Those of the changes whose people were not refused. */
    private List<RowChange> tell(
            MemberCalls.Action action, List<Person> people, List<RowChange> changes, boolean first)
            throws TikTokException, SQLException {
        try {
            calls.send(action, people);
        } catch (TikTokException e) {
            // Every call was answered, and with a no: nothing is in doubt of those it did not take,
            // and they must not stand in the way of others. When nobody knows what became of an
            // earlier call, that goes only for those who were refused by themselves.
            if (isNo(e) && people.stream().anyMatch(Person::isRefused)) {
                Predicate<Person> back = first ? p -> !p.isTaken() : Person::isRefused;
                putBack(action, people.stream().filter(back).toList(), changes);
            }
            throw e;
        }
        List<Person> refused = people.stream().filter(Person::isRefused).toList();
        refused.forEach(person -> person.change().refuse(person.refusal()));
        return refused.isEmpty() ? changes : putBack(action, refused, changes);
    }

    private static boolean isNo(TikTokException e) {
        return e.remedy() == Remedy.REFUSE || e.remedy() == Remedy.HALVE;
    }

    /** The others. */
    private List<RowChange> putBack(
            MemberCalls.Action action, List<Person> people, List<RowChange> changes)
            throws SQLException {
        Set<RowChange> back = people.stream().map(Person::change).collect(Collectors.toSet());
        List<RowChange> rest = changes.stream().filter(each -> !back.contains(each)).toList();
        table.putBack(back, action == MemberCalls.Action.ADD, rest);
        return rest;
    }

    /** What no row has any more, by the row that had it. */
    private List<Person> leaving(List<RowChange> changes) throws SQLException {
        Set<MemberId> left = new LinkedHashSet<>();
        changes.forEach(change -> left.addAll(change.lost()));
        left.removeAll(table.owned(left));
        List<Person> leaving = new ArrayList<>();
        for (RowChange change : changes) {
            List<MemberId> its = change.lost().stream().filter(left::remove).toList();
            if (!its.isEmpty()) {
                leaving.add(new Person(change, its));
            }
        }
        return leaving;
    }

    private static void done(Person person) {
        if (!person.change().isSettled()) {
            person.change().done(person.requestId());
        }
    }
}
