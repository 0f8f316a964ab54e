package io.tiktokroutes.cdp;

import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.http.HttpRequest;
import io.tiktokroutes.metrics.Metrics;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls to the CDP. Those into the portal carry the token; one that is refused for it is made once
 * more when another token can be had.
 */
public final class CdpCalls {

    private static final int UNAUTHORISED = 401;
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final Counted http;
    private final CdpAccount account;
    private final CdpToken token;

    public CdpCalls(HttpCalls http, Metrics metrics, CdpAccount account, CdpToken token) {
        this.http = new Counted(http, metrics);
        this.account = account;
        this.token = token;
    }

    CdpAccount account() {
        return account;
    }

    /** False when nothing in the portal can be reached, as nobody has set a token. */
    boolean hasToken() {
        return token.isSet();
    }

    /**
     * Gives an event to the tracker.
     *
     * @param source the event source
     */
    HttpAnswer track(String source, byte[] event) throws IOException {
        String query =
                "portal_id="
                        + CdpAccount.escaped(account.portalId())
                        + "&prop_id="
                        + CdpAccount.escaped(source)
                        + "&resp_type=json&is_s2s=true";
        return http.call("event", HttpRequest.post(account.tracker(), query, JSON, event));
    }

    /** Writes records of an object. */
    HttpAnswer write(String object, String idempotencyKey, byte[] body) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>(JSON);
        headers.put("Idempotency-Key", idempotencyKey);
        String url = account.portal("objects", object, "records");
        return let("records", headers, with -> HttpRequest.post(url, "", with, body));
    }

    /** Reads something of the portal, such as {@code objects, lead, attributes}. */
    HttpAnswer read(String... steps) throws IOException {
        String url = account.portal(steps);
        return let("definitions", Map.of(), with -> HttpRequest.get(url, "", with));
    }

    @FunctionalInterface
    private interface Request {
        HttpRequest with(Map<String, String> headers);
    }

    private HttpAnswer let(String name, Map<String, String> headers, Request request)
            throws IOException {
        String used = token.value();
        HttpAnswer answer = http.call(name, request.with(with(headers, used)));
        if (answer.status() == UNAUTHORISED && token.refused(used)) {
            answer = http.call(name, request.with(with(headers, token.value())));
        }
        return answer;
    }

    private static Map<String, String> with(Map<String, String> headers, String token) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Authorization", "Bearer " + token);
        return all;
    }
}
