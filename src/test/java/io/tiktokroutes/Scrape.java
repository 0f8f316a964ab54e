package io.tiktokroutes;

import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers of one look at {@code /observe/metrics}, by name and labels as Prometheus has them.
 */
record Scrape(Map<String, Double> values, String text) {

    static Scrape of(String text) {
        Map<String, Double> values = new TreeMap<>();
        for (String line : text.lines().toList()) {
            if (!line.startsWith("#")) {
                int blank = line.lastIndexOf(' ');
                values.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
            }
        }
        return new Scrape(values, text);
    }

    /** The numbers with that name, each by its labels. */
    Map<String, Double> ours(String name, String... labels) {
        Map<String, Double> found = new TreeMap<>();
        values.forEach(
                (line, value) -> {
                    int brace = line.indexOf('{');
                    if (brace > 0 && line.substring(0, brace).equals("tiktok_routes_" + name)) {
                        found.put(line.substring(brace), value);
                    }
                });
        for (String label : labels) {
            found.keySet().removeIf(l -> !l.contains(label));
        }
        return found;
    }
}
