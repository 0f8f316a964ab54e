package io.tiktokroutes.events;

import java.util.Set;

/**
 * The standard event names of TikTok's Events API for web and offline, old and new.
 *
 * <p>Source: TikTok's help page "Supported standard events"; TikTok accepts both generations, and
 * treats CompletePayment as Purchase and SubmitForm as Lead.
 */
final class EventNames {

    /** The 14 names that the hosted connectors know. */
    static final Set<String> CLASSIC =
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

    /** The names that came with Events API 2.0. */
    static final Set<String> CURRENT =
            Set.of(
                    "ApplicationApproval",
                    "CustomizeProduct",
                    "FindLocation",
                    "Lead",
                    "Purchase",
                    "Schedule",
                    "StartTrial",
                    "SubmitApplication");

    private EventNames() {}

    static boolean isStandard(String name) {
        return CLASSIC.contains(name) || CURRENT.contains(name);
    }
}
