package io.tiktokroutes.intake;

import io.tiktokroutes.http.Inflation;
import io.tiktokroutes.http.RefusedRequest;
import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.InboxFullException;
import io.vertx.core.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP sources: turns a posted body into a batch, and answers when the batch is committed.
 *
 * <p>Kamelets call {@link #take}, put the batch into an inbox, and call {@link #accepted}; {@link
 * #refuse} where one of these threw. One for browsers calls {@link #allow} before, and {@link
 * #preflight} when a browser only asks.
 */
public final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final String ALLOWED = "intake.allowed";
    private static final int ACCEPTED = 202;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final SourceKey sourceKey;
    private final SourceKey bodyKey;
    private final Inflation inflation;
    private final Formats formats = new Formats();
    private final Map<String, Origins> origins = new ConcurrentHashMap<>();

    /**
     * @param sourceKey what callers must present; empty lets in callers of this machine only
     * @param bodyKey another key that is good where callers write it into the body; may be empty
     * @param mostBytes of a body, also after it was inflated
     */
    public Intake(String sourceKey, String bodyKey, int mostBytes) {
        this.sourceKey = new SourceKey(sourceKey);
        this.bodyKey = new SourceKey(sourceKey, bodyKey);
        this.inflation = new Inflation(mostBytes);
    }

    /**
     * Makes the posted body a batch of records.
     *
     * @param source the name of the source, which its records carry
     * @param format what is posted: events, commanders-act, mparticle or segment
     * @param keyPaths where the vendor writes the event id: paths, most wanted first, with commas
     *     between; empty for where the format has it
     * @param answers {@code vendor} for the statuses of the vendor's own endpoint
     * @param limits {@code none} to take larger requests than the vendor does
     */
    public void take(
            Exchange exchange,
            String source,
            String format,
            String keyPaths,
            String answers,
            String limits)
            throws IntakeException {
        Message message = exchange.getMessage();
        Posting posting =
                new Posting(
                        formats.get(new Formats.Choice(format, keyPaths, answers, limits)),
                        "true".equals(message.getHeader("verbose", String.class)),
                        null);
        posting.remember(exchange);
        checkContentType(message.getHeader(Exchange.CONTENT_TYPE, "", String.class));
        String caller = caller(message);
        String key =
                SourceKey.presented(
                        message.getHeader("Authorization", String.class),
                        message.getHeader("token", String.class));
        String encoding = message.getHeader(Exchange.CONTENT_ENCODING, "", String.class);
        String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        boolean inBody = posting.format().keyInBody() && key.isEmpty();
        SourceKey right = posting.format().keyInBody() ? bodyKey : sourceKey;
        if (!inBody) {
            right.check(key, caller);
        }
        // neither the key nor what the caller sent beside it travels on
        message.removeHeaders("*");
        byte[] body = message.getBody(byte[].class);
        Posted posted =
                posting.format()
                        .read(
                                new Request(
                                        source,
                                        path.substring(path.lastIndexOf('/') + 1),
                                        inflated(body == null ? new byte[0] : body, encoding)));
        if (inBody) {
            right.check(posted.key(), caller);
        }
        posting.with(posted).remember(exchange);
        message.setBody(new Batch(source, posted.records()));
    }

    private byte[] inflated(byte[] body, String encoding) throws IntakeException {
        try {
            return inflation.inflate(body, encoding);
        } catch (RefusedRequest e) {
            throw new IntakeException(e.status(), e.getMessage());
        }
    }

    private static void checkContentType(String contentType) throws IntakeException {
        if (contentType.startsWith("application/x-www-form-urlencoded")
                || contentType.startsWith("multipart/")) {
            // the server has taken the text apart by now
            throw new IntakeException(415, "send the body with Content-Type: application/json");
        }
    }

    /** The caller's IP address; empty when it is not known. */
    private static String caller(Message message) {
        Object remote = message.getHeader(VertxPlatformHttpConstants.REMOTE_ADDRESS);
        return remote instanceof SocketAddress address ? address.hostAddress() : "";
    }

    /**
     * Lets pages of some websites read the answer.
     *
     * @param allowed their origins with commas between; empty for none
     */
    public void allow(Exchange exchange, String allowed) {
        String origin = exchange.getMessage().getHeader("Origin", String.class);
        exchange.setProperty(
                ALLOWED, origins.computeIfAbsent(allowed, Origins::new).headers(origin));
    }

    /** Answers a browser that asks whether a page may post. */
    public void preflight(Exchange exchange) {
        Map<String, String> headers = allowed(exchange);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        if (headers.isEmpty()) {
            exchange.getMessage().setHeader("Allow", "POST");
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 405);
            return;
        }
        headers.forEach(exchange.getMessage()::setHeader);
        Origins.preflight().forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 204);
    }

    @SuppressWarnings("unchecked") // only allow() writes it
    private static Map<String, String> allowed(Exchange exchange) {
        return exchange.getProperty(ALLOWED, Map.of(), Map.class);
    }

    /** Answers 202 with how many were new; the body is what the inbox left after its commit. */
    public void accepted(Exchange exchange) throws IntakeException {
        if (!(exchange.getMessage().getBody() instanceof Accepted accepted)) {
            // a 2xx is a promise that the events are kept
            throw new IntakeException(
                    500,
                    "the route of this source ends without an inbox; let it end in inbox:NAME");
        }
        Posting posting = Posting.of(exchange);
        answer(exchange, posting.format().status(ACCEPTED), posting.taken(accepted).toString());
    }

    /** Answers a request that was not taken; a caller may send it again after a 429 or 503. */
    public void refuse(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        int status = UNAVAILABLE;
        String words = "the events could not be stored; send them again";
        if (cause instanceof IntakeException refused) {
            status = refused.status();
            words = refused.getMessage();
        } else if (cause instanceof InboxFullException) {
            status = TOO_MANY;
            words = cause.getMessage();
        } else {
            LOG.error("events could not be stored: {}", String.valueOf(cause));
        }
        if (status == UNAVAILABLE || status == TOO_MANY) {
            exchange.getMessage().setHeader("Retry-After", "10");
        }
        Format format = Posting.of(exchange).format();
        int told = format.status(status);
        answer(exchange, told, format.refusal(told, words).toString());
    }

    private static void answer(Exchange exchange, int status, String body) {
        exchange.getMessage().removeHeaders("*", "Retry-After");
        allowed(exchange).forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setBody(body);
    }
}
