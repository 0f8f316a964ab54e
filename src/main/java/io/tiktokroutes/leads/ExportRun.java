package io.tiktokroutes.leads;

import io.tiktokroutes.store.Checkpoints;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a source, with what all its exports need.
 *
 * @param source the name of the source, which its records carry
 */
record ExportRun(
        String source,
        LeadExport export,
        SeenLeads seenLeads,
        LeadLabels labels,
        Checkpoints checkpoints,
        ExportTroubles troubles,
        Clock clock) {

    /** TikTok's name for leads of neither the US nor Europe is no header at all. */
    private static final String REST_OF_WORLD = "row";

    static final Set<String> REGIONS = Set.of(REST_OF_WORLD, "us", "eu");

    private static final Logger LOG = LoggerFactory.getLogger(ExportRun.class);

    /** The value of the header x-lead-region; empty for none. */
    static String header(String region) {
        return region.equals(REST_OF_WORLD) ? "" : region;
    }

    Instant now() {
        return clock.instant();
    }

    /** Where the time of a form's last good export is kept. */
    static String checkpoint(FormExport export) {
        return "lead-export/" + export.form().pageId() + "/" + export.region();
    }

    /** Told once: nothing can be done about it any more. */
    void warnOfGap(FormExport export) throws SQLException {
        Optional<Instant> last = checkpoints.position(checkpoint(export)).map(Instant::parse);
        Instant oldest = now().minus(SeenLeads.TIKTOK_KEEPS);
        if (last.isEmpty() || !last.get().isBefore(oldest)) {
            return;
        }
        long days = Duration.between(last.get(), oldest).plusDays(1).minusNanos(1).toDays();
        String words =
                "what was submitted in the "
                        + (days == 1 ? "day" : days + " days")
                        + " after the last good export at "
                        + last.get()
                        + " is lost unless a webhook brought it: TikTok keeps leads for "
                        + SeenLeads.TIKTOK_KEEPS.toDays()
                        + " days";
        if (troubles.gap(export.words(), words)) {
            LOG.warn("{}: {}", export.words(), words);
        }
    }

    /** The next gap begins here. */
    void done(FormExport export) throws SQLException {
        checkpoints.move(checkpoint(export), export.begun().toString());
    }

    /** What helps against an answer, in words. */
    static String remedy(TikTokException e) {
        if (e.remedy() == Remedy.REAUTHORISE) {
            return "give access again with authorize";
        }
        if (e.remedy() == Remedy.CONFIGURE) {
            return "the user who granted the token must be admin of the ad account, and the app"
                    + " needs TikTok's permissions for leads";
        }
        return "it is tried again at its next time";
    }
}
