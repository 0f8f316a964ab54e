package io.tiktokroutes.tiktok;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a developer app asks of TikTok once an advertiser has consented.
 *
 * <p>Source: TikTok's pages "Authentication" and "Long-term access token". The token neither
 * expires nor can it be refreshed; it ends when it is revoked.
 */
public final class OAuth {

    private static final String EXCHANGE = "/oauth2/access_token/";
    private static final String REVOKE = "/oauth2/revoke_token/";

    /** The most that {@code /advertiser/info/} tells of at once. */
    private static final int MOST_DETAILS = 100;

    private final Function<String, TikTokApi> calls;
    private final String appId;
    private final String appSecret;

    /**
     * @param calls the way to TikTok with the token that is given; an empty one is not sent
     * @param appId the developer app
     * @param appSecret its secret
     */
    public OAuth(Function<String, TikTokApi> calls, String appId, String appSecret) {
        this.calls = calls;
        this.appId = appId;
        this.appSecret = appSecret;
    }

    /**
     * Exchanges the code of a consent for an access token.
     *
     * @param authCode good once, for an hour
     * @throws TikTokException 40110 for a code that is unknown, used or too old; 40101 for an app
     *     that is not known
     */
    public String exchange(String authCode) throws TikTokException {
        ObjectNode body = app();
        // somebody may have thousands of accounts, and listing them here ran into time-outs
        body.put("auth_code", authCode).put("return_advertiser_ids", false);
        TikTokAnswer answer = calls.apply("").call(TikTokRequest.post(EXCHANGE, body));
        String token = answer.data().path("access_token").asText();
        if (token.isBlank()) {
            throw new TikTokException(
                    Remedy.RETRY,
                    EXCHANGE,
                    TikTokException.NO_CODE,
                    "OK, and no access_token",
                    answer.requestId());
        }
        return token;
    }

    /** The ad accounts that were granted to a token; details only of the first hundred. */
    public List<AdAccount> granted(String token) throws TikTokException {
        Advertisers advertisers = new Advertisers(calls.apply(token), List.of(), appId, appSecret);
        List<AdAccount> named = advertisers.granted();
        List<AdAccount> first = named.subList(0, Math.min(MOST_DETAILS, named.size()));
        if (first.isEmpty()) {
            return named;
        }
        try {
            List<AdAccount> all = new ArrayList<>(advertisers.details(AdAccount.ids(first)));
            all.addAll(named.subList(first.size(), named.size()));
            return all;
        } catch (TikTokException e) {
            // the app may list accounts and not be allowed to read about them
            return named;
        }
    }

    /** Ends a token, whoever uses it, and with it the subscriptions that were made with it. */
    public void revoke(String token) throws TikTokException {
        calls.apply("").call(TikTokRequest.post(REVOKE, app().put("access_token", token)));
    }

    private ObjectNode app() {
        return JsonNodeFactory.instance.objectNode().put("app_id", appId).put("secret", appSecret);
    }
}
