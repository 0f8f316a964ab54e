package io.tiktokroutes.sandbox.reports;

import java.math.BigDecimal;
import java.util.Comparator;

/** Reads the numbers in rows, where "-" counts as nothing. */
final class Numbers {

    private Numbers() {}

    static BigDecimal of(String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }

    /** Orders rows by a metric. */
    static Comparator<Row> by(String metric, boolean ascending) {
        Comparator<Row> order = Comparator.comparing(row -> of(row.value().apply(metric)));
        return ascending ? order : order.reversed();
    }
}
