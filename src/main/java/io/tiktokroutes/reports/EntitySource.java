package io.tiktokroutes.reports;

import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The campaigns, ad groups or ads of every ad account as they are now, deleted ones among them: the
 * dimension tables beside the reports.
 *
 * <p>TikTok has no way to ask for what changed only, so all of them are read each time. There is
 * nothing to remember between two pulls: one that failed is made good by the next.
 */
public final class EntitySource {

    /**
     * One ad account's part of a pull.
     *
     * @param pages asked for one by one
     */
    public record Pull(String advertiserId, Iterator<Batch> pages) {}

    private static final Logger LOG = LoggerFactory.getLogger(EntitySource.class);

    private final TikTokApi api;
    private final Advertisers advertisers;

    public EntitySource(TikTokApi api, Advertisers advertisers) {
        this.api = api;
        this.advertisers = advertisers;
    }

    /**
     * What is to be pulled now, for every ad account.
     *
     * @param source the name of the source
     * @param entity campaign, adgroup or ad
     * @param wanted ad accounts with commas between; empty for all
     */
    public List<Pull> pulls(String source, String entity, String wanted) {
        EntityKind kind = EntityKind.of(entity);
        List<Pull> pulls = new ArrayList<>();
        try {
            for (String id : among(advertisers.ids(), PullRequest.names(wanted), source)) {
                pulls.add(new Pull(id, new EntityPages(api, kind, source, id)));
            }
        } catch (TikTokException e) {
            LOG.error("{}: {}", source, e.getMessage());
        }
        return pulls;
    }

    /** Those that are wanted and ours. */
    private static List<String> among(List<String> ours, List<String> wanted, String source) {
        List<String> found = new ArrayList<>();
        for (String id : wanted.isEmpty() ? ours : wanted) {
            if (ours.contains(id)) {
                found.add(id);
            } else {
                // the others are pulled all the same
                LOG.error(
                        "{}: advertiser {} is not one of ours ({}); correct its id, or have access"
                                + " to it granted",
                        source,
                        id,
                        String.join(", ", ours));
            }
        }
        return found;
    }

    /**
     * Makes sure that a page arrived: each row was written, skipped or refused.
     *
     * @throws ReportException when one was not, which ends the pull of this ad account
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
}
