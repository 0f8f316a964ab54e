package io.tiktokroutes.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Sends one request over camel-http and gives back the answer, whatever its status.
 *
 * <p>camel-http would repeat a POST that was answered 429 or 503, wait for ever for an answer and
 * throw on every status over 299 (each seen on 4.18.0); here a call is made once, ends in time, and
 * only a call without an answer is an exception.
 */
public final class HttpCalls extends ServiceSupport {

    /** The largest answer that is read into memory. */
    static final int MAX_ANSWER_BYTES = 64 * 1024 * 1024;

    /** The largest answer that goes into a file, 4 GB: ten million leads need about three. */
    static final long MAX_FILE_BYTES = 4L << 30;

    private static final int MAX_REDIRECTS = 3;
    private static final int PIECE = 64 * 1024;

    private final CamelContext context;
    private final Duration timeout;
    private final int mostBytes;
    private final long mostFileBytes;

    /** By scheme and authority: as many as there are hosts that we call. */
    private final Map<String, Producer> producers = new ConcurrentHashMap<>();

    private Function<HttpRequest, HttpAnswer> instead;
    private CallWatch watch;

    /**
     * @param context where camel-http lives
     * @param timeout the longest wait for a connection, and again for the answer
     */
    public HttpCalls(CamelContext context, Duration timeout) {
        this(context, timeout, MAX_ANSWER_BYTES, MAX_FILE_BYTES);
    }

    HttpCalls(CamelContext context, Duration timeout, int mostBytes, long mostFileBytes) {
        this.context = context;
        this.timeout = timeout;
        this.mostBytes = mostBytes;
        this.mostFileBytes = mostFileBytes;
    }

    /** Nothing is called from now on: every request is given to this, for a dry run. */
    public HttpCalls instead(Function<HttpRequest, HttpAnswer> answers) {
        instead = answers;
        return this;
    }

    /** Tells of every call that is made on behalf of a destination, downloads left out. */
    public HttpCalls watchedBy(CallWatch watch) {
        this.watch = watch;
        return this;
    }

    @Override
    protected void doStart() {
        bound();
    }

    private void bound() {
        bound(context.getComponent("http", HttpComponent.class));
        bound(context.getComponent("https", HttpComponent.class));
    }

    private void bound(HttpComponent http) {
        http.setAutomaticRetriesDisabled(true);
        http.setCookieManagementDisabled(true);
        http.setConnectionRequestTimeout(timeout.toMillis());
        http.setConnectTimeout(timeout.toMillis());
        http.setSoTimeout(timeout.toMillis());
        http.setResponseTimeout(timeout.toMillis());
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(producers.values());
        producers.clear();
    }

    /**
     * Makes the call. A 307 or 308 within the same host is followed with the same method and body.
     *
     * @throws IOException when there was no complete answer: refused, cut, timed out, too large
     */
    public HttpAnswer call(HttpRequest request) throws IOException {
        if (instead != null) {
            return instead.apply(request);
        }
        Caller caller = watch == null ? null : Caller.now();
        return caller == null
                ? follow(request, request::sent, this::inMemory)
                : watched(request, caller);
    }

    private HttpAnswer watched(HttpRequest request, Caller caller) throws IOException {
        Instant at = Instant.now();
        long begin = System.nanoTime();
        HttpAnswer answer = null;
        String failure = "";
        try {
            answer = follow(request, request::sent, this::inMemory);
            return answer;
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
            throw e;
        } finally {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            watch.made(
                    new MadeCall(
                            caller.destination(),
                            caller.keys(),
                            request,
                            answer,
                            failure,
                            at,
                            millis));
        }
    }

    /**
     * Makes the call as {@link #call} does, for an answer that may be larger than memory.
     *
     * @param file its content becomes the answer's body, whatever the status; what was in it before
     *     goes
     * @return the answer with an empty body
     * @throws IOException also when the file cannot take it
     */
    public HttpAnswer download(HttpRequest request, FileChannel file) throws IOException {
        Body intoFile = in -> intoFile(in, file);
        if (instead == null) {
            return follow(request, request::sent, intoFile);
        }
        HttpAnswer answer = instead.apply(request);
        byte[] none = intoFile.read(new ByteArrayInputStream(answer.body()));
        return new HttpAnswer(answer.status(), answer.headers(), none);
    }

