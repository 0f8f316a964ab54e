package io.tiktokroutes.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.sandbox.Sandbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rate limits of TikTok: everyone slows down, nobody blocks for minutes, the token stays secret.
 */
class SlowDownTest {

    private static final String INFO = "/advertiser/info/";

    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static TikTokRequest info() {
        return TikTokRequest.get(
                INFO,
                Map.of("advertiser_ids", Bench.JSON.createArrayNode().add(Sandbox.ADVERTISER_ID)));
    }

    @ParameterizedTest
    @ValueSource(ints = {40016, 40100, 40132, 40133, 61000})
    void aLimitThatWasHitIsWaitedOut(int code) throws Exception {
        bench.fault("{'path':'/advertiser/info/','times':2,'code':" + code + "}");
        assertThat(bench.api().call(info()).code()).isZero();
        assertThat(bench.calls(INFO)).isEqualTo(3);
    }

    @Test
    void theThirdInARowSendsEveryCallerAwayAtOnce() throws Exception {
        TikTokApi api = bench.api();
        bench.fault("{'path':'/advertiser/info/','times':-1,'code':40100}");
        var third = catchThrowableOfType(TikTokException.class, () -> api.call(info()));
        assertThat(third.remedy()).isEqualTo(Remedy.SLOW_DOWN);
        assertThat(third.code()).isEqualTo(40100);
        assertThat(bench.calls(INFO)).isEqualTo(3);

        Instant start = Instant.now();
        for (int i = 0; i < 50; i++) {
            var away = catchThrowableOfType(TikTokException.class, () -> api.call(info()));
            assertThat(away.remedy()).isEqualTo(Remedy.SLOW_DOWN);
            assertThat(away).hasMessageContaining("paused after too many calls");
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
        assertThat(bench.calls(INFO)).as("nobody calls meanwhile").isEqualTo(3);
        assertThat(api.call(TikTokRequest.get("/oauth2/advertiser/get/", app())).code()).isZero();
    }

    private static Map<String, Object> app() {
        return Map.of("app_id", Sandbox.APP_ID, "secret", Sandbox.APP_SECRET);
    }

    @Test
    void whileOneEndpointIsPausedTheOthersKeepTheirPace() throws Exception {
        RateLimits limits = new RateLimits(10_000, Clock.systemUTC());
        TikTokApi api =
                bench.api(limits, new Backoff(2, Duration.ofMinutes(1), Duration.ofMinutes(1)));
        bench.fault("{'path':'/advertiser/info/','times':-1,'code':40100}");
        ExecutorService other = Executors.newSingleThreadExecutor();
        var unused = other.submit(() -> api.call(info()));
        await().until(() -> limits.isPaused(INFO));
        for (int i = 0; i < 50; i++) {
            TikTokRequest get = TikTokRequest.get("/oauth2/advertiser/get/", app());
            assertThat(api.call(get).code()).isZero();
        }
        assertThat(limits.isPaused(INFO)).as("the pause was not waited for").isTrue();
        assertThat(bench.calls(INFO)).isEqualTo(1);
        other.shutdownNow();
    }

    @Test
    void anotherKindOfRefusalEndsTheRow() throws Exception {
        TikTokApi api = bench.api();
        for (int i = 0; i < 4; i++) {
            bench.fault("{'path':'/advertiser/info/','code':40100}");
            bench.fault("{'path':'/advertiser/info/','code':40002}");
            var refused = catchThrowableOfType(TikTokException.class, () -> api.call(info()));
            assertThat(refused.code()).isEqualTo(40002);
        }
        assertThat(api.call(info()).code()).isZero();
    }

    @Test
    void aCrowdThatIsThrottledTogetherSlowsDownAndGetsThrough() throws Exception {
        // TikTok lets 50 through in a second; forty callers believe in a hundred
        bench.set("qps", 50);
        RateLimits limits = new RateLimits(100, Clock.systemUTC());
        TikTokApi api =
                bench.api(limits, new Backoff(5, Duration.ofMillis(1100), Duration.ofMillis(1500)));
        ExecutorService crowd = Executors.newFixedThreadPool(40);
        List<Callable<Integer>> calls = Collections.nCopies(80, () -> api.call(info()).code());
        for (Future<Integer> call : crowd.invokeAll(calls)) {
            assertThat(call.get()).isZero();
        }
        crowd.shutdownNow();
    }

    @Test
    void theTokenStandsInNoMessageAndNoLog() throws Exception {
        Queue<String> log = new ConcurrentLinkedQueue<>();
        AbstractAppender appender =
                new AbstractAppender("secrets", null, null, true, Property.EMPTY_ARRAY) {
                    @Override
                    public void append(LogEvent event) {
                        log.add(event.getMessage().getFormattedMessage() + event.getThrown());
                    }
                };
        appender.start();
        var root = LoggerContext.getContext(false).getConfiguration().getRootLogger();
        assertThat(LogManager.getContext(false)).isNotNull();
        root.addAppender(appender, Level.ALL, null);
        try {
            TikTokApi api = bench.api();
            for (String fault :
                    List.of(
                            "'cut':true",
                            "'status':502,'body':'x'",
                            "'code':50000",
                            "'code':40105")) {
                bench.fault("{'path':'/oauth2/advertiser/get/','times':2," + fault + "}");
            }
            var failure =
                    catchThrowableOfType(
                            TikTokException.class,
                            () -> api.call(TikTokRequest.get("/oauth2/advertiser/get/", app())));
            for (Throwable t = failure; t != null; t = t.getCause()) {
                assertThat(t.toString()).doesNotContain(Sandbox.ACCESS_TOKEN, Sandbox.APP_SECRET);
            }
            TikTokRequest request = TikTokRequest.get("/oauth2/advertiser/get/", app());
            assertThat(request).hasToString("GET /oauth2/advertiser/get/");
        } finally {
            root.removeAppender("secrets");
        }
        assertThat(String.join("\n", log))
                .contains("trying again in")
                .doesNotContain(Sandbox.ACCESS_TOKEN, Sandbox.APP_SECRET);
    }
}
