package io.tiktokroutes.sandbox.world;

import java.util.Map;

/** The developer apps: the one everybody uses and a stranger's, to be mistaken with. */
public final class Apps {

    public static final String OTHER_APP_ID = "7100000000000000009";
    public static final String OTHER_SECRET = "sandbox-other-secret";

    private static final Map<String, String> SECRETS =
            Map.of(World.APP_ID, World.APP_SECRET, OTHER_APP_ID, OTHER_SECRET);

    private Apps() {}

    public static boolean exists(String appId) {
        return appId != null && SECRETS.containsKey(appId);
    }

    /** Refuses with 40101 unless the secret is the app's. */
    public static void check(String appId, String secret) {
        if (!secret.equals(SECRETS.get(appId))) {
            throw new Refusal(40101, "The app_id or secret is incorrect.");
        }
    }

    /** The answer to a token of one app shown with the id of another (reference, leads 2.6). */
    public static Refusal otherApp() {
        return new Refusal(
                40000,
                "The app_id is inconsistent with the token's app information. Please retry after"
                        + " correcting it.");
    }
}
