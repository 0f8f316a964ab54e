package io.tiktokroutes.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The words of TikTok's reports that are known here, from the file {@code reports/words.yaml}.
 *
 * <p>TikTok adds metrics and dimensions, so a word that is not among them need not be wrong.
 */
public final class ReportWords {

    private static final String FILE = "/reports/words.yaml";

    /** Read when it is needed for the first time. */
    private static final class Known {
        private static final ReportWords WORDS = new ReportWords(read());
    }

    private final List<String> types;
    private final List<String> levels;
    private final List<String> ids;
    private final Set<String> otherIds;
    private final Set<String> times;
    private final Set<String> basic;
    private final Set<String> audience;
    private final Map<String, Integer> attributes = new LinkedHashMap<>();
    private final Set<String> audienceMetrics;
    private final Set<String> metrics = new LinkedHashSet<>();

    private ReportWords(Map<?, ?> file) {
        this.types = words(file.get("types"));
        this.levels = words(file.get("levels"));
        Map<?, ?> dimensions = (Map<?, ?>) file.get("dimensions");
        this.ids = words(dimensions.get("ids"));
        this.otherIds = Set.copyOf(words(dimensions.get("other-ids")));
        this.times = Set.copyOf(words(dimensions.get("times")));
        this.basic = Set.copyOf(words(dimensions.get("basic")));
        this.audience = Set.copyOf(words(dimensions.get("audience")));
        int level = 0;
        for (Object names : ((Map<?, ?>) file.get("attributes")).values()) {
            for (String name : words(names)) {
                attributes.put(name, level);
            }
            level++;
        }
        Map<?, ?> families = (Map<?, ?>) file.get("metrics");
        this.audienceMetrics = Set.copyOf(words(families.get("audience")));
        metrics.addAll(attributes.keySet());
        families.values().forEach(names -> metrics.addAll(words(names)));
    }

    /** The words of the file that comes with the program. */
    public static ReportWords known() {
        return Known.WORDS;
    }

    private static Map<?, ?> read() {
        try (InputStream in = ReportWords.class.getResourceAsStream(FILE)) {
            return (Map<?, ?>) new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> words(Object text) {
        return List.of(text.toString().strip().split("\\s+"));
    }

    /** TikTok's values of report_type. */
    public List<String> types() {
        return types;
    }

    /** TikTok's values of data_level, from the top down. */
    public List<String> levels() {
        return levels;
    }

    /** The id of a data level, by its place among them. */
    public String idOf(int level) {
        return ids.get(level);
    }

    /** The data level of an id, by its place among them; -1 for a dimension that is no id. */
    public int levelOf(String dimension) {
        return otherIds.contains(dimension) ? ids.size() - 1 : ids.indexOf(dimension);
    }

    public boolean isTime(String dimension) {
        return times.contains(dimension);
    }

    /** Whether people can be told apart by it, as audience reports do. */
    public boolean isAudience(String dimension) {
        return audience.contains(dimension);
    }

    /** Whether no basic report knows it. */
    public boolean isAudienceOnly(String dimension) {
        return audience.contains(dimension) && !basic.contains(dimension);
    }

    /** Whether no audience report knows it. */
    public boolean isBasicOnly(String dimension) {
        return basic.contains(dimension) && !audience.contains(dimension);
    }

    /** All dimensions. */
    public Set<String> dimensions() {
        Set<String> all = new LinkedHashSet<>(ids);
        List.of(otherIds, times, basic, audience).forEach(all::addAll);
        return all;
    }

    /** All metrics, attributes among them. */
    public Set<String> metrics() {
        return Set.copyOf(metrics);
    }

    /** The data level from which on an attribute is there; 0 for metrics that are none. */
    public int attributeLevel(String metric) {
        return attributes.getOrDefault(metric, 0);
    }

    /** Whether audience reports are known to answer it. */
    public boolean worksForAudience(String metric) {
        return audienceMetrics.contains(metric) || attributes.containsKey(metric);
    }
}
