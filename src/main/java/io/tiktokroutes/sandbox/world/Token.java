package io.tiktokroutes.sandbox.world;

import java.util.List;

/**
 * A granted access token.
 *
 * @param appId the developer app it was given to
 * @param advertisers the ad accounts it may work with
 * @param admin whether the person behind it administers them; lead calls ask for that (reference,
 *     leads 2.5)
 * @param expired answers 40102 instead of being honoured
 */
public record Token(
        String value, String appId, List<String> advertisers, boolean admin, boolean expired) {

    public Token {
        advertisers = List.copyOf(advertisers);
    }

    /** The ad account of this id, or the refusal that TikTok gives to strangers. */
    public World.Advertiser advertiser(String id) {
        if (!advertisers.contains(id)) {
            throw new Refusal(40001, "No permission to operate advertiser: " + id);
        }
        return World.advertiser(id)
                .orElseThrow(
                        () ->
                                new Refusal(
                                        40001,
                                        "The advertiser "
                                                + id
                                                + " doesn't exist or has been deleted."));
    }
}
