package io.tiktokroutes.segment;

import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters of the kamelet {@code segment-sink}.
 *
 * @param url the base of all calls, without the version of the API
 * @param writeKey names the source that takes the calls, and opens it
 * @param batchSize most records in one request
 */
public record SegmentParameters(String url, String writeKey, int batchSize) {

    /** Segment takes 2500 calls a request, and a record makes two; it drops the others silently. */
    static final int MOST_RECORDS = 1250;

    /** Of the settings of a delivery, which lint has seen. */
    static SegmentParameters of(Map<String, String> settings) {
        String url = settings.getOrDefault("url", "").strip();
        return new SegmentParameters(
                url.replaceFirst("/+$", "").replaceFirst("/v1(/batch)?$", ""),
                settings.getOrDefault("writeKey", "").strip(),
                Integer.parseInt(settings.getOrDefault("batchSize", "1000").strip()));
    }

    /**
     * Everything that is wrong, in words for a person, by the parameter to mend.
     *
     * @param set the parameters whose values are known, defaults among them; what only the running
     *     program knows is left out and not complained about
     */
    public static Map<String, String> mistakes(Map<String, String> set) {
        Map<String, String> mistakes = new TreeMap<>();
        if (set.containsKey("writeKey") && set.get("writeKey").isBlank()) {
            mistakes.put("writeKey", "writeKey is empty; write a setting that holds the key");
        }
        String url = set.getOrDefault("url", "https://-").strip();
        if (!url.matches("https?://[^\\s/?#@]+(/[^\\s?#]*)?")) {
            // an address may hold a password
            mistakes.put(
                    "url",
                    "url must begin with https:// or http:// and have neither user nor query");
        }
        String size = set.getOrDefault("batchSize", "1").strip();
        boolean number = size.matches("\\d{1,9}");
        if (!number || Integer.parseInt(size) < 1 || Integer.parseInt(size) > MOST_RECORDS) {
            mistakes.put(
                    "batchSize",
                    "batchSize is '" + size + "'; write a number from 1 to " + MOST_RECORDS);
        }
        return mistakes;
    }

    /** Without the key, which is a secret of servers. */
    @Override
    public String toString() {
        return "SegmentParameters[" + url + ", " + batchSize + " records]";
    }
}
