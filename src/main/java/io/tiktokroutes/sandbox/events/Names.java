package io.tiktokroutes.sandbox.events;

import java.util.Set;

/** Names TikTok publishes: events, currencies, and where a word must be one of a few. */
final class Names {

    /** Standard events of 2.0 (reference, events 4.1). */
    static final Set<String> STANDARD =
            Set.of(
                    "AddPaymentInfo",
                    "AddToCart",
                    "AddToWishlist",
                    "ApplicationApproval",
                    "CompleteRegistration",
                    "Contact",
                    "CustomizeProduct",
                    "Download",
                    "FindLocation",
                    "InitiateCheckout",
                    "Lead",
                    "Purchase",
                    "Schedule",
                    "Search",
                    "StartTrial",
                    "SubmitApplication",
                    "Subscribe",
                    "ViewContent");

    /** Standard events of 1.0 (reference, events 4.3), taken on both versions. */
    static final Set<String> LEGACY =
            Set.of(
                    "ViewContent",
                    "ClickButton",
                    "Search",
                    "AddToWishlist",
                    "AddToCart",
                    "InitiateCheckout",
                    "AddPaymentInfo",
                    "CompletePayment",
                    "PlaceAnOrder",
                    "Contact",
                    "Download",
                    "SubmitForm",
                    "CompleteRegistration",
                    "Subscribe");

    /** Events that are a payment; offline ones need currency and value (reference, events 4.5). */
    static final Set<String> PAYMENTS = Set.of("CompletePayment", "Purchase", "PlaceAnOrder");

    /** The 62 currencies (reference, events 4.5). */
    static final Set<String> CURRENCIES =
            Set.of(
                    ("AED ARS AUD BDT BHD BIF BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DZD EGP EUR GBP GTQ"
                                    + " HKD HNL HUF IDR ILS INR ISK JPY KES KHR KRW KWD KZT MAD MOP MXN MYR NGN"
                                    + " NIO NOK NZD OMR PEN PHP PKR PLN PYG QAR RON RUB SAR SEK SGD THB TRY TWD"
                                    + " UAH USD VES VND ZAR")
                            .split(" "));

    static final Set<String> CONTENT_TYPES = Set.of("product", "product_group");

    /** Values of {@code event_channel} on the 1.0 offline endpoints (reference, events 2.4). */
    static final Set<String> CHANNELS =
            Set.of("email", "website", "phone_call", "in_store", "crm", "other");

    static final Set<String> ATT_STATUSES =
            Set.of("AUTHORIZED", "DENIED", "NOT_DETERMINED", "RESTRICTED", "NOT_APPLICABLE");

    private Names() {}

    static boolean isStandard(String event) {
        return STANDARD.contains(event) || LEGACY.contains(event);
    }
}
