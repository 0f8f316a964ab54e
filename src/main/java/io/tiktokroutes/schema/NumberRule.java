package io.tiktokroutes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Between which numbers a number must be, both included.
 *
 * @param least null when there is no such bound
 * @param most null when there is no such bound
 * @param first the same as a whole number, for the numbers that are most often asked about
 * @param last the same as a whole number
 */
record NumberRule(BigDecimal least, BigDecimal most, long first, long last) {

    private static final BigDecimal LOWEST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal HIGHEST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** The bounds; null when there are none. */
    static NumberRule of(BigDecimal least, BigDecimal most) {
        if (least == null && most == null) {
            return null;
        }
        BigDecimal first = least == null ? LOWEST : least.max(LOWEST).min(HIGHEST);
        BigDecimal last = most == null ? HIGHEST : most.max(LOWEST).min(HIGHEST);
        return new NumberRule(
                least,
                most,
                first.setScale(0, RoundingMode.CEILING).longValue(),
                last.setScale(0, RoundingMode.FLOOR).longValue());
    }

    boolean fits(JsonNode number) {
        if (number.isIntegralNumber() && number.canConvertToLong()) {
            long value = number.longValue();
            return value >= first && value <= last;
        }
        BigDecimal value = number.decimalValue();
        return (least == null || value.compareTo(least) >= 0)
                && (most == null || value.compareTo(most) <= 0);
    }

    /** True for 3 and for 3.0, as JSON Schema has it. */
    static boolean isWhole(JsonNode number) {
        return number.isIntegralNumber() || number.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    /** Java has numbers that JSON has not. */
    static boolean isNumber(JsonNode number) {
        return !(number.isDouble() || number.isFloat()) || Double.isFinite(number.doubleValue());
    }
}
