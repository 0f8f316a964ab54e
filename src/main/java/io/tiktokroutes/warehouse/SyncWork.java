package io.tiktokroutes.warehouse;

import io.tiktokroutes.record.Gathering;
import io.tiktokroutes.store.FileVersions;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.warehouse.runs.RunState;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run does before its first chunk goes, and after its last one went. */
final class SyncWork {

    private static final Logger LOG = LoggerFactory.getLogger(SyncWork.class);

    private static final ExecutorService THREADS =
            Executors.newCachedThreadPool(
                    work -> {
                        Thread thread = new Thread(work, "model-reader");
                        thread.setDaemon(true);
                        return thread;
                    });

    private final DataSource warehouse;
    private final Sql sql;
    private final SyncStore syncs;
    private final RunStore runs;
    private final RefusedRows refused;
    private final FileVersions files;

    SyncWork(
            DataSource warehouse,
            Sql sql,
            SyncStore syncs,
            RunStore runs,
            RefusedRows refused,
            FileVersions files) {
        this.warehouse = warehouse;
        this.sql = sql;
        this.syncs = syncs;
        this.runs = runs;
        this.refused = refused;
        this.files = files;
    }

    /**
     * Reads and compares.
     *
     * @param number of the run
     * @param described the sync as its route describes it, or why that is not possible
     * @throws ModelException when the run is over; it was noted and logged
     */
    SyncRun begun(
            Exchange exchange,
            Claim claim,
            Stopping stopping,
            long number,
            Supplier<Sync> described) {
        String name = claim.state().name();
        Heartbeat heartbeat = Heartbeat.of(claim, stopping);
        Spool spool = null;
        try {
            Sync sync = described.get();
            spool = new Spool();
            Snapshot snapshot = new Snapshot(sql, claim.state().id());
            long started = System.nanoTime();
            RunCounts counts = compared(sync, claim, number, snapshot, spool, stopping, heartbeat);
            spool.finish();
            Gathering gathering = sync.mode().compares() ? null : new Gathering();
            SyncRun run =
                    new SyncRun(
                            sync,
                            number,
                            claim.state().inbox(),
                            spool,
                            snapshot,
                            stopping,
                            new ChunkWriter(
                                    claim, snapshot, refused, number, sync.mode().compares()),
                            gathering);
            run.under(claim, heartbeat, counts, started);
            exchange.setProperty(Gathering.PROPERTY, gathering);
            exchange.getExchangeExtension().addOnCompletion(new Abandoned(this, run));
            return run;
        } catch (Exception | Error e) {
            // of an error, too: a heartbeat that goes on would keep the sync for ever
            heartbeat.close();
            close(spool);
            over(name, number, claim, stopping, e);
            throw failure(e);
        }
    }

    private RunCounts compared(
            Sync sync,
            Claim claim,
            long number,
            Snapshot snapshot,
            Spool spool,
            Stopping stopping,
            Heartbeat heartbeat)
            throws Exception {
        Comparison comparison = new Comparison(sync, snapshot, spool, stopping);
        try (ModelQuery query = ModelQuery.prepared(warehouse, sync.model())) {
            heartbeat.watches(query);
            ModelColumns columns = columns(sync, claim.state(), query);
            query.run();
            if (sync.mode().versions()) {
                claim.transaction(
                        connection -> {
                            new Strays(claim.state()).keep(connection);
                            return null;
                        });
            }
            // both processors: one reads, the other one loads what was sent before, and compares
            try (ReadAhead ahead = new ReadAhead(query, columns, THREADS)) {
                comparison.load(refused, claim.state().inbox(), files.lastActivation());
                RunCounts counts = comparison.compare(ahead, columns);
                queried(sync, claim, number, columns, counts);
                return counts;
            }
        } finally {
            heartbeat.watches(null);
        }
    }

    private void queried(
            Sync sync, Claim claim, long number, ModelColumns columns, RunCounts counts)
            throws SQLException {
        claim.transaction(
                connection -> {
                    runs.queried(connection, number, counts);
                    syncs.bind(connection, claim.state(), sync, columns);
                    return null;
                });
    }

