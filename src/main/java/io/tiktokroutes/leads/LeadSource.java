package io.tiktokroutes.leads;

import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.InboxFullException;
import io.tiktokroutes.store.Checkpoints;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.TikTokApi;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The leads that were not seen yet, form by form and region by region.
 *
 * <p>A kamelet asks for {@link #exports}, puts each batch of each into an inbox, calls {@link
 * #seen(Batch)} after each, and {@link #finished(FormExport)} after the last one. When the program
 * dies in between, the next export brings the same leads again and the inbox recognises them by
 * their ids.
 */
public final class LeadSource {

    private final TikTokApi api;
    private final WantedForms wantedForms;
    private final LeadLabels labels;
    private final SeenLeads seenLeads;
    private final Checkpoints checkpoints;
    private final ExportTroubles troubles;
    private final Clock clock;

    /**
     * @param labels of the standard questions
     * @param troubles where it is told which exports fail
     */
    public LeadSource(
            TikTokApi api,
            Advertisers advertisers,
            DataSource database,
            LeadLabels labels,
            ExportTroubles troubles,
            Clock clock) {
        this.api = api;
        this.labels = labels;
        this.seenLeads = new SeenLeads(new Sql(database), clock);
        this.wantedForms = new WantedForms(new LeadForms(api, advertisers), seenLeads, troubles);
        this.checkpoints = new Checkpoints(new Sql(database), clock);
        this.troubles = troubles;
        this.clock = clock;
    }

    private static List<String> list(String text) {
        List<String> items = new ArrayList<>();
        for (String item : text.split(",")) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    /**
     * Every form in every region, to be exported one after the other; a part that fails is logged
     * and comes next time.
     *
     * @param source the name of the source, which its records carry
     * @param forms page ids with commas between; empty for all published forms, and those that are
     *     published no more and had leads
     * @param regions {@code row}, {@code us} and {@code eu}, with commas between
     * @param pollMillis between two questions whether an export is ready, at first
     */
    public Iterator<FormExport> exports(
            String source, String forms, String regions, long pollMillis) {
        List<String> wanted = list(regions);
        if (wanted.isEmpty() || !ExportRun.REGIONS.containsAll(wanted)) {
            throw new IllegalArgumentException(
                    "regions is '" + regions + "'; write row, us and eu with commas between");
        }
        LeadExport export = new LeadExport(api, Duration.ofMillis(pollMillis));
        ExportRun run =
                new ExportRun(source, export, seenLeads, labels, checkpoints, troubles, clock);
        List<FormExport> parts = new ArrayList<>();
        for (LeadForm form : wantedForms.now(source, Set.copyOf(list(forms)))) {
            wanted.stream().distinct().forEach(r -> parts.add(new FormExport(run, form, r)));
        }
        wantedForms.keepTroubles(source, parts.stream().map(FormExport::words).toList());
        return parts.iterator();
    }

    /** Called when a batch is committed to its inbox. */
    public void seen(Batch batch) throws SQLException {
        seenLeads.add(batch, SeenLeads.EXPORT);
    }

    /** Called when all batches of an export are safe, and also when it failed. */
    public void finished(FormExport export) throws SQLException {
        export.finished();
    }

    /** Called when a batch of an export could not be put into the inbox: it comes next time. */
    public void notTaken(FormExport export, Exception why) {
        Throwable cause = why;
        while (!(cause instanceof InboxFullException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        // what a database says may hold a piece of a record
        export.notTaken(
                cause instanceof InboxFullException
                        ? cause.getMessage()
                        : cause.getClass().getSimpleName());
    }

    /**
     * Forgets answers that are older than that, and which leads were seen when TikTok cannot have
     * them any more.
     *
     * @return of how many leads the answers were forgotten
     */
    public int forget(Duration retention) throws SQLException {
        return seenLeads.forget(retention);
    }
}
