package io.tiktokroutes.leads;

/**
 * The developer app that subscribes, and where it wants to be told of leads.
 *
 * @param id of the app
 * @param secret of the app
 * @param callbackUrl our public address
 */
public record WebhookApp(String id, String secret, String callbackUrl) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "app " + id + " at " + callbackUrl;
    }
}
