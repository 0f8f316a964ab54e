package io.tiktokroutes.reports;

import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.store.Checkpoints;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of an ads report, advertiser by advertiser and page by page.
 *
 * <p>A kamelet asks for {@link #pulls}, sends each page to a table, has it {@link #written(Batch)}
 * confirmed, and calls {@link #finished(Pull)} after the last page, which moves the checkpoint of
 * that advertiser. When anything fails in between, the next run asks for the same days again;
 * writing a row twice changes nothing.
 */
public final class ReportSource {

    /**
     * One advertiser's part of a run.
     *
     * @param checkpoint of the source and this ad account
     * @param to the day up to which it will have been read
     * @param pages asked for one by one
     */
    public record Pull(String checkpoint, LocalDate to, Iterator<Batch> pages) {}

    private static final Logger LOG = LoggerFactory.getLogger(ReportSource.class);

    private final TikTokApi api;
    private final Advertisers advertisers;
    private final Checkpoints checkpoints;
    private final Clock clock;

    public ReportSource(TikTokApi api, Advertisers advertisers, DataSource database, Clock clock) {
        this.api = api;
        this.advertisers = advertisers;
        this.checkpoints = new Checkpoints(new Sql(database), clock);
        this.clock = clock;
    }

    private static List<String> list(String text) {
        List<String> items = new ArrayList<>();
        for (String item : text.split("[,\\s]+")) {
            if (!item.isBlank()) {
                items.add(item);
            }
        }
        return List.copyOf(items);
    }

    /**
     * What is to be pulled now, for every advertiser.
     *
     * @param source the name of the source; its checkpoints stand under it
     * @param dataLevel TikTok's, such as AUCTION_CAMPAIGN
     * @param dimensions TikTok's names with commas between
     * @param metrics TikTok's names with commas between
     * @param historyDays days back at the first pull
     * @param lookbackDays days back at every later pull
     */
    public List<Pull> pulls(
            String source,
            String dataLevel,
            String dimensions,
            String metrics,
            int historyDays,
            int lookbackDays)
            throws SQLException {
        ReportQuery query = new ReportQuery(dataLevel, list(dimensions), list(metrics));
        List<Pull> pulls = new ArrayList<>();
        try {
            for (String advertiserId : advertisers.ids()) {
                String checkpoint = source + "/" + advertiserId;
                Optional<LocalDate> readUpTo =
                        checkpoints.position(checkpoint).map(LocalDate::parse);
                today(source, advertiserId)
                        .map(day -> ReportDays.due(day, readUpTo, historyDays, lookbackDays))
                        .map(
                                days ->
                                        new Pull(
                                                checkpoint,
                                                days.to(),
                                                new ReportPages(
                                                        api, query, source, advertiserId, days)))
                        .ifPresent(pulls::add);
            }
        } catch (TikTokException e) {
            LOG.error("{}: {}", source, e.getMessage());
        }
        return pulls;
    }

    /** The day it is for the advertiser; empty, and logged, when TikTok does not tell. */
    private Optional<LocalDate> today(String source, String advertiserId) {
        try {
            return Optional.of(LocalDate.now(clock.withZone(advertisers.zone(advertiserId))));
        } catch (TikTokException e) {
            // the other advertisers are pulled all the same
            LOG.error("{}: advertiser {}: {}", source, advertiserId, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Makes sure that a page arrived: each row was written, skipped or refused.
     *
     * @throws ReportException when a row is to be tried again, which ends the pull
     */
    public void written(Batch page) {
        for (Record row : page) {
            for (Outcome outcome : row.outcomes().values()) {
                if (!outcome.last()) {
                    throw new ReportException(row + " was not written: " + outcome.detail());
                }
            }
        }
    }

    /** Moves the checkpoint of the advertiser. */
    public void finished(Pull pull) throws SQLException {
        checkpoints.move(pull.checkpoint(), pull.to().toString());
    }
}
