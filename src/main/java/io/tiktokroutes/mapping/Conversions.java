package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The kinds a row may write after {@code as}, each with the code it refuses with. */
enum Conversions {
    EMAIL,
    EMAIL_BASE,
    PHONE,
    PHONE_DIGITS,
    URL,
    STRING,
    TRIMMED,
    LOWER_CASE,
    INTEGER,
    NUMBER,
    BOOLEAN,
    ISO_DATETIME,
    EPOCH_SECONDS,
    EPOCH_MILLIS,
    SECONDS_FROM_MILLIS,
    LIST;

    private static final int MILLIS_DIGITS = 13;

    /** The words a mapping file may write. */
    static List<String> words() {
        return Arrays.stream(values()).map(Conversions::word).toList();
    }

    /** The kind of that word, or null. */
    static Conversions named(String word) {
        for (Conversions kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        return null;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The work of this kind.
     *
     * @param country where phone numbers without a country code belong
     */
    Conversion with(Country country) {
        return switch (this) {
            case EMAIL -> (value, settings) -> new TextNode(Email.normalised(text(value)));
            case PHONE -> (value, settings) -> new TextNode(country.e164(text(value), settings));
            case EMAIL_BASE -> (value, settings) -> new TextNode(Email.base(text(value)));
            case PHONE_DIGITS ->
                    (value, settings) ->
                            new TextNode(country.e164(text(value), settings).substring(1));
            case URL -> (value, settings) -> new TextNode(url(text(value).strip()));
            case STRING -> (value, settings) -> new TextNode(text(value));
            case TRIMMED -> (value, settings) -> new TextNode(text(value).strip());
            case LOWER_CASE ->
                    (value, settings) -> new TextNode(text(value).strip().toLowerCase(Locale.ROOT));
            case INTEGER -> (value, settings) -> Numbers.integer(value);
            case NUMBER -> (value, settings) -> Numbers.number(value);
            case BOOLEAN -> (value, settings) -> bool(value);
            case ISO_DATETIME -> (value, settings) -> new TextNode(instant(value).toString());
            case EPOCH_SECONDS ->
                    (value, settings) -> new LongNode(instant(value).getEpochSecond());
            case SECONDS_FROM_MILLIS -> (value, settings) -> secondsFromMillis(value);
            case EPOCH_MILLIS -> (value, settings) -> new LongNode(instant(value).toEpochMilli());
            case LIST -> Conversions::list;
        };
    }

    /** A date and time in a pattern; the formatter knows its zone. */
    static Conversion datetime(DateTimeFormatter formatter) {
        return (value, settings) -> new TextNode(formatter.format(instant(value)));
    }

    private static String text(JsonNode value) throws Unfit {
        String text = Values.text(value);
        if (text == null) {
            String found = value.isArray() ? "a list" : "an object";
            throw Unfit.refused(Reasons.MALFORMED, found + " stands where one value is wanted");
        }
        return text;
    }

    /** A web address as TikTok takes it; the scheme may be written in capitals. */
    private static String url(String text) throws Unfit {
        boolean web =
                text.regionMatches(true, 0, "https://", 0, 8)
                        || text.regionMatches(true, 0, "http://", 0, 7);
        if (!web || text.chars().anyMatch(Character::isWhitespace) || text.endsWith("://")) {
            throw Unfit.refused(
                    Reasons.INVALID_URL, "no web address that begins with http:// or https://");
        }
        return text;
    }

    private static Instant instant(JsonNode value) throws Unfit {
        Instant instant = Times.read(text(value).strip());
        if (instant == null) {
            throw Unfit.refused(Reasons.BAD_TIMESTAMP, "no date and time");
        }
        return instant;
    }

    /** For sources that promise milliseconds: anything but 13 digits is a mistake of theirs. */
    private static JsonNode secondsFromMillis(JsonNode value) throws Unfit {
        String text = text(value).strip();
        boolean millis = text.length() == MILLIS_DIGITS && text.charAt(0) != '0';
        for (int i = 0; millis && i < MILLIS_DIGITS; i++) {
            millis = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!millis) {
            throw Unfit.refused(
                    Reasons.BAD_TIMESTAMP, "no time in milliseconds, which has 13 digits");
        }
        return new LongNode(Long.parseLong(text) / 1000);
    }

    private static JsonNode bool(JsonNode value) throws Unfit {
        return switch (text(value).strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> BooleanNode.TRUE;
            case "false", "0" -> BooleanNode.FALSE;
            default -> throw Unfit.refused(Reasons.MALFORMED, "neither true, false, 1 nor 0");
        };
    }

    private static JsonNode list(JsonNode value, Map<String, String> settings) throws Unfit {
        if (value.isArray()) {
            return value;
        }
        if (value.isTextual() && JsonText.isList(value.textValue())) {
            return JsonText.list(value.textValue());
        }
        return JsonNodeFactory.instance.arrayNode(1).add(value);
    }
}
