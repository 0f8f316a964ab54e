package io.tiktokroutes.sandbox.reports;

import io.tiktokroutes.sandbox.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides a day's whole numbers by hour, country, gender and so on, so that the parts always add up
 * to the whole.
 *
 * @param values what the parts are called
 * @param upTo how large the first so many are together, beginning with none
 */
@SuppressWarnings("ArrayRecordComponent") // constants, never compared
record Split(List<String> values, int[] upTo) {

    static final Split HOURS = hours();

    private static final Split GENDER = of("MALE", 480, "FEMALE", 470, "NONE", 50);
    private static final Split AGE =
            of(
                    "AGE_13_17",
                    40,
                    "AGE_18_24",
                    330,
                    "AGE_25_34",
                    310,
                    "AGE_35_44",
                    170,
                    "AGE_45_54",
                    90,
                    "AGE_55_100",
                    50,
                    "NONE",
                    10);
    private static final Split PLATFORM = of("ANDROID", 560, "IPHONE", 400, "IPAD", 40);
    private static final Split COUNTRY_EU = of("DE", 620, "AT", 160, "CH", 120, "PL", 100);
    private static final Split COUNTRY_US = of("US", 900, "CA", 100);
    private static final Split PROVINCE_EU = of("2950157", 300, "2951839", 420, "2861876", 280);
    private static final Split PROVINCE_US = of("5332921", 700, "5744337", 300);

    /**
     * @param weights how large the parts are, relative to each other
     */
    static Split weighed(List<String> values, int... weights) {
        int[] upTo = new int[weights.length + 1];
        for (int i = 0; i < weights.length; i++) {
            upTo[i + 1] = upTo[i] + weights[i];
        }
        return new Split(values, upTo);
    }

    /** The split behind a dimension, or null when the dimension is none. */
    static Split of(String dimension, String advertiserId) {
        boolean eu = advertiserId.equals(World.ADVERTISER_ID);
        return switch (dimension) {
            case "gender" -> GENDER;
            case "age" -> AGE;
            case "platform" -> PLATFORM;
            case "country_code" -> eu ? COUNTRY_EU : COUNTRY_US;
            case "province_id" -> eu ? PROVINCE_EU : PROVINCE_US;
            default -> null;
        };
    }

    /** The part with this index of a whole. */
    long part(long whole, int index) {
        return upTo(whole, index + 1) - upTo(whole, index);
    }

    /** The first so many parts together. */
    long upTo(long whole, int parts) {
        return whole * upTo[parts] / upTo[upTo.length - 1];
    }

    private static Split of(Object... pairs) {
        Map<String, Integer> parts = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parts.put((String) pairs[i], (Integer) pairs[i + 1]);
        }
        return weighed(
                List.copyOf(parts.keySet()),
                parts.values().stream().mapToInt(Integer::intValue).toArray());
    }

    private static Split hours() {
        int[] weights = {
            2, 1, 1, 1, 1, 2, 4, 6, 7, 7, 8, 8, 9, 9, 8, 8, 9, 10, 12, 14, 15, 14, 9, 5
        };
        List<String> values = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            values.add(hour < 10 ? "0" + hour : Integer.toString(hour));
        }
        return weighed(List.copyOf(values), weights);
    }
}