    /**
     * Waits for work on another thread.
     *
     * @throws RuntimeException what it failed with
     */
    static void result(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException told) {
                throw told;
            }
            throw e;
        }
    }

    private static ModelColumns columns(Sync sync, SyncState state, ModelQuery query) {
        ModelColumns columns = query.columns(sync.primaryKey());
        state.checkBinding(sync, columns.keyLabel());
        if (state.columnsSeen() != null) {
            columns.checkAgainst(state.columnsSeen(), sync.name());
        }
        return columns;
    }

    /** Ends a run whose chunks are through, or that was cut short. */
    void ended(SyncRun run) {
        if (run.isNothing() || !run.end()) {
            return;
        }
        Exception failure = run.failure();
        try {
            if (failure == null) {
                finish(run);
            }
        } catch (Exception e) {
            failure = e;
        }
        run.heartbeat().close();
        close(run);
        over(run.sync().name(), run.number(), run.claim(), run.stopping(), failure);
        if (failure != null) {
            throw failure(failure);
        }
    }

    private void finish(SyncRun run) throws Exception {
        RunCounts counts = run.counts();
        if (run.gathering() != null) {
            run.gathering().complete();
            runs.results(run.number(), run.gathering().counts());
            runs.finished(run.number(), state(run.gathering()), "");
        } else if (counts.isNothing()) {
            runs.finished(run.number(), RunState.COMPLETED, "");
        } else {
            runs.handedOn(run.number());
        }
        LOG.info(
                "{}: {} rows read, {} added, {} changed, {} removed, {} again{}; handed on in {} s",
                run.sync().name(),
                SqlTrouble.number(counts.rows()),
                SqlTrouble.number(counts.added()),
                SqlTrouble.number(counts.changed()),
                SqlTrouble.number(counts.removed()),
                SqlTrouble.number(counts.again()),
                counts.left() == 0
                        ? ""
                        : ", " + SqlTrouble.number(counts.left()) + " too large and left out",
                String.format(Locale.ROOT, "%.1f", run.seconds()));
    }

    private static RunState state(Gathering gathering) {
        boolean errors =
                gathering.counts().values().stream()
                        .flatMap(outcomes -> outcomes.keySet().stream())
                        .anyMatch(
                                outcome ->
                                        switch (outcome.kind()) {
                                            case REFUSED, FAILED -> true;
                                            case DELIVERED, SKIPPED -> false;
                                        });
        return errors ? RunState.COMPLETED_WITH_ERRORS : RunState.COMPLETED;
    }

    /** Notes a run that was cut short, and lets others have the sync. */
    private void over(String name, long number, Claim claim, Stopping stopping, Throwable failure) {
        try {
            if (failure != null) {
                boolean stopped = stopping.look();
                String reason = stopped ? stopping.reason() : words(failure);
                if (stopped) {
                    LOG.info("{}: run {} was cancelled: {}", name, number, reason);
                } else {
                    LOG.error("{}: {}", name, reason);
                    // without what a database says of it, which may repeat a value of the row
                    LOG.debug(
                            "{}: run {} ended at {}",
                            name,
                            number,
                            Arrays.toString(failure.getStackTrace()));
                }
                runs.finished(number, stopped ? RunState.CANCELLED : RunState.ABORTED, reason);
            }
            claim.release();
        } catch (SQLException e) {
            LOG.warn("{}: how run {} ended cannot be noted: {}", name, number, e.toString());
        }
    }

    /** What a database says may hold values of rows. */
    private static String words(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ModelException) {
                return t.getMessage();
            }
            if (t instanceof SQLException e) {
                return "the program's database: " + SqlTrouble.said(e);
            }
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static ModelException failure(Throwable e) {
        return e instanceof ModelException told ? told : new ModelException(words(e), e);
    }

    private static void close(Spool spool) {
        try {
            if (spool != null) {
                spool.close();
            }
        } catch (IOException e) {
            LOG.debug("a spool could not be closed", e);
        }
    }

    private static void close(SyncRun run) {
        try {
            if (run.failure() != null && run.gathering() != null) {
                run.gathering().discard();
            }
            run.close();
        } catch (IOException e) {
            LOG.debug("a spool could not be closed", e);
        }
    }
}
