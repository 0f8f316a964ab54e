package io.tiktokroutes.cdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.sandbox.Sandbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the CDP declares, read from the sandbox, kept and read again. */
class CdpDefinitionsTest {

    private static final String ATTRIBUTES = "/cdp/v1/portals/{portal}/objects/{object}/attributes";
    private static final String SLOW = "{'path':'/cdp/v1/*','times':-1,'delay_ms':4000}";

    private CdpBench cdp;
    private volatile Instant now = Instant.parse("2026-03-14T09:00:00Z");

    @BeforeEach
    void open() throws Exception {
        cdp = new CdpBench();
    }

    @AfterEach
    void close() {
        cdp.close();
    }

    private CdpDefinitions definitions(Duration patience) {
        Clock clock =
                new Clock() {
                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now;
                    }
                };
        return new CdpDefinitions(cdp.calls(Sandbox.CDP_TOKEN), clock, patience);
    }

    @Test
    @Tag("R-CDP-39")
    @Tag("R-CDP-47")
    void anEventHasAttributesAndObjects() {
        CdpDefinitions definitions = definitions(Duration.ofSeconds(5));
        List<CdpEvent> events = definitions.events(Sandbox.CDP_SOURCE_ID).value();
        CdpEvent submit = events.get(0);
        assertThat(submit.title()).isEqualTo("submit_lead_form (lead_form/submit)");
        assertThat(submit.mainObject()).isEqualTo("lead");
        assertThat(submit.foreignObjects()).containsExactly("customers", "visitor");
        assertThat(submit.attributes().get("email"))
                .isEqualTo(new CdpAttribute("email", CdpType.STRING, false, true));
        CdpObject lead = definitions.object("lead").value();
        assertThat(lead.required()).extracting(CdpAttribute::code).containsExactly("id", "name");
        assertThat(lead.attributes().get("lead_time").type()).isEqualTo(CdpType.DATETIME);
        assertThat(definitions.object("cars").isNone()).isTrue();
        assertThat(definitions.events("1").isNone()).isTrue();
        definitions.stop();
    }

    @Test
    void aDefinitionIsKeptForAWhileAndThenReadAgain() throws Exception {
        CdpDefinitions definitions = definitions(Duration.ofSeconds(5));
        definitions.object("lead");
        definitions.object("lead");
        assertThat(cdp.bench.calls(ATTRIBUTES)).isEqualTo(1);
        cdp.bench.control(
                "POST", "/cdp/objects/lead", "{\"attributes\":[{\"code\":\"shoe_size\"}]}");
        now = now.plus(Duration.ofMinutes(5));
        assertThat(definitions.object("lead").value().attributes())
                .as("nobody waits for what is known")
                .doesNotContainKey("shoe_size");
        await().until(
                        () ->
                                definitions
                                        .object("lead")
                                        .value()
                                        .attributes()
                                        .containsKey("shoe_size"));
        assertThat(cdp.bench.calls(ATTRIBUTES)).isEqualTo(2);
        definitions.stop();
    }

    @Test
    void aCdpThatIsAwayIsToldOnceAndWhatWasKnownStaysKnown() throws Exception {
        try (LogLines log = new LogLines()) {
            CdpDefinitions definitions = definitions(Duration.ofSeconds(5));
            definitions.object("lead");
            cdp.bench.fault("{'path':'/cdp/v1/*','times':-1,'status':503,'body':'down'}");
            now = now.plus(Duration.ofMinutes(6));
            definitions.object("lead");
            await().until(() -> cdp.bench.answers(ATTRIBUTES, "http_503") == 1);
            assertThat(definitions.object("lead").isFound()).isTrue();
            Asked<?> events = definitions.events(Sandbox.CDP_SOURCE_ID);
            assertThat(events.state()).isEqualTo(Asked.State.UNKNOWN);
            assertThat(log.starting("WARN The CDP's definitions are not known"))
                    .singleElement()
                    .asString()
                    .contains("answered HTTP 503")
                    .doesNotContain(Sandbox.CDP_TOKEN);
            cdp.bench.control("DELETE", "/faults", null);
            now = now.plus(Duration.ofSeconds(30));
            await().until(() -> definitions.events(Sandbox.CDP_SOURCE_ID).isFound());
            assertThat(log.starting("INFO The CDP's definitions are known again")).hasSize(1);
            definitions.stop();
        }
    }

    @Test
    void nobodyWaitsForACdpThatHangsMoreThanOnce() throws Exception {
        cdp.bench.fault(SLOW);
        CdpDefinitions definitions = definitions(Duration.ofMillis(100));
        assertThat(definitions.object("lead").why()).endsWith("does not answer in time");
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThat(definitions.object("lead").isFound()).isFalse();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        await().until(() -> definitions.object("lead").isFound());
        definitions.stop();
    }

    @Test
    void aHostThatDoesNotSpeakTheContractSaysNothing() throws Exception {
        String path = "{'path':'/cdp/v1/*','times':-1,'status':%d,'body':'%s'}";
        cdp.bench.fault(path.formatted(404, "<html>Not found</html>"));
        CdpDefinitions definitions = definitions(Duration.ofSeconds(5));
        assertThat(definitions.object("lead").state()).isEqualTo(Asked.State.UNKNOWN);
        cdp.bench.control("DELETE", "/faults", null);
        cdp.bench.fault(path.formatted(200, "<html>Welcome</html>"));
        assertThat(definitions.object("customers").why()).endsWith("gives no definitions");
        definitions.stop();
    }

    @Test
    void withoutATokenNobodyIsAsked() throws Exception {
        assertThat(cdp.definitions.object("lead").why())
                .isEqualTo("neither cdp.token nor cdp.client-id is set");
        assertThat(cdp.bench.calls(ATTRIBUTES)).isZero();
    }
}
