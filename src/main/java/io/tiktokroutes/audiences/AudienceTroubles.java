package io.tiktokroutes.audiences;

import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokException;
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

    private AudienceTroubles() {}

    /**
     * The outcome of everything that is still open.
     *
     * @param inbox where the records come from, which resync is told
     */
    static Outcome outcome(TikTokException e, String inbox) {
        boolean noCode = e.code() == TikTokException.NO_CODE;
        boolean lasting = e.remedy() == Remedy.REFUSE || e.remedy() == Remedy.CONFIGURE;
        String reason = noCode ? "NO_ANSWER" : "TIKTOK_" + e.code();
        String detail = e.answer();
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
        }
        return Outcome.failed(reason, detail).withRequestId(e.requestId());
    }
}
