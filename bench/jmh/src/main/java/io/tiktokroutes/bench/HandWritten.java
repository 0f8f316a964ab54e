package io.tiktokroutes.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * The Commanders Act mapping as a Java programmer would write it: the same rules for the same fields,
 * both payload generations, on the same tree. It is what the mapping is measured against.
 */
final class HandWritten {

    private static final Map<String, String> EVENTS =
            Map.ofEntries(
                    Map.entry("add_payment_info", "AddPaymentInfo"),
                    Map.entry("add_to_cart", "AddToCart"),
                    Map.entry("add_to_wishlist", "AddToWishlist"),
                    Map.entry("begin_checkout", "InitiateCheckout"),
                    Map.entry("click_button", "ClickButton"),
                    Map.entry("complete_payment", "CompletePayment"),
                    Map.entry("purchase", "CompletePayment"),
                    Map.entry("contact", "Contact"),
                    Map.entry("download", "Download"),
                    Map.entry("page_view", "ViewContent"),
                    Map.entry("search", "Search"),
                    Map.entry("sign_up", "CompleteRegistration"),
                    Map.entry("submit_form", "SubmitForm"),
                    Map.entry("subscribe", "Subscribe"));

    private final MessageDigest sha256;
    private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();

    HandWritten() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The event for TikTok, or null when it is not sent. */
    ObjectNode map(JsonNode event) {
        JsonNode context = event.path("context");
        JsonNode old = event.path("properties");
        JsonNode user = event.path("user");
        JsonNode oldUser = old.path("user");
        JsonNode page = context.path("page");
        JsonNode oldPage = event.path("page");
        JsonNode device = context.path("device");
        JsonNode oldDevice = event.path("device");
        if (filled(context.path("app")) || filled(event.path("app"))) {
            return null;
        }
        String source = text(event.path("event_name"));
        String name = source == null ? null : EVENTS.get(source);
        if (name == null) {
            return null;
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("event", name);
        JsonNode time = first(context.path("event_timestamp"), event.path("event_timestamp"));
        if (time != null) {
            out.put("event_time", seconds(text(time)));
        }
        put(
                out,
                "event_id",
                first(event.path("id"), old.path("id"), context.path("event_id"), event.path("event_id")));
        String url = url(page, oldPage);
        ObjectNode pageOut = out.putObject("page");
        if (url != null) {
            pageOut.put("url", url);
        }
        put(pageOut, "referrer", first(page.path("referrer"), oldPage.path("referrer")));
        if (pageOut.isEmpty()) {
            out.remove("page");
        }
        user(out, event, user, oldUser, device, oldDevice, url);
        properties(out, event, old, source);
        return out;
    }

    private void user(
            ObjectNode out,
            JsonNode event,
            JsonNode user,
            JsonNode oldUser,
            JsonNode device,
            JsonNode oldDevice,
            String url) {
        ObjectNode userOut = out.putObject("user");
        JsonNode id = first(user.path("id"), oldUser.path("id"));
        if (id != null) {
            userOut.put("external_id", hashed(text(id).strip()));
        }
        JsonNode email =
                first(
                        user.path("email"),
                        oldUser.path("email"),
                        user.path("email_sha256"),
                        oldUser.path("email_sha256"));
        if (email != null) {
            String given = text(email).strip().toLowerCase(Locale.ROOT);
            userOut.put("email", isDigest(given) ? given : hashed(email(given)));
        }
        JsonNode phone =
                first(
                        user.path("phone"),
                        oldUser.path("phone"),
                        user.path("phone_sha256"),
                        oldUser.path("phone_sha256"));
        if (phone != null) {
            String given = text(phone).strip();
            userOut.put("phone", isDigest(given) ? given.toLowerCase(Locale.ROOT) : hashed(e164(given)));
        }
        JsonNode partner = event.path("partners").path("tiktok");
        JsonNode oldPartner = event.path("properties").path("partners").path("tiktok");
        String cookies = text(first(device.path("cookie"), oldDevice.path("cookie")));
        JsonNode click = first(partner.path("ttclid"), oldPartner.path("ttclid"));
        String ttclid = click != null ? text(click) : pair(cookies, "ttclid", ';');
        if (ttclid == null && url != null) {
            int end = url.indexOf('#');
            String front = end < 0 ? url : url.substring(0, end);
            String raw = pair(front.substring(front.indexOf('?') + 1), "ttclid", '&');
            ttclid = raw == null ? null : URLDecoder.decode(raw, StandardCharsets.UTF_8);
        }
        if (ttclid != null) {
            userOut.put("ttclid", ttclid);
        }
        JsonNode ttp = first(partner.path("ttp"), oldPartner.path("ttp"));
        String cookie = ttp != null ? text(ttp) : pair(cookies, "_ttp", ';');
        if (cookie != null) {
            userOut.put("ttp", cookie);
        }
        put(userOut, "ip", first(device.path("ip"), oldDevice.path("ip")));
        put(userOut, "user_agent", first(device.path("user_agent"), oldDevice.path("user_agent")));
        if (userOut.isEmpty()) {
            out.remove("user");
        }
    }

    private void properties(ObjectNode out, JsonNode event, JsonNode old, String source) {
        ObjectNode properties = out.putObject("properties");
        JsonNode items = first(event.path("items"), old.path("items"));
        if (items != null) {
            ArrayNode contents = properties.putArray("contents");
            for (JsonNode item : items) {
                ObjectNode content = contents.addObject();
                String type = filled(item.path("content_type")) ? text(item.path("content_type")) : "product";
                content.put("content_type", type);
                put(content, "content_id", first(item.path("id")));
                JsonNode price = first(item.path("product").path("price"));
                if (price != null) {
                    content.set("price", number(price));
                }
                JsonNode quantity = first(item.path("quantity"));
                if (quantity != null) {
                    content.set("quantity", number(quantity));
                }
            }
        }
        JsonNode type = first(event.path("content_type"), old.path("content_type"));
        properties.put("content_type", type == null ? "product" : text(type));
        put(properties, "currency", first(event.path("currency"), old.path("currency")));
        JsonNode value = first(event.path("value"), old.path("value"));
        if (value != null) {
            properties.set("value", number(value));
        }
        put(properties, "query", first(event.path("search_term"), old.path("search_term")));
        properties.put("description", source);
    }

    private static String url(JsonNode page, JsonNode oldPage) {
        JsonNode url = first(page.path("url"), oldPage.path("url"));
        if (url == null) {
            JsonNode location = first(page.path("location"), oldPage.path("location"));
            url = location == null ? null : location.isObject() ? first(location.path("href")) : location;
        }
        return url == null ? null : text(url);
    }

    private static boolean filled(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL, MISSING -> false;
            case STRING -> !node.textValue().isBlank();
            case ARRAY, OBJECT -> !node.isEmpty();
            default -> true;
        };
    }

