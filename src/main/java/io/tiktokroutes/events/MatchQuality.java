package io.tiktokroutes.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.metrics.SentEvents;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Counts what delivered events carried for TikTok to recognise a person by. */
final class MatchQuality {

    /** How TikTok's click ids begin. */
    private static final String CLICK_ID = "E.C.P";

    private final Metrics metrics;

    MatchQuality(Metrics metrics) {
        this.metrics = metrics;
    }

    /** Counts the events that the delivery delivered. */
    void count(Delivery delivery) {
        List<JsonNode> events = new ArrayList<>(delivery.items().size());
        for (Delivery.Item item : delivery.items()) {
            if (!item.isOpen() && item.outcome().kind() == Outcome.Kind.DELIVERED) {
                events.add(item.payload());
            }
        }
        count(delivery.destination(), events);
    }

    /**
     * Counts delivered events.
     *
     * @param events in the form of Events API 2.0
     */
    void count(String destination, List<JsonNode> events) {
        if (events.isEmpty()) {
            return;
        }
        int emails = 0;
        int phones = 0;
        int externalIds = 0;
        int clickIds = 0;
        int cookieIds = 0;
        int addresses = 0;
        int neither = 0;
        int odd = 0;
        for (JsonNode event : events) {
            JsonNode user = event.path("user");
            boolean email = isFilled(user.get("email"));
            boolean phone = isFilled(user.get("phone"));
            JsonNode clickId = user.get("ttclid");
            emails += email ? 1 : 0;
            phones += phone ? 1 : 0;
            neither += email || phone ? 0 : 1;
            externalIds += isFilled(user.get("external_id")) ? 1 : 0;
            cookieIds += isFilled(user.get("ttp")) ? 1 : 0;
            addresses += isFilled(user.get("ip")) && isFilled(user.get("user_agent")) ? 1 : 0;
            if (isFilled(clickId)) {
                clickIds++;
                odd += clickId.asText().startsWith(CLICK_ID) ? 0 : 1;
            }
        }
        metrics.sent(
                destination,
                new SentEvents(
                        events.size(),
                        emails,
                        phones,
                        externalIds,
                        clickIds,
                        cookieIds,
                        addresses,
                        neither,
                        odd));
    }

    /** A text, or a list that holds one. */
    private static boolean isFilled(JsonNode value) {
        if (value == null || value.isNull()) {
            return false;
        }
        if (value.isArray()) {
            for (JsonNode each : value) {
                if (isFilled(each)) {
                    return true;
                }
            }
            return false;
        }
        return !value.asText().isBlank();
    }
}
