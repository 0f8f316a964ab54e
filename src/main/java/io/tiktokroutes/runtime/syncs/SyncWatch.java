package io.tiktokroutes.runtime.syncs;

import io.tiktokroutes.runtime.notify.Level;
import io.tiktokroutes.warehouse.runs.PastRun;
import io.tiktokroutes.warehouse.runs.RunBook;
import io.tiktokroutes.warehouse.runs.RunResult;
import io.tiktokroutes.warehouse.runs.RunState;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How syncs do, by their last runs. */
final class SyncWatch {

    /** A sync that was cancelled more often in a row does as it did before nobody knows when. */
    private static final int LOOKED_BACK = 20;

    /**
     * How one sync does.
     *
     * @param run the one that tells; null when there is none yet
     * @param words about it
     */
    record Standing(String sync, Level level, PastRun run, String words) {}

    private final RunBook book;

    SyncWatch(RunBook book) {
        this.book = book;
    }

    /** One for each of these syncs. */
    List<Standing> look(Collection<String> syncs) throws SQLException {
        List<Standing> standings = new ArrayList<>();
        for (String sync : syncs) {
            standings.add(look(sync));
        }
        return standings;
    }

    /**
     * A cancelled run says nothing of how a sync does, and one under way says only that what
     * aborted the one before is over.
     */
    private Standing look(String sync) throws SQLException {
        boolean handedOn = false;
        for (PastRun run : book.of(sync, LOOKED_BACK)) {
            if (run.state().isOver() && run.state() != RunState.CANCELLED) {
                return standing(run, handedOn);
            }
            handedOn |= run.state() == RunState.PROCESSING && run.isHandedOn();
        }
        return new Standing(sync, Level.GOOD, null, "no run is over yet");
    }

    private Standing standing(PastRun run, boolean handedOn) throws SQLException {
        Instant at = run.finishedAt().truncatedTo(ChronoUnit.SECONDS);
        String words = "run " + run.id() + " " + run.state().word() + " at " + at + ": ";
        return switch (run.state()) {
            case ABORTED ->
                    new Standing(
                            run.sync(),
                            handedOn ? Level.GOOD : Level.CRITICAL,
                            run,
                            words.replace(" aborted", " was aborted") + run.reason());
            case COMPLETED_WITH_ERRORS ->
                    new Standing(run.sync(), Level.WARNING, run, words + refused(run));
            default -> new Standing(run.sync(), Level.GOOD, run, words + run.counts());
        };
    }

    private String refused(PastRun run) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (RunResult result : book.results(List.of(run.id())).get(run.id())) {
            if (!result.isGood()) {
                counts.merge(
                        result.destination() + " " + result.outcome() + " " + result.reason(),
                        result.rows(),
                        Long::sum);
            }
        }
        List<String> parts = new ArrayList<>();
        counts.forEach(
                (what, count) -> parts.add(String.format(Locale.ROOT, "%,d × %s", count, what)));
        return String.join(", ", parts);
    }
}
