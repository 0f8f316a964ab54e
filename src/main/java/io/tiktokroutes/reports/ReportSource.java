package io.tiktokroutes.reports;

import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.store.Checkpoints;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.AdAccount;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins the runs of reports.
 *
 * <p>A kamelet has a run {@link #begun}, lets its lanes pull side by side, and has it {@link
 * #ended}. A lane commits a window after its last page; what fails is read by a later run, and
 * writing a row twice changes nothing.
 */
public final class ReportSource {

    private static final Logger LOG = LoggerFactory.getLogger(ReportSource.class);

    private final WantedAccounts accounts;
    private final RowSource rows;
    private final DaysRead daysRead;
    private final Checkpoints checkpoints;
    private final ReportTroubles troubles;
    private final Clock clock;
    private final Set<PullRun> running = ConcurrentHashMap.newKeySet();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();

    /**
     * @param http fetches the files of report tasks
     * @param taskPause between two questions whether a task is done, at first
     * @param clock tells which day it is; each ad account has its own time zone
     */
    public ReportSource(
            TikTokApi api,
            HttpCalls http,
            Duration taskPause,
            Advertisers advertisers,
            DataSource database,
            Clock clock) {
        this(api, http, taskPause, advertisers, database, new ReportTroubles(clock), clock);
    }

    /** The same for one who wants to know how the last runs went. */
    public ReportSource(
            TikTokApi api,
            HttpCalls http,
            Duration taskPause,
            Advertisers advertisers,
            DataSource database,
            ReportTroubles troubles,
            Clock clock) {
        Sql sql = new Sql(database);
        this.accounts = new WantedAccounts(advertisers);
        this.rows = new RowSource(api, http, taskPause);
        this.daysRead = new DaysRead(sql, clock);
        this.checkpoints = new Checkpoints(sql, clock);
        this.troubles = troubles;
        this.clock = clock;
    }

    /**
     * Begins a run. The headers of {@link PullRequest} say what a person asks for; without them the
     * scheduled days are pulled.
     *
     * @param name of the source
     * @param range words for the days of a scheduled pull
     * @param advertisers ids with commas between; empty for all
     * @param reportType BASIC or AUDIENCE
     * @param dataLevel TikTok's, such as AUCTION_CAMPAIGN
     * @param dimensions TikTok's names with commas between
     * @param metrics TikTok's names with commas between
     * @param historyDays days back at the first pull
     * @param lookbackDays days back at every later pull
     * @param parallel windows at once
     * @param retries of a window that failed
     * @param asyncAbove rows of a window above which it is asked for as a task; 0 for never
     * @throws ReportException when the run cannot begin; logged already
     */
    public PullRun begun(
            Exchange exchange,
            String name,
            String range,
            String advertisers,
            String reportType,
            String dataLevel,
            String dimensions,
            String metrics,
            int historyDays,
            int lookbackDays,
            int parallel,
            int retries,
            long asyncAbove) {
        try {
            ReportQuery query =
                    new ReportQuery(
                            reportType,
                            dataLevel,
                            PullRequest.names(dimensions),
                            PullRequest.names(metrics));
            Report report =
                    new Report(
                            name,
                            query,
                            RangeWords.of(range),
                            PullRequest.names(advertisers),
                            historyDays,
                            lookbackDays,
                            parallel,
                            retries,
                            asyncAbove);
            watch(exchange.getContext());
            return begun(report, PullRequest.of(exchange));
        } catch (ReportException e) {
            LOG.error("{}: {}", name, e.getMessage());
            troubles.failed(name, e.getMessage());
            throw e;
        }
    }

    private PullRun begun(Report report, PullRequest request) {
        WatchedPull watched = new WatchedPull(report.name(), troubles, request.listener());
        PullRun run = new PullRun(report, watched, told);
        running.add(run);
        try {
            List<AdAccount> wanted =
                    run.calling(
                            () ->
                                    accounts.of(
                                            report.advertisers(),
                                            request.advertisers(),
                                            words -> {
                                                run.outcome().trouble(words);
                                                watched.leftOut(words);
                                            }));
            watched.began(wanted.stream().map(AdAccount::id).toList());
            PullPlan plan = new PullPlan(daysRead, checkpoints, clock.instant());
            run.planned(plan.of(report, request, wanted), rows, daysRead);
            return run;
        } catch (TikTokException | IOException | SQLException e) {
            running.remove(run);
            throw new ReportException(e.getMessage());
        } catch (RuntimeException e) {
            running.remove(run);
            throw e;
        }
    }

    /**
     * The page of the lane went through the route.
     *
     * @throws ReportException when one of its rows is to be tried again
     */
    public void written(Lane lane) {
        lane.written();
    }

    /** The page of the lane did not go through the route. */
    public void failed(Lane lane, Exception why) {
        lane.failed(why);
    }

    /**
     * All lanes came to their end.
     *
     * @throws ReportException when a stop left windows; the run does not count as done then
     */
    public void ended(PullRun run) {
        running.remove(run);
        run.end();
        if (!run.isStopped() && run.listener() instanceof WatchedPull watched) {
            watched.ended();
        }
    }

    /** When the context stops, pulls do not wait for TikTok any longer. */
    private void watch(CamelContext context) {
        if (watching.compareAndSet(false, true)) {
            context.addLifecycleStrategy(
                    new LifecycleStrategySupport() {
                        @Override
                        public void onContextStopping(CamelContext stopping) {
                            running.forEach(PullRun::stop);
                        }
                    });
        }
    }
}