    private static JsonNode first(JsonNode a) {
        return filled(a) ? a : null;
    }

    private static JsonNode first(JsonNode a, JsonNode b) {
        return filled(a) ? a : filled(b) ? b : null;
    }

    private static JsonNode first(JsonNode a, JsonNode b, JsonNode c, JsonNode d) {
        JsonNode early = first(a, b);
        return early != null ? early : first(c, d);
    }

    private static String text(JsonNode node) {
        return node == null ? null : node.isNumber() ? node.decimalValue().toPlainString() : node.asText();
    }

    private static void put(ObjectNode out, String name, JsonNode value) {
        if (value != null) {
            out.put(name, text(value));
        }
    }

    private static JsonNode number(JsonNode value) {
        return value.isNumber() ? value : DecimalNode.valueOf(new BigDecimal(value.asText().strip()));
    }

    private static long seconds(String text) {
        long number = Long.parseLong(text);
        return number < 100_000_000_000L ? number : number / 1000;
    }

    private static String email(String text) {
        int at = text.indexOf('@');
        if (at < 1 || text.indexOf('@', at + 1) >= 0 || text.lastIndexOf('.') < at + 2 || text.length() > 254) {
            throw new IllegalArgumentException("no e-mail address");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || "<>(),;:\"".indexOf(c) >= 0) {
                throw new IllegalArgumentException("no e-mail address");
            }
        }
        return text;
    }

    private String e164(String text) {
        try {
            PhoneNumber number = phones.parse(text, null);
            if (phones.isPossibleNumberWithReason(number) != PhoneNumberUtil.ValidationResult.IS_POSSIBLE) {
                throw new IllegalArgumentException("no phone number");
            }
            return phones.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
        } catch (NumberParseException e) {
            throw new IllegalArgumentException("no phone number", e);
        }
    }

    private String hashed(String text) {
        if (isDigest(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean isDigest(String text) {
        if (text.length() != 64) {
            return false;
        }
        for (int i = 0; i < 64; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String pair(String pairs, String name, char between) {
        if (pairs == null) {
            return null;
        }
        int start = 0;
        while (start < pairs.length()) {
            int end = pairs.indexOf(between, start);
            end = end < 0 ? pairs.length() : end;
            int equals = pairs.indexOf('=', start);
            if (equals >= 0 && equals < end && pairs.substring(start, equals).strip().equals(name)) {
                String value = pairs.substring(equals + 1, end).strip();
                return value.isEmpty() ? null : value;
            }
            start = end + 1;
        }
        return null;
    }
}
