package io.tiktokroutes.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.sandbox.Sandbox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of the logs finds what must not stand there, and nothing else. */
class LeakTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lead of Ana.Silva+x@example.co.uk",
                "?email=ana%40example.com",
                "phone +351900000001",
                "phone +1 202 555 0143",
                "Access-Token: " + Sandbox.ACCESS_TOKEN,
                "secret=" + Sandbox.APP_SECRET,
                "token f00dfacecafe0123456789abcdef0123456789ab",
                "email 973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b",
            })
    void isFound(String line) {
        assertThat(Leak.in(line)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "form 7300000000000000001 (eu): 12 leads, 3 new",
                "Record@1f2e3d4c of io.tiktokroutes.record.Record@7a",
                "at 2026-01-10T12:00:00.000+00:00",
                "request_id 20260114093011010245142068142B7C11",
                "route kamelet://tiktok-lead-source?name=leads",
            })
    void isNoLeak(String line) {
        assertThat(Leak.in(line)).isEmpty();
    }
}
