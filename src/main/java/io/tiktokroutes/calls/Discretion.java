package io.tiktokroutes.calls;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which values of a request or an answer may be seen. What is not known to be harmless is hidden; a
 * digest is shown by its beginning, so that people can compare it with their own.
 */
final class Discretion {

    static final String HIDDEN = "(hidden)";

    /** Parts about a person, in which nothing is harmless. */
    private static final Set<String> PERSONAL =
            Set.of("user", "traits", "attributes", "items", "dims", "extra", "records");

    /** What names and counts things, and is about no person. */
    private static final Set<String> HARMLESS =
            Set.of(
                    // envelopes
                    "code",
                    "request_id",
                    "index",
                    "order_in_batch",
                    "accepted",
                    "rejected",
                    "attribute",
                    "success",
                    "page_size",
                    "total_number",
                    "total_page",
                    "write_mode",
                    "sentAt",
                    "version",
                    "partner_name",
                    // what is sent to whom
                    "event_source",
                    "event_source_id",
                    "pixel_code",
                    "event_set_id",
                    "test_event_code",
                    "advertiser_id",
                    "advertiser_ids",
                    "audience_id",
                    "audience_ids",
                    "audience_type",
                    "custom_audience_name",
                    "custom_audience_type",
                    "segment_type",
                    "action",
                    "id_schema",
                    "is_creation",
                    // events
                    "event",
                    "event_id",
                    "event_time",
                    "timestamp",
                    "type",
                    "messageId",
                    "limited_data_use",
                    "ec",
                    "ea",
                    "et",
                    "lead_event_source",
                    // what events are about
                    "content_id",
                    "content_ids",
                    "content_type",
                    "content_name",
                    "content_category",
                    "brand",
                    "price",
                    "quantity",
                    "currency",
                    "value",
                    "num_items",
                    "order_id",
                    "shop_id",
                    "status",
                    "event_channel",
                    "delivery_category");

    /** Sentences of the other side, which may repeat what it was sent. */
    private static final Set<String> WORDS = Set.of("message", "error", "reason", "error_message");

    /** Addresses, whose query may hold anything. */
    private static final Set<String> ADDRESSES = Set.of("url", "referrer");

    private static final int LONGEST = 300;
    private static final int BEGINNING = 8;

    private static final Pattern MAIL = Pattern.compile("[^\\s\"'<>:;,]+(?:@|%40)[^\\s\"'<>;,]+");
    private static final Pattern DIGEST = Pattern.compile("\\b([0-9a-fA-F]{8})[0-9a-fA-F]{24,}\\b");

    /** Phone numbers; shorter ones are codes. */
    private static final Pattern NUMBER =
            Pattern.compile("\\+?\\b\\d(?:[\\s()./-]?\\d){6,}+\\b(?!…)");

    /** International ones; numbers without a plus are ids and codes as well. */
    private static final Pattern PHONE = Pattern.compile("(?:\\+|%2B)\\d(?:[\\s()./-]?\\d){6,}");

    /** No dots: places in a request have them, such as data.0.user.phone. */
    private static final Pattern TOKEN =
            Pattern.compile("(?i)\\b(?=[a-z_=+-]*\\d)[a-z0-9_=+-]{24,}");

    private Discretion() {}

    static boolean isPersonal(String field) {
        return PERSONAL.contains(field);
    }

    /** True for a number that may be seen. */
    static boolean isHarmless(String field) {
        return HARMLESS.contains(field);
    }

    /**
     * A text as it may be seen.
     *
     * @param field where it stands
     * @param personal whether that is in a part about a person
     */
    static String shown(String field, boolean personal, String text) {
        if (!personal) {
            if (HARMLESS.contains(field)) {
                return isOfSomebody(text) ? HIDDEN : cut(text);
            }
            if (WORDS.contains(field)) {
                return words(text);
            }
            if (ADDRESSES.contains(field)) {
                String address = text.split("[?#]", 2)[0];
                return isOfSomebody(address) ? HIDDEN : words(address);
            }
        }
        return isDigest(text) && !isSecret(field) ? text.substring(0, BEGINNING) + "…" : HIDDEN;
    }

    /** An address or a phone number that stands where neither belongs. */
    static boolean isOfSomebody(String text) {
        return text.indexOf('@') >= 0 || text.contains("%40") || PHONE.matcher(text).find();
    }

    static boolean isWords(String field) {
        return WORDS.contains(field);
    }

    private static boolean isSecret(String field) {
        String name = field.toLowerCase(Locale.ROOT);
        return name.contains("token") || name.contains("secret") || name.contains("password");
    }

    /** SHA-256 or MD5. */
    private static boolean isDigest(String text) {
        if (text.length() != 64 && text.length() != 32) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** A sentence without what may be of a person, or a secret. */
    static String words(String text) {
        String words = MAIL.matcher(cut(text)).replaceAll("(address)");
        words = DIGEST.matcher(words).replaceAll("$1…");
        words = TOKEN.matcher(words).replaceAll("(left out)");
        return NUMBER.matcher(words).replaceAll("(number)");
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