    /**
     * Makes the call as {@link #call} does, with a form as its body. Nobody is told of it: a file
     * is about too many records to be looked at.
     *
     * @param form streamed from its file, as often as the call is made
     * @throws IOException also when the file cannot be read
     */
    public HttpAnswer upload(HttpRequest request, FileForm form) throws IOException {
        return instead == null
                ? follow(request, form::entity, this::inMemory)
                : instead.apply(request);
    }

    /** What becomes of an answer's body. */
    private interface Body {
        byte[] read(InputStream in) throws IOException;
    }

    /**
     * @param sent the body as camel-http takes it, made for each call; null for none
     */
    private HttpAnswer follow(HttpRequest request, Supplier<Object> sent, Body body)
            throws IOException {
        HttpRequest current = request;
        for (int hop = 0; ; hop++) {
            HttpAnswer answer = once(current, sent.get(), body);
            boolean moved = answer.status() == 307 || answer.status() == 308;
            String location = answer.header("location").orElse("");
            if (!moved || location.isEmpty() || hop == MAX_REDIRECTS) {
                return answer;
            }
            current = redirected(current, location);
        }
    }

    private static HttpRequest redirected(HttpRequest from, String location) throws IOException {
        URI here = URI.create(from.url());
        URI there;
        try {
            there = here.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("redirect to an address that cannot be read", e);
        }
        // the request carries an access token, which must not follow to another host
        // (an address such as mailto:… has no authority at all)
        if (!here.getScheme().equals(there.getScheme())
                || !here.getAuthority().equals(there.getAuthority())) {
            throw new IOException(
                    "redirect to another host (" + there.getAuthority() + ") refused");
        }
        String query = there.getRawQuery() == null ? from.query() : there.getRawQuery();
        String url = there.getScheme() + "://" + there.getAuthority() + there.getRawPath();
        return from.at(url, query);
    }

    private HttpAnswer once(HttpRequest request, Object sent, Body body) throws IOException {
        URI uri = URI.create(request.url());
        Producer producer =
                producers.computeIfAbsent(
                        uri.getScheme() + "://" + uri.getAuthority(), this::producer);
        Exchange exchange = producer.getEndpoint().createExchange(ExchangePattern.InOut);
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        headers.putAll(request.headers());
        headers.put(Exchange.HTTP_METHOD, request.method());
        headers.put(Exchange.HTTP_URI, request.url());
        if (!request.query().isEmpty()) {
            headers.put(Exchange.HTTP_QUERY, request.query());
        }
        exchange.getMessage().setBody(sent);
        try {
            // called itself, not through a template, which would close the answer before it is read
            producer.process(exchange);
        } catch (IOException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the program is stopping", e);
        } catch (Exception e) {
            throw new IOException(e);
        }
        return read(exchange, body);
    }

    private Producer producer(String host) {
        try {
            // the first call may come before the context starts this, and its producer stays
            bound();
            Endpoint endpoint =
                    context.getEndpoint(
                            host
                                    + "?throwExceptionOnFailure=false&disableStreamCache=true"
                                    + "&copyHeaders=false");
            Producer producer = endpoint.createProducer();
            ServiceHelper.startService(producer);
            return producer;
        } catch (Exception e) {
            throw new IllegalStateException("camel-http cannot call " + host, e);
        }
    }

    private static HttpAnswer read(Exchange exchange, Body body) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getMessage()
                .getHeaders()
                .forEach((k, v) -> headers.put(k.toLowerCase(Locale.ROOT), String.valueOf(v)));
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        boolean none = exchange.getMessage().getBody() == null;
        try (InputStream in =
                none
                        ? InputStream.nullInputStream()
                        : exchange.getMessage().getBody(InputStream.class)) {
            return new HttpAnswer(status, headers, body.read(in));
        }
    }

    private byte[] inMemory(InputStream in) throws IOException {
        byte[] body = in.readNBytes(mostBytes + 1);
        if (body.length > mostBytes) {
            throw new IOException("answer is larger than " + mostBytes + " bytes");
        }
        return body;
    }

    private byte[] intoFile(InputStream in, FileChannel file) throws IOException {
        file.truncate(0);
        byte[] piece = new byte[PIECE];
        long written = 0;
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            written += n;
            if (written > mostFileBytes) {
                throw new IOException("answer is larger than " + mostFileBytes + " bytes");
            }
            ByteBuffer bytes = ByteBuffer.wrap(piece, 0, n);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        return new byte[0];
    }
}
