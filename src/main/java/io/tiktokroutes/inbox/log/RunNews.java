package io.tiktokroutes.inbox.log;

import io.tiktokroutes.inbox.log.RunLog.Place;
import io.tiktokroutes.record.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The runs that come to an end, or to a wait for another try, while somebody looks. */
public final class RunNews {

    private static final int PAGE = 1_000;
    private static final int MOST_PENDING = 20_000;

    /** A line is seen when its transaction ends, which is a while after the time it bears. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private final RunLog log;
    private final RunFilter filter;
    private final Map<Place, Instant> told = new HashMap<>();
    private Set<Place> pending = new LinkedHashSet<>();
    private Instant upTo;

    /**
     * @param shown runs that were shown before; only what comes after them is news
     */
    public RunNews(RunLog log, RunFilter filter, List<Run> shown, Instant now) throws SQLException {
        this.log = log;
        this.filter = filter;
        this.upTo = log.newest().orElse(now);
        // what is older than this moment and was not shown is no news either
        LedgerWalk walk = walk();
        for (List<LedgerLine> lines = walk.next(); !lines.isEmpty(); lines = walk.next()) {
            lines.forEach(line -> tell(Place.of(line), line.action().decidedAt()));
        }
        for (Run run : shown) {
            if (isUnderWay(run)) {
                pending.add(new Place(run.inbox(), run.key()));
            }
        }
    }

    private LedgerWalk walk() {
        return LedgerWalk.on(log.sql(), filter.condition(), upTo.minus(LATE), PAGE);
    }

    /** What came since the last call, in the order of time. */
    public List<Run> next() throws SQLException {
        Set<Place> places = pending;
        pending = new LinkedHashSet<>();
        LedgerWalk walk = walk();
        for (List<LedgerLine> lines = walk.next(); !lines.isEmpty(); lines = walk.next()) {
            for (LedgerLine line : lines) {
                Instant at = line.action().decidedAt();
                upTo = at.isAfter(upTo) ? at : upTo;
                Instant before = told.get(Place.of(line));
                if (before == null || before.isBefore(at)) {
                    places.add(Place.of(line));
                }
            }
        }
        told.values().removeIf(at -> at.isBefore(upTo.minus(LATE.multipliedBy(2))));
        List<Run> news = new ArrayList<>();
        for (Run run : log.load(places, false)) {
            Place place = new Place(run.inbox(), run.key());
            if (isUnderWay(run) && pending.size() < MOST_PENDING) {
                pending.add(place);
            } else {
                news.add(run);
                run.endedAt().ifPresent(at -> tell(place, at));
            }
        }
        return news;
    }

    private void tell(Place place, Instant at) {
        told.merge(place, at, (a, b) -> a.isAfter(b) ? a : b);
    }

    /** Another destination is about to decide; who waits for another try is told of. */
    private static boolean isUnderWay(Run run) {
        return run.waits()
                && run.latest().stream().noneMatch(a -> a.outcome().kind() == Outcome.Kind.FAILED);
    }
}
