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

/**
 * The rows of an ads report, advertiser by advertiser and page by page.
 *
 * <p>A kamelet asks for {@link #pulls()}, sends each page to a table, has it {@link
 * #written(Batch)} confirmed, and calls {@link #finished(Pull)} after the last page, which moves
 * the checkpoint of that advertiser. When anything fails in between, the next run asks for the same
 * days again; writing a row twice changes nothing.
 */
public final class ReportSource {

    /**
     * One advertiser's part of a run.
     *
     * @param advertiserId the ad account
     * @param to the day up to which it will have been read
     * @param pages asked for one by one
     */
    public record Pull(String advertiserId, LocalDate to, Iterator<Batch> pages) {}

    private final TikTokApi api;
    private final Advertisers advertisers;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private String name = "ads-report";
    private ReportQuery query = new ReportQuery("AUCTION_CAMPAIGN", List.of(), List.of());
    private int historyDays = 30;
    private int lookbackDays = 28;

    public ReportSource(TikTokApi api, Advertisers advertisers, DataSource database, Clock clock) {
        this.api = api;
        this.advertisers = advertisers;
        this.checkpoints = new Checkpoints(new Sql(database), clock);
        this.clock = clock;
    }

    /** The name of the source; its checkpoints stand under it. */
    public void setName(String name) {
        this.name = name;
    }

    /** TikTok's data level, such as AUCTION_CAMPAIGN. */
    public void setDataLevel(String dataLevel) {
        query = new ReportQuery(dataLevel, query.dimensions(), query.metrics());
    }

    /** TikTok's names with commas between. */
    public void setDimensions(String dimensions) {
        query = new ReportQuery(query.dataLevel(), list(dimensions), query.metrics());
    }

    /** TikTok's names with commas between. */
    public void setMetrics(String metrics) {
        query = new ReportQuery(query.dataLevel(), query.dimensions(), list(metrics));
    }

    /** Days back at the first pull. */
    public void setHistoryDays(int days) {
        historyDays = days;
    }

    /** Days back at every later pull. */
    public void setLookbackDays(int days) {
        lookbackDays = days;
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

    /** What is to be pulled now, for every advertiser. */
    public List<Pull> pulls() throws TikTokException, SQLException {
        List<Pull> pulls = new ArrayList<>();
        for (String advertiserId : advertisers.ids()) {
            LocalDate today = LocalDate.now(clock.withZone(advertisers.zone(advertiserId)));
            Optional<LocalDate> readUpTo =
                    checkpoints.position(checkpoint(advertiserId)).map(LocalDate::parse);
            ReportDays days = ReportDays.due(today, readUpTo, historyDays, lookbackDays);
            pulls.add(
                    new Pull(
                            advertiserId,
                            days.to(),
                            new ReportPages(api, query, name, advertiserId, days)));
        }
        return pulls;
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
                    throw new ReportException(
                            name + ": row " + row.key() + " was not written: " + outcome.detail());
                }
            }
        }
    }

    /** Moves the checkpoint of the advertiser. */
    public void finished(Pull pull) throws SQLException {
        checkpoints.move(checkpoint(pull.advertiserId()), pull.to().toString());
    }

    private String checkpoint(String advertiserId) {
        return name + "/" + advertiserId;
    }
}
