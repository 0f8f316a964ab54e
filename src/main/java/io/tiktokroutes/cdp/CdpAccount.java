package io.tiktokroutes.cdp;

import java.util.Objects;

/**
 * Where the CDP is and who we are there.
 *
 * @param url the base of all calls, without a slash at the end
 * @param portalId the tenant
 * @param sourceId the event source, which the tracker calls {@code prop_id}
 * @param token for business objects; the tracker asks for none
 */
public record CdpAccount(String url, String portalId, String sourceId, String token) {

    public CdpAccount {
        Objects.requireNonNull(url);
    }

    @Override
    public String toString() {
        return "CdpAccount[" + url + ", portal " + portalId + "]";
    }
}
