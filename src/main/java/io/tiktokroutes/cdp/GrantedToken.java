package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.http.HttpRequest;
import io.tiktokroutes.metrics.Metrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A token of the CDP's client-credentials grant, asked for when needed and kept until it ends. */
public final class GrantedToken implements CdpToken {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a grant that does not say how long it lasts. */
    private static final Duration USUAL = Duration.ofMinutes(10);

    /** A call may still be on its way when the token ends. */
    private static final Duration EARLY = Duration.ofSeconds(30);

    private final HttpCalls http;
    private final Metrics metrics;
    private final Clock clock;
    private final String url;
    private final String form;
    private String token;
    private Instant end = Instant.MIN;

    /**
     * @param url where the grant is asked for
     */
    public GrantedToken(
            HttpCalls http,
            Metrics metrics,
            Clock clock,
            String url,
            String clientId,
            String clientSecret) {
        this.http = http;
        this.metrics = metrics;
        this.clock = clock;
        this.url = url;
        this.form =
                "grant_type=client_credentials&client_id="
                        + CdpAccount.escaped(clientId)
                        + "&client_secret="
                        + CdpAccount.escaped(clientSecret)
                        + "&scope=item%2Cevent";
    }

    /** Whoever asks while a grant is under way waits for it. */
    @Override
    public synchronized String value() throws IOException {
        if (token == null || !clock.instant().isBefore(end)) {
            grant();
        }
        return token;
    }

    @Override
    public synchronized boolean refused(String dead) {
        if (dead.equals(token)) {
            token = null;
        }
        return true;
    }

    @Override
    public boolean isSet() {
        return true;
    }

    private void grant() throws IOException {
        token = null;
        HttpAnswer answer =
                new Counted(http, metrics)
                        .call(
                                "token",
                                HttpRequest.post(
                                        url,
                                        "",
                                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                                        form.getBytes(StandardCharsets.UTF_8)));
        if (answer.status() >= 500 || answer.status() == 429) {
            throw new IOException("the grant was answered HTTP " + answer.status());
        }
        JsonNode body = answer.isSuccess() ? read(answer) : JSON.missingNode();
        String granted = body.path("accessToken").asText("");
        if (granted.isEmpty()) {
            throw new RefusedException(
                    "the CDP gives no token (HTTP "
                            + answer.status()
                            + "): check cdp.client-id, cdp.client-secret and cdp.auth-url");
        }
        token = granted;
        end = end(body.path("accessTokenExpiresAt").asText("")).minus(EARLY);
    }

    private static JsonNode read(HttpAnswer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            return JSON.missingNode(); // told as a grant without a token
        }
    }

    private Instant end(String written) {
        try {
            return Instant.parse(written);
        } catch (DateTimeException e) {
            return clock.instant().plus(USUAL);
        }
    }

    /** The secret stays out of every text. */
    @Override
    public String toString() {
        return "GrantedToken[" + url + "]";
    }
}
