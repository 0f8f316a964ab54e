package io.tiktokroutes.leads;

import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TokenGate;

/** Says what helps when TikTok does not subscribe us, and keeps secrets out of it. */
final class SubscriptionRemedies {

    private static final int WRONG_APP = 40101;
    private static final String HIDDEN = "…";

    private final WebhookApp app;

    SubscriptionRemedies(WebhookApp app) {
        this.app = app;
    }

    /**
     * One line.
     *
     * @param token the access token in use
     */
    String words(TikTokException e, String token) {
        // TikTok may quote what it was sent
        String said = hide(hide(e.getMessage(), app.secret()), token);
        return said.replaceFirst("[.\\s]+$", "") + "; " + remedy(e);
    }

    private static String hide(String text, String secret) {
        return secret.isEmpty() ? text : text.replace(secret, HIDDEN);
    }

    private static String remedy(TikTokException e) {
        if (e.code() == WRONG_APP) {
            return "check tiktok.app-id and tiktok.app-secret";
        }
        return switch (e.remedy()) {
            case RETRY, SLOW_DOWN -> "it is tried again at the next look";
            case REAUTHORISE ->
                    e.getMessage().contains(TokenGate.REMEDY)
                            ? "subscriptions are renewed with it"
                            : TokenGate.REMEDY;
            case CONFIGURE ->
                    "the token's user must be admin of the ad account, and tiktok.advertiser-ids"
                            + " and tiktok.lead-forms must be theirs";
            case HALVE, REFUSE ->
                    "check leads.webhook-url, and that the token was granted to the app"
                            + " tiktok.app-id";
        };
    }
}
