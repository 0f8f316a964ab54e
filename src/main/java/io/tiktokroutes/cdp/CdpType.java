package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/** The kinds of values of the CDP's attributes. */
public enum CdpType {
    NUMBER("BAD_TYPE", "must be a number"),
    STRING("BAD_TYPE", "must be a text; in the mapping write as: string"),
    TEXT("BAD_TYPE", "must be a text; in the mapping write as: string"),
    DATETIME(
            "BAD_TIMESTAMP",
            "must look like 2026-03-14 09:26:53; in the mapping write as: { datetime:"
                    + " \"yyyy-MM-dd HH:mm:ss\" }"),
    BOOLEAN("BAD_TYPE", "must be true or false; in the mapping write as: boolean"),
    ARRAY("BAD_TYPE", "must be a list"),
    OBJECT("BAD_TYPE", "must be an object"),
    /** One that this program has not heard of; anything goes. */
    OTHER("", "");

    static final int MOST_STRING = 255;
    static final int MOST_TEXT = 30_000;

    private static final Pattern NUMBERS =
            Pattern.compile("[+-]?\\d{1,60}([.]\\d{1,60})?([eE][+-]?\\d{1,3})?");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                    .withResolverStyle(ResolverStyle.STRICT);

    private final String reason;
    private final String must;

    CdpType(String reason, String must) {
        this.reason = reason;
        this.must = must;
    }

    /** The word for people and in the CDP's answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that word, such as {@code datetime} or {@code array of strings}. */
    static CdpType of(String word) {
        String plain = word.strip().toUpperCase(Locale.ROOT).replaceFirst("[^A-Z].*", "");
        for (CdpType type : values()) {
            if (type.name().equals(plain)) {
                return type;
            }
        }
        return OTHER;
    }

    /**
     * What is wrong with a value; null when nothing is.
     *
     * @param place where it stands, for the words; the value itself is never repeated
     */
    Unfit unfit(String place, JsonNode value) {
        if (!fits(value)) {
            return new Unfit(reason, place + " " + must);
        }
        int most = this == STRING ? MOST_STRING : MOST_TEXT;
        if (value.isTextual() && value.textValue().length() > most) {
            return new Unfit("TOO_LONG", place + " has more than " + most + " characters");
        }
        return null;
    }

    private boolean fits(JsonNode value) {
        return switch (this) {
            case NUMBER ->
                    value.isNumber()
                            || (value.isTextual() && NUMBERS.matcher(value.textValue()).matches());
            case STRING, TEXT -> value.isTextual();
            case DATETIME -> value.isTextual() && isTime(value.textValue());
            case BOOLEAN -> value.isBoolean();
            case ARRAY -> value.isArray();
            case OBJECT -> value.isObject();
            case OTHER -> true;
        };
    }

    private static boolean isTime(String text) {
        try {
            return LocalDateTime.parse(text, TIME).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
