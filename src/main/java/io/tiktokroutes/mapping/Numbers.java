package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Reads numbers exactly, never by way of a double, and guesses at nothing. */
final class Numbers {

    private static final int LONGEST_TEXT = 60;

    private Numbers() {}

    /** A number as it was written; its digits stay, {@code "41.250"} becomes {@code 41.250}. */
    static JsonNode number(JsonNode value) throws Unfit {
        BigDecimal number = read(value);
        if (value.isNumber()) {
            return value;
        }
        return DecimalNode.valueOf(number.scale() < 0 ? number.setScale(0) : number);
    }

    /** A whole number; {@code 3.0} is one, {@code 3.5} is refused. */
    static JsonNode integer(JsonNode value) throws Unfit {
        BigDecimal number = read(value);
        if (value.isIntegralNumber()) {
            return value;
        }
        BigInteger whole;
        try {
            whole = number.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw Unfit.refused(Reasons.MALFORMED, "a number with a fraction, not a whole one");
        }
        return whole.bitLength() < Long.SIZE
                ? new LongNode(whole.longValue())
                : new BigIntegerNode(whole);
    }

    /** The number that stands there, or that the text is; null when it is none. */
    static BigDecimal plain(JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue().strip();
            return isNumber(text) ? new BigDecimal(text) : null;
        }
        return value.isNumber() ? Values.decimal(value) : null;
    }

    private static BigDecimal read(JsonNode value) throws Unfit {
        BigDecimal number = plain(value);
        if (number == null) {
            throw Unfit.refused(
                    Reasons.MALFORMED, "no plain number; signs as % or separators are not guessed");
        }
        return number;
    }

    /** Digits with an optional sign in front and an optional point inside; no exponent. */
    private static boolean isNumber(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int point = text.indexOf('.');
        if (start == text.length()
                || text.length() > LONGEST_TEXT
                || point == start
                || point == text.length() - 1) {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i != point && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
