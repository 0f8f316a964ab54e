package io.tiktokroutes.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page for operators names every metric with its labels, and no other. */
class MetricsDocTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(tiktok_routes_[a-z_]+)` \\| ([^|]*) \\|");
    private static final Pattern EXPOSED = Pattern.compile("(?m)^# TYPE (tiktok_routes_\\S+) ");

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** All metrics there are: each method that counts is called once. */
    private String scrape() throws Exception {
        Metrics metrics = new Metrics(registry);
        for (Method method : Metrics.class.getDeclaredMethods()) {
            boolean counts =
                    Modifier.isPublic(method.getModifiers())
                            && !Modifier.isStatic(method.getModifiers());
            if (counts) {
                Type[] types = method.getGenericParameterTypes();
                method.invoke(metrics, Arrays.stream(types).map(MetricsDocTest::any).toArray());
            }
        }
        return registry.scrape();
    }

    private static Object any(Type type) {
        if (type == int.class) {
            return 1;
        } else if (type == long.class) {
            return 1L;
        } else if (type == SentEvents.class) {
            return new SentEvents(1, 1, 1, 1, 1, 1, 1, 1, 1);
        } else if (type == String.class) {
            return "/x/";
        } else if (type.getTypeName().endsWith("<" + InboxReading.class.getName() + ">")) {
            return (Supplier<InboxReading>) () -> InboxReading.UNKNOWN;
        }
        return (Supplier<Number>) () -> 1;
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void thePageNamesEveryMetricAndNoOther() throws Exception {
        String page = Files.readString(Path.of("docs/operating.md"));
        Set<String> exposed = all(EXPOSED, scrape());
        exposed.removeIf(name -> name.endsWith("_max"));
        assertThat(exposed).hasSizeGreaterThan(10);
        assertThat(all(ROW, page)).isEqualTo(exposed);
    }

    @Test
    void thePageNamesTheLabelsOfEach() throws Exception {
        String page = Files.readString(Path.of("docs/operating.md"));
        String scrape = scrape();
        for (MatchResult row : ROW.matcher(page).results().toList()) {
            Pattern labels = Pattern.compile("(?m)^" + row.group(1) + "(?:_count)?\\{([^}]*)}");
            String line = labels.matcher(scrape).results().findFirst().orElseThrow().group(1);
            Set<String> documented = all(Pattern.compile("`([a-z_]+)`"), row.group(2));
            assertThat(all(Pattern.compile("([a-z_]+)=\""), line))
                    .as(row.group(1))
                    .isEqualTo(documented);
        }
    }

    @Test
    @Tag("R-HT-23")
    @Tag("R-CA-62")
    void thePageRecommendsToSendAllThatHelpsToMatch() throws Exception {
        String page = Files.readString(Path.of("docs/operating.md")).replace('\n', ' ');
        assertThat(page)
                .contains(
                        "The more of these an event carries, the likelier TikTok finds the person")
                .contains("at least an e-mail address or a phone number");
    }

    @Test
    void labelsAreBoundedWhateverTheOtherSideMakesUp() {
        Metrics metrics = new Metrics(registry);
        metrics.outcomes("x", "refused", "lea.martin@example.com", 2);
        metrics.tiktokCall("/campaign/7300000000000000001", "0", 1);
        metrics.tiktokCall("/x/?secret=1", "0", 1);
        for (int i = 0; i < 2 * Counters.MOST; i++) {
            metrics.outcomes("x", "refused", "R" + i, 1);
        }
        String scrape = registry.scrape();
        assertThat(scrape).contains("reason=\"OTHER\"} 2.0").doesNotContain("lea.martin", "secret");
        long series =
                scrape.lines().filter(l -> l.startsWith("tiktok_routes_outcomes_total{")).count();
        assertThat(series).isEqualTo(Counters.MOST + 1);
        assertThat(scrape)
                .contains(
                        "{destination=\"other\",outcome=\"other\",reason=\"other\"} "
                                + (double) (Counters.MOST + 1));
    }
}
