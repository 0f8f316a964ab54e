package io.tiktokroutes.cdp;

/**
 * Where the CDP is and who we are there.
 *
 * @param url the base of all calls
 * @param portalId the tenant
 * @param sourceId the event source, which the tracker calls {@code prop_id}
 * @param token for business objects; the tracker asks for none
 */
public record CdpAccount(String url, String portalId, String sourceId, String token) {

    public CdpAccount {
        url = url.replaceFirst("/+$", "");
    }

    @Override
    public String toString() {
        return "CdpAccount[" + url + ", portal " + portalId + "]";
    }
}
