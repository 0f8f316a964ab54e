package io.tiktokroutes.metrics;

/**
 * What delivered events carried for TikTok to recognise a person by.
 *
 * @param all the events
 * @param email those with an e-mail address
 * @param phone those with a phone number
 * @param externalId those with the customer's own id
 * @param clickId those with a click id, {@code ttclid}
 * @param cookieId those with the pixel's cookie, {@code ttp}
 * @param ipAndUserAgent those with both address and user agent
 * @param neither those with neither e-mail address nor phone number
 * @param oddClickId those whose click id does not begin as TikTok's do
 */
public record SentEvents(
        int all,
        int email,
        int phone,
        int externalId,
        int clickId,
        int cookieId,
        int ipAndUserAgent,
        int neither,
        int oddClickId) {}
