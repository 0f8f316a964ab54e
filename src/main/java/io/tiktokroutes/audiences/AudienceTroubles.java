package io.tiktokroutes.audiences;

import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokException;
import java.util.List;
import java.util.regex.Pattern;

/** Why nothing can be sent to an audience now, in words that say what helps. */
final class AudienceTroubles {

    /** An app or an ad account that TikTok has not allowed this yet. */
    private static final int NOT_ALLOWLISTED = 40118;

    /** An audience that somebody deleted, or took from the ad account. */
    private static final Pattern GONE =
            Pattern.compile(
                    "(?i)audience.*(n.t exist|not found|deleted|n.t belong|invalid|unknown)"
                            + "|(n.t exist|not found|deleted|n.t belong|invalid|unknown).*audience");

    /** Whoever has an audience's list can tell by a digest who the person is. */
    private static final Pattern DIGEST =
            Pattern.compile("(?i)(?<![0-9a-z])(?:[0-9a-f]{64}|[0-9a-f]{32})(?![0-9a-z])");

    private AudienceTroubles() {}

    /** TikTok's words without the digests that it may quote. */
    static String words(TikTokException e) {
        return DIGEST.matcher(e.answer()).replaceAll("…");
    }

    /**
     * The outcome of everything that is still open.
     *
     * @param inbox where the records come from, which resync is told
     * @param advertisers the ad accounts of the sink
     */
    static Outcome outcome(TikTokException e, String inbox, List<String> advertisers) {
        boolean noCode = e.code() == TikTokException.NO_CODE;
        boolean lasting = e.remedy() == Remedy.REFUSE || e.remedy() == Remedy.CONFIGURE;
        String reason = noCode ? "NO_ANSWER" : "TIKTOK_" + e.code();
        String detail = words(e);
        if (e.code() == NOT_ALLOWLISTED) {
            detail +=
                    " (TikTok must put you on its allowlist for the Segment API; ask its"
                            + " representative)";
        } else if (lasting && GONE.matcher(e.answer()).find()) {
            reason = "AUDIENCE_GONE";
            detail +=
                    " (was the audience deleted? Then run: resync "
                            + inbox
                            + ", which has a new one made and everybody sent again)";
        } else if (e.remedy() == Remedy.CONFIGURE && advertisers.size() > 1) {
            detail +=
                    " (the sink sends to the ad accounts "
                            + String.join(", ", advertisers)
                            + " at once, so all of them wait for this. For good without one of"
                            + " them: give the sync and its destination new names and leave it out)";
        }
        return Outcome.failed(reason, detail).withRequestId(e.requestId());
    }
}
