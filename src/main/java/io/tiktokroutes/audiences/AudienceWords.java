package io.tiktokroutes.audiences;

import io.tiktokroutes.audiences.ListedAudiences.Listed;
import java.util.Locale;

/** What a person is told of an audience. */
public final class AudienceWords {

    private AudienceWords() {}

    /** Of an audience as it was when TikTok was last asked. */
    public static String of(Listed audience, long minimum) {
        return of(audience, audience.state(), audience.size(), minimum);
    }

    static String of(Listed audience, AudienceState state, long size, long minimum) {
        String which =
                audience.destination()
                        + ": the audience '"
                        + audience.name().replaceFirst("^id:", "")
                        + "' ("
                        + audience.audienceId()
                        + ") of ad account "
                        + audience.advertiserId()
                        + " ";
        return which
                + switch (state) {
                    case UNKNOWN -> "is not told of by TikTok";
                    case PROCESSING -> "is matched by TikTok, which takes up to 48 hours";
                    case READY -> "is ready, with " + number(size) + " matched people";
                    case TOO_SMALL ->
                            "is too small: "
                                    + number(size)
                                    + " people were matched, and TikTok does not serve audiences"
                                    + " under "
                                    + number(minimum)
                                    + " matched people. Let the query give more of them"
                                    + (audience.isFile()
                                            ? ", delete it in Ads Manager (Tools, Audiences), since TikTok"
                                                    + " lets nobody change one so small, and "
                                                    + anew(audience)
                                            : "");
                    case EXPIRED ->
                            "has expired, since no ad group used it for a year or its time was"
                                    + " over. Delete it in Ads Manager (Tools, Audiences); "
                                    + anew(audience);
                    case GONE ->
                            "is gone; somebody deleted it: "
                                    + anew(audience)
                                    + ", and ad groups must be given the new one";
                };
    }

    private static String anew(Listed audience) {
        return audience.isFile()
                ? "the next run of " + audience.source() + " makes it anew"
                : "resync " + audience.source() + " has it made anew";
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
