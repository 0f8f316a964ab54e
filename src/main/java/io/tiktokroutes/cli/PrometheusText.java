package io.tiktokroutes.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Our numbers in the text of {@code /observe/metrics}. */
final class PrometheusText {

    private static final Pattern LINE =
            Pattern.compile("tiktok_routes_([a-z_]+)\\{([^}]*)} (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One number with its labels. */
    record Sample(String name, Map<String, String> labels, double value) {

        String label(String label) {
            return labels.getOrDefault(label, "");
        }
    }

    private final List<Sample> samples = new ArrayList<>();

    PrometheusText(String text) {
        for (String line : text.lines().toList()) {
            Matcher found = LINE.matcher(line);
            if (found.matches()) {
                Map<String, String> labels = new TreeMap<>();
                Matcher label = LABEL.matcher(found.group(2));
                while (label.find()) {
                    labels.put(label.group(1), label.group(2));
                }
                double value = Double.parseDouble(found.group(3));
                samples.add(new Sample(found.group(1), labels, value));
            }
        }
    }

    List<Sample> named(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /** The number with that label, or 0. */
    double value(String name, String label, String wanted) {
        return named(name).stream()
                .filter(sample -> sample.label(label).equals(wanted))
                .mapToDouble(Sample::value)
                .sum();
    }
}
