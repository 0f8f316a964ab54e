package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Many events through real HTTP: nothing is lost from the counts, and memory stays bounded. */
class LoadTest {

    private static final int BODIES = 200;
    private static final int EVENTS = 1000;

    @Test
    void holdsTwoHundredThousandEvents() {
        try (Client client = new Client()) {
            client.set("events_keep", 5000);
            String[] ids = new String[EVENTS];
            long took = 0;
            for (int body = 0; body < BODIES; body++) {
                for (int i = 0; i < EVENTS; i++) {
                    ids[i] = "order-" + body + "-" + i;
                }
                String text = Events.web(ids).toString();
                long start = System.nanoTime();
                assertThat(client.post("/event/track/", text).path("code").asInt()).isZero();
                took += System.nanoTime() - start;
            }
            client.post("/event/track/", Events.web(ids)); // the last thousand once more
            JsonNode events = client.counts().get("events");
            assertThat(events.path("accepted").asInt()).isEqualTo((BODIES + 1) * EVENTS);
            assertThat(events.path("unique").asInt()).isEqualTo(BODIES * EVENTS);
            assertThat(events.path("duplicate").asInt()).isEqualTo(EVENTS);
            assertThat(events.path("keys").asInt()).isEqualTo(BODIES * EVENTS);
            assertThat(events.path("kept").asInt()).isEqualTo(5000);
            assertThat(events.path("kept_bytes").asLong()).isLessThan(5000 * 600L);
            HttpResponse<String> all = client.raw("GET", "/_sandbox/received/event-ids", null);
            assertThat(all.body().lines().distinct().count()).isEqualTo(BODIES * EVENTS);
            assertThat(all.body()).startsWith("\"order-0-0\"\n").endsWith("\"order-199-999\"\n");
            long perSecond = BODIES * EVENTS * 1_000_000_000L / took;
            assertThat(perSecond).as("even on a busy machine").isGreaterThan(5_000);
        }
    }
}
