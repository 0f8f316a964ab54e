package io.tiktokroutes.runtime.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.reports.ReportFreshness.Read;
import io.tiktokroutes.reports.ReportTroubles;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.Test;

/** How old a report may grow before somebody is told, and in which words. */
class ReportHealthCheckTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    /** A clock that is moved by hand. */
    private static final class Hand extends Clock {
        private Instant now = NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final Hand clock = new Hand();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private List<Read> read = List.of();
    private String named = "";

    private static Read read(String report, String account, String day, String at) {
        LocalDate newest = LocalDate.parse(day);
        return new Read(report, account, newest, newest, 1, 5, Instant.parse(at));
    }

    private Result result(Map<String, String> running) {
        List<String> settings = named.isEmpty() ? List.of() : List.of(named);
        ReportWatch watch =
                new ReportWatch(
                        () -> running,
                        settings,
                        () -> {
                            if (read == null) {
                                throw new SQLException("it is down");
                            }
                            return read;
                        },
                        new ReportTroubles(clock),
                        new Metrics(registry),
                        clock);
        ReportHealthCheck check = new ReportHealthCheck(watch, Duration.ofHours(36), clock);
        clock.now = clock.now.plus(Duration.ofHours(1));
        Result result = check.call();
        assertThat(check.isLiveness()).isFalse();
        assertThat(check.isReadiness()).isTrue();
        return result;
    }

    @Test
    void aReportThatWasReadIsFresh() {
        read = List.of(read("ads-report", "72", "2026-11-26", "2026-11-27T05:00:00.123Z"));
        Result result = result(Map.of("ads-report", ""));
        assertThat(result.getState()).isEqualTo(State.UP);
        assertThat(result.getDetails())
                .containsEntry(
                        "ads-report of 72",
                        "the newest day is 2026-11-26, read at 2026-11-27T05:00:00Z");
        assertThat(gauge("report.newest.day.age")).isEqualTo(1);
        assertThat(gauge("report.last.success.age")).isEqualTo(8 * 3600 - 0.123);
    }

    private double gauge(String name) {
        return registry.get("tiktok.routes." + name)
                .tags("report", "ads-report", "advertiser", "72")
                .gauge()
                .value();
    }

    @Test
    void anOldOneIsToldWithWhatHelps() {
        read =
                List.of(
                        read("ads-report", "72", "2026-11-20", "2026-11-20T05:00:00Z"),
                        read("ads-report", "73", "2026-11-26", "2026-11-27T05:00:00Z"),
                        read("a-draft", "72", "2026-01-01", "2026-01-01T05:00:00Z"));
        Result result = result(Map.of("ads-report", ""));
        assertThat(result.getState()).isEqualTo(State.DOWN);
        assertThat(result.getMessage())
                .hasValue(
                        "ads-report of 72: the newest day is 2026-11-20, read at"
                                + " 2026-11-20T05:00:00Z, which is longer ago than"
                                + " reports.stale-after; see in the log whether its runs fail, and"
                                + " whether its schedule is rarer than that. The next good run"
                                + " brings all missing days, and so does backfill");
    }

    @Test
    void anAdAccountThatIsPulledNoMoreTroublesNobody() {
        read =
                List.of(
                        read("ads-report", "72", "2026-11-20", "2026-11-20T05:00:00Z"),
                        read("ads-report", "73", "2026-11-26", "2026-11-27T05:00:00Z"));
        named = "73";
        assertThat(result(Map.of("ads-report", "")).getState()).isEqualTo(State.UP);
        // what the route names counts more
        assertThat(result(Map.of("ads-report", "72, 73")).getState()).isEqualTo(State.DOWN);
    }

    @Test
    void aReportThatNeverRanIsTold() {
        assertThat(result(Map.of("ads-report", "")).getDetails())
                .containsEntry("ads-report", "nothing was read yet");
        ReportWatch none =
                new ReportWatch(
                        () -> Map.of("ads-report", ""),
                        List.of(),
                        List::of,
                        new ReportTroubles(clock),
                        new Metrics(registry),
                        clock);
        ReportHealthCheck check = new ReportHealthCheck(none, Duration.ofHours(36), clock);
        assertThat(check.call().getState()).isEqualTo(State.UP);
        clock.now = clock.now.plus(Duration.ofHours(37));
        assertThat(check.call().getState()).isEqualTo(State.DOWN);
        assertThat(check.call().getMessage().orElse(""))
                .startsWith("ads-report: nothing was read since the start at 2026-11-27T13:00:00Z");
    }

    @Test
    void aDatabaseThatGivesNoAnswerIsToldByOthers() {
        read = null;
        assertThat(result(Map.of("ads-report", "")).getState()).isEqualTo(State.UP);
    }
}
