package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Destinations that are added to a flow which has delivered leads before. */
class StartFromTest {

    private static final int BEFORE = 450;

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("R-CDP-33")
    void aDestinationOfTheBeginningGetsAllAndOneOfNowWhatIsNew(String kind) throws Exception {
        try (LeadFlow flow = new LeadFlow(kind, folder)) {
            flow.save("first:now", "second:beginning");
            flow.start();
            flow.put(0, BEFORE);
            flow.putForgotten("7600000000000000001");
            flow.awaitDelivered("first", BEFORE);
            flow.awaitDelivered("second", BEFORE);
            awaitDone(flow, "first", "second");

            flow.control(
                    "POST", "/faults", "{\"path\":\"/cdp/event\",\"times\":-1,\"delay_ms\":4}");
            flow.save("first:now", "second:beginning", "third:beginning");
            await().atMost(LeadFlow.SOON).until(() -> flow.delivered("third") > 0);
            flow.stop();

            flow.start();
            assertThat(flow.rows("select destination from destination_start where done = false"))
                    .containsExactly("third");
            flow.control("DELETE", "/faults", "");
            flow.put(BEFORE, BEFORE + 10);
            flow.awaitDelivered("third", BEFORE + 10);
            awaitDone(flow, "first", "second", "third");
            for (String destination : new String[] {"first", "second", "third"}) {
                assertThat(flow.received(destination)).hasSize(BEFORE + 10).doesNotHaveDuplicates();
            }

            flow.save("first:now", "second:beginning", "third:beginning", "fourth:now");
            awaitDone(flow, "first", "second", "third", "fourth");
            flow.put(BEFORE + 10, BEFORE + 15);
            flow.awaitDelivered("fourth", 5);
            // it has been at work before: to change its mind brings nothing more
            flow.stop();
            flow.save("first:now", "second:beginning", "third:beginning", "fourth:beginning");
            flow.start();
            flow.put(BEFORE + 15, BEFORE + 16);
            flow.awaitDelivered("fourth", 6);
            flow.awaitDelivered("first", BEFORE + 16);
            assertThat(flow.received("fourth")).hasSize(6).doesNotHaveDuplicates();
            assertThat(flow.received("third")).hasSize(BEFORE + 16).doesNotHaveDuplicates();
            await().until(() -> flow.rows("select count(*) from inbox").contains("0"));
        }
    }

    private static void awaitDone(LeadFlow flow, String... destinations) {
        await().atMost(LeadFlow.SOON)
                .until(
                        () ->
                                Set.copyOf(
                                                flow.rows(
                                                        "select destination from destination_start"
                                                                + " where done = true"))
                                        .equals(Set.of(destinations)));
    }
}
