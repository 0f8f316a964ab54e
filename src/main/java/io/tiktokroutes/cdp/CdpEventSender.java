package io.tiktokroutes.cdp;

import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.http.HttpRequest;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.schema.RecordSchema;
import io.tiktokroutes.schema.RecordSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Sends events to the CDP's tracker, {@code POST /event}: one event per request, as it takes no
 * more.
 *
 * <p>The tracker gives no verdict, so delivered means that it was received. A repeat is harmless:
 * the record id stands in the items, which the CDP updates by id.
 */
public final class CdpEventSender {

    private final CdpCalls calls;
    private final CdpAccount account;
    private final RecordSchemas schemas;

    public CdpEventSender(CdpCalls calls, CdpAccount account, RecordSchemas schemas) {
        this.calls = calls;
        this.account = account;
        this.schemas = schemas;
    }

    /** Gives every open item of the delivery an outcome. */
    public void send(Delivery delivery) {
        String query =
                "portal_id="
                        + account.portalId()
                        + "&prop_id="
                        + account.sourceId()
                        + "&resp_type=json&is_s2s=true";
        int inARow = 0;
        RecordSchema schema = schemas.named("cdp-event");
        delivery.open().forEach(item -> CdpAnswers.refuseUnless(schema, item));
        for (Delivery.Item item : delivery.open()) {
            Outcome outcome = send(item, query);
            item.outcome(outcome);
            inARow = outcome.last() ? 0 : inARow + 1;
            // one failure may be this event's own, and must not hold up the ones behind it
            if (CdpAnswers.isForAll(outcome) || inARow == CdpAnswers.MOST_IN_A_ROW) {
                delivery.settleOpen(outcome);
                return;
            }
        }
    }

    private Outcome send(Delivery.Item item, String query) {
        byte[] body = item.payload().toString().getBytes(StandardCharsets.UTF_8);
        try {
            HttpAnswer answer =
                    calls.call(
                            "event",
                            HttpRequest.post(
                                    account.url() + "/event",
                                    query,
                                    Map.of("Content-Type", "application/json"),
                                    body));
            return answer.isSuccess() ? Outcome.delivered("") : CdpAnswers.outcome(answer);
        } catch (IOException e) {
            return CdpAnswers.noAnswer();
        }
    }
}
