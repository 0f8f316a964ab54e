package io.tiktokroutes.runtime.reports;

import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.reports.ReportFreshness.Read;
import io.tiktokroutes.reports.ReportTroubles;
import io.tiktokroutes.reports.ReportTroubles.Trouble;
import io.tiktokroutes.store.Glance;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** How fresh the running reports are, for health and metrics. */
final class ReportWatch {

    /** More ad accounts than that have no metrics of their own. */
    private static final int MOST_SHOWN = 300;

    /**
     * How one ad account of a running report does.
     *
     * @param read null when nothing was read yet
     * @param trouble null when the last run went well
     */
    record Standing(String report, String advertiserId, Read read, Trouble trouble) {}

    private final Supplier<Map<String, String>> running;
    private final List<String> named;
    private final ReportTroubles troubles;
    private final Metrics metrics;
    private final Clock clock;
    private final Glance<List<Read>> days;
    private final Set<List<String>> shown = ConcurrentHashMap.newKeySet();

    /**
     * @param running the reports that run, each with the ad accounts it names
     * @param named the ad accounts of the settings; empty for all granted ones
     * @param read how far each report was read
     */
    ReportWatch(
            Supplier<Map<String, String>> running,
            List<String> named,
            Glance.Look<List<Read>> read,
            ReportTroubles troubles,
            Metrics metrics,
            Clock clock) {
        this.running = running;
        this.named = named;
        this.troubles = troubles;
        this.metrics = metrics;
        this.clock = clock;
        this.days = new Glance<>("report-days", read);
    }

    /**
     * One for each ad account of each running report, and one without an ad account for a report
     * that did not come to any; empty when the database gives no answer.
     */
    Optional<List<Standing>> states() {
        return days.seen()
                .map(
                        read -> {
                            List<Standing> states = new ArrayList<>();
                            running.get().forEach((name, own) -> add(name, own, read, states));
                            states.forEach(this::show);
                            return states;
                        });
    }

    private void add(String report, String own, List<Read> read, List<Standing> states) {
        Map<String, Trouble> wrong = troubles.now(report);
        Map<String, Standing> accounts = new TreeMap<>();
        for (Read each : read) {
            if (each.report().equals(report) && isWanted(report, own, each.advertiserId())) {
                String id = each.advertiserId();
                accounts.put(id, new Standing(report, id, each, wrong.get(id)));
            }
        }
        wrong.forEach(
                (id, why) ->
                        accounts.computeIfAbsent(id, any -> new Standing(report, id, null, why)));
        if (accounts.isEmpty()) {
            accounts.put("", new Standing(report, "", null, null));
        }
        states.addAll(accounts.values());
    }

    /** An ad account that is pulled no more grows old, and troubles nobody. */
    private boolean isWanted(String report, String own, String id) {
        List<String> settings = own.isBlank() ? named : Arrays.asList(own.strip().split("[,\\s]+"));
        List<String> wanted = troubles.accounts(report).orElse(settings);
        return wanted.isEmpty() || wanted.contains(id);
    }

    private void show(Standing state) {
        List<String> key = List.of(state.report(), state.advertiserId());
        if (state.read() != null && shown.size() < MOST_SHOWN && shown.add(key)) {
            metrics.report(
                    state.report(),
                    state.advertiserId(),
                    () -> value(key, this::ageInDays),
                    () -> value(key, this::ageInSeconds));
        }
    }

    /** NaN when the database gives no answer, and for an ad account that is pulled no more. */
    private double value(List<String> key, ToDoubleFunction<Read> age) {
        return states().stream()
                .flatMap(List::stream)
                .filter(s -> s.read() != null)
                .filter(s -> key.equals(List.of(s.report(), s.advertiserId())))
                .mapToDouble(s -> age.applyAsDouble(s.read()))
                .findFirst()
                .orElse(Double.NaN);
    }

    private double ageInDays(Read read) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return Math.max(0, ChronoUnit.DAYS.between(read.newestDay(), today));
    }

    private double ageInSeconds(Read read) {
        return Duration.between(read.lastSuccess(), clock.instant()).toMillis() / 1000.0;
    }
}
