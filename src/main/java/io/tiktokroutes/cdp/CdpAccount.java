package io.tiktokroutes.cdp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where the CDP is and who we are there.
 *
 * @param url the base of all calls
 * @param portalId the tenant
 * @param sourceId the event source of sinks that name no other; the tracker calls it {@code
 *     prop_id}
 */
public record CdpAccount(String url, String portalId, String sourceId) {

    public CdpAccount {
        url = url.replaceFirst("/+$", "");
    }

    /** The address of the tracker. */
    String tracker() {
        return url + "/event";
    }

    /** The address of something in the portal; each step is escaped. */
    String portal(String... steps) {
        StringBuilder path =
                new StringBuilder(url).append("/v1/portals/").append(escaped(portalId));
        for (String step : steps) {
            path.append('/').append(escaped(step));
        }
        return path.toString();
    }

    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "CdpAccount[" + url + ", portal " + portalId + "]";
    }
}
