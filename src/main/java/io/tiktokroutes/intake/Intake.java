package io.tiktokroutes.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.InboxFullException;
import io.tiktokroutes.record.Record;
import io.vertx.core.net.SocketAddress;
import java.util.List;
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
 * #refuse} where one of these threw.
 */
public final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int ACCEPTED = 202;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final SourceKey sourceKey;
    private final Map<String, RecordKeys> keys = new ConcurrentHashMap<>();

    /**
     * @param sourceKey what callers must present; empty lets in callers of this machine only
     */
    public Intake(String sourceKey) {
        this.sourceKey = new SourceKey(sourceKey);
    }

    /**
     * Makes the posted body a batch of records.
     *
     * @param source the name of the source, which its records carry
     * @param keyPaths where the vendor writes the event id: paths, most wanted first, with commas
     *     between
     */
    public void take(Exchange exchange, String source, String keyPaths) throws IntakeException {
        Message message = exchange.getMessage();
        String contentType = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        if (contentType.startsWith("application/x-www-form-urlencoded")) {
            // the server has taken the text apart by now
            throw new IntakeException(415, "send the body with Content-Type: application/json");
        }
        sourceKey.check(
                message.getHeader("Authorization", String.class),
                message.getHeader("token", String.class),
                caller(message));
        // neither the key nor what the caller sent beside it travels on
        message.removeHeaders("*");
        byte[] body = message.getBody(byte[].class);
        RecordKeys key = keys.computeIfAbsent(keyPaths, RecordKeys::new);
        List<Record> records =
                EventBodies.split(body == null ? new byte[0] : body).stream()
                        .map(event -> Record.of(source, key.key(event), event))
                        .toList();
        message.setBody(new Batch(source, records));
    }

    /** The caller's IP address; empty when it is not known. */
    private static String caller(Message message) {
        Object remote = message.getHeader(VertxPlatformHttpConstants.REMOTE_ADDRESS);
        return remote instanceof SocketAddress address ? address.hostAddress() : "";
    }

    /** Answers 202 with how many were new; the body is what the inbox left after its commit. */
    public void accepted(Exchange exchange) throws IntakeException {
        if (!(exchange.getMessage().getBody() instanceof Accepted accepted)) {
            // a 2xx is a promise that the events are kept
            throw new IntakeException(
                    500,
                    "the route of this source ends without an inbox; let it end in inbox:NAME");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("accepted", accepted.accepted()).put("duplicates", accepted.duplicates());
        answer(exchange, ACCEPTED, answer);
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
        answer(exchange, status, JsonNodeFactory.instance.objectNode().put("error", words));
    }

    private static void answer(Exchange exchange, int status, ObjectNode body) {
        exchange.getMessage().removeHeaders("*", "Retry-After");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setBody(body.toString());
    }
}
