package io.tiktokroutes.events;

import java.util.Map;
import java.util.Set;

/**
 * Which name of an event goes out. Two events were renamed with Events API 2.0, and 1.0 knows only
 * the names of before.
 */
final class EventNames {

    /** The names that the hosted connectors and Events API 1.0 know. */
    static final Set<String> SEED =
            Set.of(
                    "AddPaymentInfo",
                    "AddToCart",
                    "AddToWishlist",
                    "ClickButton",
                    "CompletePayment",
                    "CompleteRegistration",
                    "Contact",
                    "Download",
                    "InitiateCheckout",
                    "PlaceAnOrder",
                    "Search",
                    "SubmitForm",
                    "Subscribe",
                    "ViewContent");

    /** Events that are a payment. */
    static final Set<String> PAYMENTS = Set.of("CompletePayment", "Purchase", "PlaceAnOrder");

    private static final Map<String, String> TODAY =
            Map.of("CompletePayment", "Purchase", "SubmitForm", "Lead");

    private static final Map<String, String> BEFORE =
            Map.of("Purchase", "CompletePayment", "Lead", "SubmitForm");

    private final boolean legacy;
    private final Map<String, String> renamed;

    /**
     * @param source web, offline, app or crm; the stages of a CRM have names of its owner's
     * @param legacy true for Events API 1.0
     * @param current true for the names of today
     */
    EventNames(String source, boolean legacy, boolean current) {
        this.legacy = legacy;
        this.renamed =
                source.equals("crm") ? Map.of() : legacy ? BEFORE : current ? TODAY : Map.of();
    }

    static EventNames of(SinkSettings sink) {
        return new EventNames(sink.source(), sink.legacy(), sink.currentNames());
    }

    /** The name that goes out; null when Events API 1.0 knows no such event. */
    String sent(String name) {
        String sent = renamed.isEmpty() ? name : renamed.getOrDefault(name, name);
        return legacy && !SEED.contains(sent) ? null : sent;
    }
}
