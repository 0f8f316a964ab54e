package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A CDP of which one half is down for a while. */
class OutageTest {

    private static final int LEADS = 1_000;

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("R-CDP-33")
    void oneDestinationLagsTheOtherDoesNotAndNothingIsSentTwice(String kind) throws Exception {
        try (LeadFlow flow = new LeadFlow(kind, folder)) {
            flow.save("events:now", "people:now:customers");
            flow.control(
                    "POST", "/faults", "{\"path\":\"/cdp/event\",\"times\":-1,\"status\":503}");
            flow.start();
            flow.put(0, LEADS);
            flow.awaitDelivered("people", LEADS);
            await().atMost(LeadFlow.SOON)
                    .until(
                            () ->
                                    flow.rows(
                                                    "select record_key from ledger"
                                                            + " where destination = 'events'"
                                                            + " and outcome = 'failed' and attempts > 2")
                                            .size(),
                            failed -> failed == LEADS);
            assertThat(flow.received("events")).isEmpty();
            // none leaves its inbox before it has reached both
            assertThat(flow.rows("select count(*) from inbox")).containsExactly("" + LEADS);

            flow.control("DELETE", "/faults", "");
            flow.awaitDelivered("events", LEADS);
            await().atMost(LeadFlow.SOON)
                    .until(() -> flow.rows("select count(*) from inbox").contains("0"));
            assertThat(flow.received("events")).hasSize(LEADS).doesNotHaveDuplicates();
            assertThat(
                            flow.rows(
                                    "select distinct attempts from ledger"
                                            + " where destination = 'people'"))
                    .containsExactly("1");
            assertThat(flow.control("GET", "/counts", "").at("/cdp/objects/customers").asInt())
                    .isEqualTo(LEADS);
            JsonNode calls = flow.control("GET", "/counts", "").path("calls");
            assertThat(records(calls)).as("calls %s", calls).isEqualTo(LEADS / 100);
        }
    }

    /** How many requests wrote business objects, a hundred each. */
    private static long records(JsonNode calls) {
        long count = 0;
        for (var each : calls.properties()) {
            if (each.getKey().endsWith("/records")) {
                count += each.getValue().path("total").asLong();
            }
        }
        return count;
    }
}
