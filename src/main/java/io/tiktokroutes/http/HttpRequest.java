package io.tiktokroutes.http;

import java.util.Map;

/**
 * One HTTP request.
 *
 * @param method GET, POST, PUT or DELETE
 * @param url absolute, without a query
 * @param query percent-encoded, without the question mark; empty for none
 * @param headers sent as they are
 * @param body empty for none
 */
public record HttpRequest(
        String method, String url, String query, Map<String, String> headers, byte[] body) {

    private static final byte[] NO_BODY = new byte[0];

    public static HttpRequest get(String url, String query, Map<String, String> headers) {
        return new HttpRequest("GET", url, query, headers, NO_BODY);
    }

    public static HttpRequest post(
            String url, String query, Map<String, String> headers, byte[] body) {
        return new HttpRequest("POST", url, query, headers, body);
    }

    HttpRequest at(String otherUrl, String otherQuery) {
        return new HttpRequest(method, otherUrl, otherQuery, headers, body);
    }

    /** The body as camel-http takes it; null for none. */
    byte[] sent() {
        return body.length > 0 ? body : null;
    }

    /** Method and address only: query, headers and body may hold secrets or personal data. */
    @Override
    public String toString() {
        return method + " " + url;
    }
}
