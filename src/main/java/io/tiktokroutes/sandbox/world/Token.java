package io.tiktokroutes.sandbox.world;

import java.util.List;
import java.util.Set;

/**
 * A granted access token.
 *
 * @param appId the developer app it was given to
 * @param advertisers the ad accounts it may work with
 * @param admin whether the person behind it administers them; lead calls ask for that (reference,
 *     leads 2.5)
 * @param expired answers 40102 instead of being honoured
 * @param refused endpoints whose permission was not granted
 * @param accounts every ad account there is
 */
public record Token(
        String value,
        String appId,
        List<String> advertisers,
        boolean admin,
        boolean expired,
        Set<String> refused,
        Accounts accounts) {

    public Token {
        advertisers = List.copyOf(advertisers);
        refused = Set.copyOf(refused);
    }

    /** The ad account of this id, or the refusal that TikTok gives to strangers. */
    public World.Advertiser advertiser(String id) {
        if (!advertisers.contains(id)) {
            throw new Refusal(40001, "No permission to operate advertiser: " + id);
        }
        return accounts.live(id);
    }

    /** Refuses with the words that were seen where a permission was missing (leads 1.4). */
    public void checkScope(String path, String method) {
        if (refused.contains(path)) {
            throw new Refusal(
                    40001, "advertiser does not grant you " + path + ":" + method + " permission");
        }
    }
}
