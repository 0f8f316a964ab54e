package io.tiktokroutes.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tiktokroutes.http.FileForm;
import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.http.HttpRequest;
import io.tiktokroutes.metrics.Metrics;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to TikTok: adds the token, keeps to the rate limit, looks into the envelope, tells
 * what kind of error it is and tries again what deserves it.
 */
public final class TikTokApi {

    private static final Logger LOG = LoggerFactory.getLogger(TikTokApi.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Longer waits are left to whoever called: the inbox keeps the records meanwhile. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(75);

    private final HttpCalls http;
    private final String apiUrl;
    private final Supplier<String> accessToken;
    private final RateLimits limits;
    private final Backoff backoff;
    private final TokenGate gate;
    private final CountedCalls calls;

    /**
     * @param http carries the calls
     * @param apiUrl up to and with {@code /v1.3}
     * @param accessToken asked before every call, so that a new token is used at once
     * @param limits shared by everyone who calls this app's endpoints
     * @param backoff how often and when a failed call is tried again
     */
    public TikTokApi(
            HttpCalls http,
            String apiUrl,
            Supplier<String> accessToken,
            RateLimits limits,
            Backoff backoff) {
        this(
                http,
                apiUrl,
                accessToken,
                limits,
                backoff,
                new TokenGate(Clock.systemUTC(), TokenGate.LOOK),
                Metrics.unread());
    }

    /**
     * @param gate shared by everyone who uses that token
     * @param metrics where every call is counted
     */
    public TikTokApi(
            HttpCalls http,
            String apiUrl,
            Supplier<String> accessToken,
            RateLimits limits,
            Backoff backoff,
            TokenGate gate,
            Metrics metrics) {
        this.http = http;
        this.apiUrl = apiUrl.replaceFirst("/+$", "");
        this.accessToken = accessToken;
        this.limits = limits;
        this.backoff = backoff;
        this.gate = gate;
        this.calls = new CountedCalls(metrics);
    }

    /**
     * Calls an endpoint that answers with the envelope.
     *
     * @throws TikTokException when TikTok did not carry the call out, retries included
     */
    public TikTokAnswer call(TikTokRequest request) throws TikTokException {
        return attempt(request, token -> envelope(request, send(request, token, http::call)));
    }

    /**
     * Calls an endpoint that takes a file, such as the upload of an audience.
     *
     * @param request a POST without a body
     * @param form streamed from its file, again when the call deserves to be tried again
     * @throws TikTokException when TikTok did not carry the call out, retries included
     */
    public TikTokAnswer upload(TikTokRequest request, FileForm form) throws TikTokException {
        return attempt(
                request,
                token -> envelope(request, send(request, token, to -> http.upload(to, form))));
    }

    /**
     * Calls an endpoint that answers with a file, such as the download of leads.
     *
     * @param file its content becomes the file that TikTok gave
     * @throws TikTokException when TikTok answered with an envelope (an error) or not at all
     */
    public void download(TikTokRequest request, FileChannel file) throws TikTokException {
        attempt(
                request,
                token -> {
                    HttpAnswer answer = send(request, token, to -> http.download(to, file));
                    byte[] json = jsonIn(request, file);
                    if (json.length > 0) {
                        envelope(request, new HttpAnswer(answer.status(), Map.of(), json));
                    }
                    if (!answer.isSuccess()) {
                        throw notAnEnvelope(request, answer);
                    }
                    return answer;
                });
    }

    private static byte[] jsonIn(TikTokRequest request, FileChannel file) throws TikTokException {
        try {
            return JsonInFile.of(file);
        } catch (IOException e) {
            throw failure(Remedy.RETRY, request, "a file that cannot be read: " + cause(e));
        }
    }

    private interface Sending {
        HttpAnswer send(HttpRequest request) throws IOException;
    }

    private interface Attempt<T> {
        T with(String token) throws TikTokException;
    }

    private <T> T attempt(TikTokRequest request, Attempt<T> attempt) throws TikTokException {
        for (int tried = 1; ; tried++) {
            stopAtTheGate(request, token());
            waitForTurn(request);
            // asked after the wait: there may be a new one
            String token = token();
            TikTokException failure;
            try {
                T answer = calls.count(request, () -> attempt.with(token));
                limits.clear(request.path());
                gate.passed(request.path());
                return answer;
            } catch (TikTokException e) {
                failure = e;
                judge(request, token, e);
            }
            if (failure.remedy() != Remedy.SLOW_DOWN && failure.code() != TikTokException.NO_CODE) {
                // whatever TikTok found wrong, it was not the pace
                limits.clear(request.path());
            }
            Duration delay = backoff.delay(tried);
            if (failure.remedy() == Remedy.SLOW_DOWN) {
                // the pause is in the bucket, where every caller of this endpoint meets it
                delay = limits.slowDown(request.path(), delay);
            } else if (failure.remedy() != Remedy.RETRY) {
                throw failure;
            }
            if (tried >= backoff.tries() || delay.compareTo(LONGEST_WAIT) > 0) {
                throw failure;
            }
            LOG.warn("{}; trying again in {} ms", failure.getMessage(), delay.toMillis());
            if (failure.remedy() == Remedy.RETRY) {
                pause(delay, request);
            }
        }
    }

    private String token() {
        String token = accessToken.get();
        return token == null ? "" : token.strip();
    }

    private void stopAtTheGate(TikTokRequest request, String token) throws TikTokException {
        Optional<TikTokException> stopped = gate.stops(request.path(), token);
        if (stopped.isPresent()) {
            throw stopped.get();
        }
    }

    /** Looks what a failure tells about the token. */
    private void judge(TikTokRequest request, String token, TikTokException e) {
        if (ReturnCodes.isDeadToken(e.code())) {
            gate.refused(request.path(), token, e);
            return;
        }
        // TikTok found something else wrong, so the token was not
        boolean passed =
                switch (e.remedy()) {
                    case CONFIGURE, HALVE, REFUSE -> e.code() != TikTokException.NO_CODE;
                    case RETRY, SLOW_DOWN, REAUTHORISE -> false;
                };
        if (passed) {
            gate.passed(request.path());
        }
    }

    private void waitForTurn(TikTokRequest request) throws TikTokException {
        do {
            Optional<Duration> wait = limits.reserve(request.path(), LONGEST_WAIT);
            if (wait.isEmpty()) {
                throw failure(
                        Remedy.SLOW_DOWN, request, "nothing: it is paused after too many calls");
            }
            pause(wait.get(), request);
            // a pause may have begun meanwhile, and it is for everyone
        } while (limits.isPaused(request.path()));
    }

    private static void pause(Duration wait, TikTokRequest request) throws TikTokException {
        try {
            if (!wait.isZero()) {
                Thread.sleep(wait.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(Remedy.RETRY, request, "nothing: the program is stopping");
        }
    }

    private HttpAnswer send(TikTokRequest request, String token, Sending way)
            throws TikTokException {
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        if (!token.isEmpty()) {
            headers.put("Access-Token", token);
        }
        if (request.body().length > 0) {
            headers.put("Content-Type", "application/json");
        }
        try {
            return way.send(
                    new HttpRequest(
                            request.method(),
                            apiUrl + request.path(),
                            request.rawQuery(),
                            headers,
                            request.body()));
        } catch (IOException e) {
            throw failure(Remedy.RETRY, request, "nothing: " + cause(e));
        }
    }

    private TikTokAnswer envelope(TikTokRequest request, HttpAnswer answer) throws TikTokException {
        JsonNode envelope;
        try {
            envelope = JSON.readTree(answer.body());
        } catch (IOException e) {
            throw notAnEnvelope(request, answer);
        }
        if (envelope == null || !envelope.path("code").isInt()) {
            throw notAnEnvelope(request, answer);
        }
        int code = envelope.get("code").intValue();
        String requestId = envelope.path("request_id").asText("");
        if (ReturnCodes.isSuccess(request.path(), code)) {
            if (!answer.isSuccess()) {
                // a gateway that quotes an older answer; only 2xx and the code together are success
                throw notAnEnvelope(request, answer);
            }
            JsonNode data = envelope.path("data");
            return new TikTokAnswer(
                    code,
                    data.isObject() ? data : JsonNodeFactory.instance.objectNode(),
                    requestId);
        }
        String message = envelope.path("message").asText("without a message");
        throw new TikTokException(
                ReturnCodes.remedy(code), request.path(), code, message, requestId);
    }

    /** An error page of a gateway, or a path that does not exist. */
    private static TikTokException notAnEnvelope(TikTokRequest request, HttpAnswer answer) {
        int status = answer.status();
        Remedy remedy = Remedy.RETRY;
        if (status == 413) {
            remedy = Remedy.HALVE;
        } else if (status == 429) {
            remedy = Remedy.SLOW_DOWN;
        } else if (status >= 300 && status < 500 && status != 408) {
            remedy = Remedy.CONFIGURE;
        }
        return failure(remedy, request, "HTTP " + status + " without TikTok's envelope");
    }

    private static TikTokException failure(Remedy remedy, TikTokRequest request, String words) {
        return new TikTokException(remedy, request.path(), TikTokException.NO_CODE, words, "");
    }

    private static String cause(IOException e) {
        Throwable t = e;
        while (t.getCause() != null && t.getCause() != t) {
            t = t.getCause();
        }
        return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
    }
}
