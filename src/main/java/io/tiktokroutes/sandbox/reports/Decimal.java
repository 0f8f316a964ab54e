package io.tiktokroutes.sandbox.reports;

/** Prints whole numbers and their quotients with a fixed number of decimals. */
final class Decimal {

    private static final long[] TEN = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000};

    private Decimal() {}

    /** A number of 10^-decimals parts, such as 1234 hundredths as 12.34. */
    static String text(long parts, int decimals) {
        String fraction = Long.toString(parts % TEN[decimals]);
        return parts / TEN[decimals] + "." + "0".repeat(decimals - fraction.length()) + fraction;
    }

    /**
     * A quotient, half rounded up; nothing divided by nothing is zero here, not unknown.
     *
     * @param above not negative
     * @param scale how many decimals are in {@code above}
     * @param decimals how many are printed; not fewer than {@code scale}
     */
    static String ratio(long above, int scale, long below, int decimals) {
        if (below == 0) {
            return text(0, decimals);
        }
        long twice = Math.multiplyExact(above, 2 * TEN[decimals - scale]);
        return text((twice / below + 1) / 2, decimals);
    }
}
