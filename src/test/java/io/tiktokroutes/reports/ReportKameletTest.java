package io.tiktokroutes.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.schedule.ScheduleComponent;
import io.tiktokroutes.store.ScheduleRuns;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.Bench;
import io.tiktokroutes.tiktok.RateLimits;
import io.tiktokroutes.tiktok.TikTokApi;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kamelet itself: lanes side by side, pages through the route, and a stop in the middle. */
class ReportKameletTest {

    private static final String ROUTE =
            """
            - route:
                id: pull
                from:
                  uri: kamelet:tiktok-report-source
                  parameters:
                    name: ads
                    parallel: 2
                    range: last 60 days
                    schedule: every day at 05:00
                  steps:
                    - process:
                        ref: table
            """;

    @TempDir Path folder;

    private ReportBench report;
    private final List<String> committed = Collections.synchronizedList(new ArrayList<>());
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void open() throws Exception {
        report = new ReportBench("H2", folder);
        report.given(List.of("2026-02-01", "2026-03-01", "2026-03-31"), 1);
    }

    @AfterEach
    void close() {
        report.close();
    }

    private void route(TikTokApi api, Processor table) throws Exception {
        Bench bench = report.bench;
        Sql sql = new Sql(report.database.dataSource());
        ScheduleComponent schedule =
                new ScheduleComponent(new ScheduleRuns(sql), Metrics.unread(), ZoneOffset.UTC);
        schedule.setManual(true);
        bench.camel.addComponent("schedule", schedule);
        bench.camel
                .getRegistry()
                .bind(
                        "tiktok-reports",
                        new ReportSource(
                                api,
                                bench.http,
                                Duration.ofMillis(2),
                                bench.advertisers(Sandbox.ADVERTISER_ID),
                                report.database.dataSource(),
                                report.clock));
        bench.camel.getRegistry().bind("table", table);
        PluginHelper.getRoutesLoader(bench.camel)
                .loadRoutes(ResourceHelper.fromString("pull.camel.yaml", ROUTE));
    }

    private Exchange pull() {
        return report.bench
                .camel
                .createProducerTemplate()
                .request(
                        "direct:schedule-ads",
                        exchange ->
                                exchange.getMessage()
                                        .setHeader(PullListener.HEADER, new Hearing(heard)));
    }

    /** Takes part in the window of the page, as a table does. */
    private ReportWindow takePart(Exchange exchange) {
        ReportWindow window = exchange.getProperty(ReportWindow.PROPERTY, ReportWindow.class);
        int rows = exchange.getMessage().getBody(Batch.class).size();
        window.part("t", ReportWindow.Part.class, () -> () -> committed.add(window + ": " + rows));
        return window;
    }

    @Test
    @Tag("RX-WIT-3")
    void windowsArePulledSideBySideAndAPageThatFailsIsPulledAgain() throws Exception {
        CountDownLatch two = new CountDownLatch(2);
        List<ReportWindow> failed = Collections.synchronizedList(new ArrayList<>());
        route(
                report.bench.api(),
                exchange -> {
                    ReportWindow window = takePart(exchange);
                    two.countDown();
                    assertThat(two.await(20, TimeUnit.SECONDS)).as("two at once").isTrue();
                    if (failed.isEmpty() && failed.add(window)) {
                        throw new IllegalStateException("the table is locked");
                    }
                });
        assertThat(pull().getException()).isNull();
        String of = "ads of " + Sandbox.ADVERTISER_ID;
        assertThat(committed)
                .containsExactlyInAnyOrder(
                        of + " from 2026-03-02 to 2026-03-31: 1",
                        of + " from 2026-01-31 to 2026-03-01: 2");
        assertThat(heard).hasSize(3).contains("planned 2, before 0");
        assertThat(report.read(Sandbox.ADVERTISER_ID)).isEqualTo("60|2026-01-31|2026-03-31");
    }

    @Test
    void aStopWaitsForNoTurnAtTikTokAndCommitsNothingHalf() throws Exception {
        // the second call would have its turn in half a minute
        RateLimits slow = new RateLimits(1 / 30.0, Clock.systemUTC());
        route(report.bench.api(slow, Bench.QUICK), this::takePart);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Exchange> pull = thread.submit(this::pull);
            await().atMost(Duration.ofSeconds(20)).until(() -> committed.size() == 1);
            report.bench.camel.stop();
            await().atMost(Duration.ofSeconds(20)).until(pull::isDone);
            assertThat(pull.get().getException()).hasMessageContaining("the program is stopping");
            assertThat(report.bench.calls(ReportBench.PATH)).isEqualTo(1);
            assertThat(report.cell("select count(*) from report_day")).isEqualTo("30");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void aRangeThatIsNoneIsToldAndNothingIsPulled() throws Exception {
        route(report.bench.api(), this::takePart);
        Exchange refused =
                report.bench
                        .camel
                        .createProducerTemplate()
                        .request(
                                "direct:schedule-ads",
                                exchange ->
                                        exchange.getMessage()
                                                .setHeaders(
                                                        Map.of(
                                                                PullRequest.FROM,
                                                                "2026-03-31",
                                                                PullRequest.TO,
                                                                "2026-03-01")));
        assertThat(refused.getException())
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("is reversed");
        assertThat(report.bench.calls(ReportBench.PATH)).isZero();
    }
}
