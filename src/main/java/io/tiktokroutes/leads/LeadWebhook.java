package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.http.Inflation;
import io.tiktokroutes.http.RefusedRequest;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.InboxFullException;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.store.Sql;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhook that TikTok posts new leads to: turns a signed body into a batch, and answers 200
 * when every lead of it is committed. TikTok repeats whatever is not answered 200, for 24 hours.
 *
 * <p>A kamelet calls {@link #take}, puts the batch into an inbox, and calls {@link #accepted};
 * {@link #refuse} where one of these threw, and {@link #reached} for whoever only looks.
 */
public final class LeadWebhook {

    /** What a route with the kamelet needs, in words. */
    public static final String NO_SECRET =
            "tiktok.app-secret is not set, so nobody can tell whether a webhook is TikTok's; set it"
                    + " to the secret of your developer app";

    private static final Logger LOG = LoggerFactory.getLogger(LeadWebhook.class);
    private static final String TAKEN = "leads.webhook";
    private static final String CAME_BY = "webhook";
    private static final int UNAVAILABLE = 503;
    private static final int TOO_MANY = 429;

    private final String secret;
    private final Inflation inflation;
    private final SeenLeads seenLeads;
    private final Metrics metrics;
    private final WebhookNotes notes = new WebhookNotes();

    /**
     * @param secret of the developer app; with an empty one every post is turned away
     * @param mostBytes of a body, also after it was inflated
     */
    public LeadWebhook(String secret, int mostBytes, DataSource database, Metrics metrics) {
        this.secret = secret;
        this.inflation = Inflation.ofStrangers(mostBytes);
        this.seenLeads = new SeenLeads(new Sql(database), Clock.systemUTC());
        this.metrics = metrics;
    }

    /** What a body held: the leads, and how many of them were seen before. */
    private record Taken(List<Record> leads, int known) {
        @Override
        public String toString() {
            return "Taken[" + leads.size() + " leads]";
        }
    }

    /**
     * Makes the posted body a batch of the leads that were not seen before.
     *
     * @param source the name of the source, which its records carry
     * @param forms page ids with commas between, leads of others are ignored; empty for all
     * @throws RefusedRequest 401 for a signature that does not fit, 400, 413, 415 for a body that
     *     is not TikTok's, 503 without a secret
     * @throws SQLException when nobody can tell which leads were seen before
     */
    public void take(Exchange exchange, String source, String forms)
            throws RefusedRequest, SQLException {
        Message message = exchange.getMessage();
        byte[] body = signed(message);
        WebhookBody read = WebhookBody.read(body);
        Set<String> wanted =
                Arrays.stream(forms.split(","))
                        .map(String::strip)
                        .filter(form -> !form.isEmpty())
                        .collect(Collectors.toSet());
        List<Record> leads = new ArrayList<>();
        for (ObjectNode lead : read.leads()) {
            if (wanted.isEmpty() || wanted.contains(lead.path("form_id").asText())) {
                leads.add(Record.of(source, lead.path("id").asText(), lead));
            }
        }
        // a body may be repeated long after the ledger forgot its leads
        Set<String> seen = seenLeads.among(leads.stream().map(Record::key).toList());
        List<Record> fresh = leads.stream().filter(lead -> !seen.contains(lead.key())).toList();
        notes.about(read);
        metrics.webhookEntries("ignored", read.ignored() + read.leads().size() - leads.size());
        metrics.webhookEntries("malformed", read.malformed());
        exchange.setProperty(TAKEN, new Taken(fresh, leads.size() - fresh.size()));
        message.setBody(new Batch(source, fresh));
    }

    /** The body as it was before it was compressed, if it is TikTok's. */
    private byte[] signed(Message message) throws RefusedRequest {
        String type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        String encoding = message.getHeader(Exchange.CONTENT_ENCODING, "", String.class);
        String presented = message.getHeader("X-Open-Signature", "", String.class);
        // what the caller sent beside the leads does not travel on
        message.removeHeaders("*");
        if (secret.isEmpty()) {
            throw new RefusedRequest(UNAVAILABLE, NO_SECRET);
        }
        if (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/")) {
            // the server has taken the text apart by now
            throw new RefusedRequest(415, "send the body with Content-Type: application/json");
        }
        byte[] posted = message.getBody(byte[].class);
        byte[] body = inflation.inflate(posted == null ? new byte[0] : posted, encoding);
        notes.form(
                new WebhookSignature(secret)
                        .fits(body, presented)
                        .orElseThrow(
                                () -> {
                                    metrics.webhookEntries("bad_signature", 1);
                                    notes.unsigned();
                                    return new RefusedRequest(
                                            401, "X-Open-Signature does not fit the body");
                                }));
        return body;
    }

    /**
     * Answers 200; the body is what the inbox left after its commit.
     *
     * @throws SQLException when the leads could not be marked as seen: TikTok repeats them, and the
     *     inbox knows them by their ids
     */
    public void accepted(Exchange exchange) throws RefusedRequest, SQLException {
        if (!(exchange.getMessage().getBody() instanceof Accepted accepted)) {
            // a 200 is a promise that the leads are kept
            throw new RefusedRequest(
                    500,
                    "the route of this source ends without an inbox; let it end in inbox:NAME");
        }
        Taken taken = exchange.getProperty(TAKEN, Taken.class);
        if (!taken.leads().isEmpty()) {
            seenLeads.add(taken.leads(), CAME_BY);
        }
        int duplicates = accepted.duplicates() + taken.known();
        metrics.webhookEntries("accepted", accepted.accepted());
        metrics.webhookEntries("duplicate", duplicates);
        answer(
                exchange,
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("accepted", accepted.accepted())
                        .put("duplicates", duplicates));
    }

    /** Answers a GET or HEAD, with which somebody looks whether the address is right. */
    public void reached(Exchange exchange) {
        Message message = exchange.getMessage();
        boolean head = "HEAD".equals(message.getHeader(Exchange.HTTP_METHOD, String.class));
        answer(
                exchange,
                200,
                JsonNodeFactory.instance.objectNode().put("webhook", "TikTok posts leads here"));
        if (head) {
            message.setBody(null); // the server would write it
        }
    }

    /** Answers a request that was not taken. */
    public void refuse(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        int status = UNAVAILABLE;
        String words = "the leads could not be stored; send them again";
        if (cause instanceof RefusedRequest refused) {
            status = refused.status();
            words = refused.getMessage();
        } else if (cause instanceof InboxFullException) {
            status = TOO_MANY;
            words = cause.getMessage();
        } else {
            LOG.error("leads of a webhook could not be stored: {}", String.valueOf(cause));
        }
        answer(exchange, status, JsonNodeFactory.instance.objectNode().put("error", words));
        if (status == UNAVAILABLE || status == TOO_MANY) {
            exchange.getMessage().setHeader("Retry-After", "10");
        }
    }

    private static void answer(Exchange exchange, int status, ObjectNode body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(body.toString());
    }
}
