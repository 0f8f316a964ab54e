package io.tiktokroutes.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.sandbox.Sandbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that TikTok refused is not shown again and again. */
class TokenGateTest {

    private static final String INFO = "/advertiser/info/";
    private static final String USER = "/user/info/";

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final Clock clock =
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            };
    private final TokenGate gate = new TokenGate(clock, Duration.ofMinutes(5));

    private Bench bench;
    private TikTokApi api;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench();
        api =
                new TikTokApi(
                        bench.http,
                        bench.sandbox.apiUrl(),
                        () -> bench.token,
                        new RateLimits(10_000, Clock.systemUTC()),
                        Bench.QUICK,
                        gate,
                        Metrics.unread());
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

    private TikTokException refused(TikTokRequest request) {
        return catchThrowableOfType(TikTokException.class, () -> api.call(request));
    }

    @ParameterizedTest
    @ValueSource(ints = {40102, 40104, 40105})
    void aDeadTokenIsShownOnce(int code) throws Exception {
        bench.fault("{'path':'/advertiser/info/','times':-1,'code':" + code + "}");
        for (int i = 0; i < 5; i++) {
            TikTokException e = refused(info());
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.remedy()).isEqualTo(Remedy.REAUTHORISE);
            assertThat(e.answer().contains("authorize --token")).isEqualTo(i > 0);
        }
        assertThat(bench.calls(INFO)).isEqualTo(1);
        assertThat(gate.halts()).hasSize(1);
        assertThat(gate.halts().get(0).since()).isEqualTo(now);
        assertThat(gate.halts().toString()).doesNotContain(Sandbox.ACCESS_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {40001, 40106, 40100, 50000})
    void nothingElseHalts(int code) throws Exception {
        bench.fault("{'path':'/advertiser/info/','times':3,'code':" + code + "}");
        while (bench.calls(INFO) < 3) {
            refused(info());
        }
        assertThat(gate.halts()).isEmpty();
    }

    @Test
    void anotherEndpointGoesOn() throws Exception {
        bench.fault("{'path':'/advertiser/info/','times':-1,'code':40105}");
        refused(info());
        assertThat(api.call(TikTokRequest.get(USER, Map.of())).code()).isZero();
        assertThat(gate.halts()).extracting(TokenGate.Halt::path).containsExactly(INFO);
    }

    @Test
    void anotherTokenPassesAtOnce() throws Exception {
        bench.token = "wrong";
        refused(info());
        bench.token = Sandbox.ACCESS_TOKEN;
        assertThat(gate.takeOpened()).isFalse();
        gate.changed(bench.token);
        assertThat(gate.takeOpened()).isTrue();
        assertThat(gate.takeOpened()).as("told once").isFalse();
        assertThat(api.call(info()).code()).isZero();
    }

    @Test
    void nowAndThenOneCallFindsOutWhetherTheTokenIsGoodAgain() throws Exception {
        bench.fault("{'path':'/advertiser/info/','times':2,'code':40105}");
        refused(info());
        Instant began = now;
        now = now.plus(Duration.ofMinutes(5));
        refused(info());
        refused(info());
        assertThat(bench.calls(INFO)).as("one look").isEqualTo(2);
        assertThat(gate.halts().get(0).since()).isEqualTo(began);
        now = now.plus(Duration.ofMinutes(5));
        assertThat(api.call(info()).code()).isZero();
        assertThat(gate.halts()).isEmpty();
        assertThat(gate.takeOpened()).isTrue();
    }

    @Test
    void aTokenThatIsGoodAgainIsKnownByAnotherRefusalToo() throws Exception {
        bench.fault("{'path':'/advertiser/info/','code':40105}");
        bench.fault("{'path':'/advertiser/info/','code':40002}");
        refused(info());
        now = now.plus(Duration.ofMinutes(5));
        assertThat(refused(info()).code()).isEqualTo(40002);
        assertThat(api.call(info()).code()).isZero();
    }
}
