package io.tiktokroutes.warehouse;

import io.tiktokroutes.record.Gathering;
import io.tiktokroutes.record.InboxFullException;
import io.tiktokroutes.store.FileVersions;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the syncs.
 *
 * <p>A kamelet has a run {@link #begun}, which reads the query and compares it, sends chunk after
 * chunk through its route, and has the run {@link #ended}.
 */
public final class ModelSource {

    /** The exchange property in which an inbox leaves its name. */
    public static final String INBOX = "InboxName";

    /** The exchange property in which it leaves the keys that it knew already. */
    public static final String KNOWN = "InboxKnown";

    /** The exchange property in which the kamelet gives the text or name of the model. */
    public static final String MODEL = "Model";

    private static final Logger LOG = LoggerFactory.getLogger(ModelSource.class);

    private final Path routes;
    private final SyncStore syncs;
    private final RunStore runs;
    private final SyncWork work;

    /**
     * @param warehouse where the queries run
     * @param database our own
     * @param routes the folder of the routes, beside which models are
     * @param refused the refused records of inboxes
     */
    public ModelSource(
            DataSource warehouse,
            DataSource database,
            Path routes,
            RefusedRows refused,
            Clock clock) {
        Sql sql = new Sql(database);
        this.routes = routes;
        this.syncs = new SyncStore(sql, clock);
        this.runs = new RunStore(sql, clock);
        this.work = new SyncWork(warehouse, sql, syncs, runs, refused, new FileVersions(sql));
    }

    /**
     * Ends what a process that was killed left claimed, where the database is this process's alone.
     */
    public void releaseAll() throws SQLException {
        syncs.releaseAll();
    }

    /**
     * Begins a run: reads the whole query, and finds out what there is to do.
     *
     * @param name of the sync
     * @param primaryKey the column that tells rows apart
     * @param mode insert, add, mirror or all
     * @param refused changed or every-run
     * @param mostRemoved in percent
     * @param writeBack the prefix of tables in the warehouse; may be empty
     * @param batchSize the most rows of one exchange
     * @throws ModelException when the run cannot go on; logged already
     */
    public SyncRun begun(
            Exchange exchange,
            String name,
            String primaryKey,
            String mode,
            String refused,
            String mostRemoved,
            String writeBack,
            int batchSize) {
        String model = exchange.getProperty(MODEL, "", String.class);
        Stopping stopping = new Stopping(() -> "");
        try {
            Optional<Claim> claimed =
                    syncs.claim(name, writeBack, new Stopping(() -> Stops.reason(exchange)));
            if (claimed.isEmpty()) {
                LOG.info("{}: another process has a run of it under way", name);
                return SyncRun.nothing(name);
            }
            long run = runs.begin(name);
            stopping =
                    new Stopping(
                            () -> {
                                String stopped = Stops.reason(exchange);
                                return stopped.isEmpty() ? runs.cancelled(run) : stopped;
                            });
            return work.begun(
                    exchange,
                    claimed.get(),
                    stopping,
                    run,
                    () ->
                            SyncParameters.sync(
                                    name,
                                    model,
                                    primaryKey,
                                    mode,
                                    refused,
                                    mostRemoved,
                                    writeBack,
                                    batchSize,
                                    routes));
        } catch (ModelException e) {
            if (stopping.reason().equals(RunStore.BY_PERSON)) {
                return SyncRun.nothing(name); // or the schedule would have it come again at once
            }
            throw e;
        } catch (Stopping.StoppedException e) {
            throw new ModelException(e.getMessage(), e); // while it waited for the claim
        } catch (SQLException e) {
            String said = SqlTrouble.said(e);
            LOG.error("{}: the run cannot begin: {}", name, said);
            throw new ModelException("the run cannot begin: " + said, e);
        }
    }

    /** The chunk of the run went through the route. */
    public void handed(Exchange exchange, SyncRun run) {
        Set<?> known = exchange.getProperty(KNOWN, Set.of(), Set.class);
        run.handed(exchange.getProperty(INBOX, String.class), known);
    }

    /** The chunk of the run did not go through the route. */
    public void failed(SyncRun run, Exception why) {
        if (why instanceof InboxFullException) {
            run.full();
        } else {
            run.fail(why);
        }
    }

    /**
     * There is nothing more to hand on.
     *
     * @throws ModelException when the run was cut short; it does not count as done then
     */
    public void ended(Exchange exchange, SyncRun run) {
        try {
            work.ended(run);
        } catch (ModelException e) {
            if (!run.stopping().reason().equals(RunStore.BY_PERSON)) {
                throw e;
            }
        }
        exchange.removeProperty(Gathering.PROPERTY);
    }
}
