package io.tiktokroutes.sandbox.http;

import java.util.List;

/**
 * One endpoint and what is asked before it is reached.
 *
 * @param method the only method it takes
 * @param segments the path, cut at slashes; {@code {name}} takes any text
 * @param kind what is checked first
 * @param endpoint who answers
 */
public record Route(String method, List<String> segments, Kind kind, Endpoint endpoint) {

    /** Families of endpoints, by what is checked before the call is carried out. */
    public enum Kind {
        /** TikTok's events endpoints: token, high rate; failures carry no {@code data}. */
        EVENTS,
        /** Every other TikTok endpoint with a token. */
        TOKEN,
        /** The same with the rate of what TikTok calls streaming: the segment endpoints. */
        STREAMING,
        /** Like TOKEN, but the body is read by the endpoint while it comes in. */
        UPLOAD,
        /** TikTok endpoints that show app id and secret instead of a token. */
        APP,
        /** Neither token nor rate limit: the consent page and the CDP, which checks for itself. */
        OPEN,
        /** The control endpoints: no faults, no counting. */
        CONTROL;

        /** Whether a call needs an access token. */
        boolean asksToken() {
            return this == EVENTS || this == TOKEN || this == STREAMING || this == UPLOAD;
        }
    }

    /** The text of the path, as counters and the description of the world show it. */
    public String path() {
        return String.join("/", segments);
    }
}
