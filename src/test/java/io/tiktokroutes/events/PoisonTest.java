package io.tiktokroutes.events;

import static io.tiktokroutes.events.SenderBench.offlineRecords;
import static io.tiktokroutes.events.SenderBench.records;
import static io.tiktokroutes.record.Outcome.Kind.DELIVERED;
import static io.tiktokroutes.record.Outcome.Kind.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.record.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A thousand events of which one in a hundred, in twenty or in two is bad in a way that only TikTok
 * finds: every good one is delivered once, and what that costs in calls.
 */
class PoisonTest {

    private SenderBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new SenderBench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void everyGoodOneArrivedOnce(Delivery delivery, int step) throws Exception {
        int bad = 0;
        for (int i = 0; i < delivery.items().size(); i++) {
            boolean isBad = i % step == step - 1;
            bad += isBad ? 1 : 0;
            assertThat(delivery.items().get(i).outcome().kind())
                    .as("event %d", i)
                    .isEqualTo(isBad ? REFUSED : DELIVERED);
        }
        assertThat(bench.counted().path("unique").asInt()).isEqualTo(delivery.items().size() - bad);
        assertThat(bench.counted().path("duplicate").asInt()).isZero();
    }

    @ParameterizedTest(name = "one of {0} is bad, messages name it: {1}")
    @CsvSource({"100,true", "20,true", "2,true", "100,false", "20,false", "2,false"})
    @Tag("R-HT-26")
    @Tag("R-HT-24")
    @Tag("RX-HT-3")
    void aPoisonedBatchOfWebEvents(int step, boolean named) throws Exception {
        bench.bench.set("events_name_place", named);
        Delivery delivery = bench.send(records(1000, i -> i % step == step - 1));
        everyGoodOneArrivedOnce(delivery, step);
        int bad = 1000 / step;
        int calls = bench.calls();
        System.out.printf(
                "%d bad of 1000, %s: %d calls%n", bad, named ? "named" : "unnamed", calls);
        double halving = bad * (2 * Math.log(1000.0 / bad) / Math.log(2) + 3) + 1;
        assertThat((double) calls)
                .isLessThanOrEqualTo(named ? SiftingTest.bound(bad) : Math.min(2000, halving));
    }

    @Test
    @Tag("R-HT-49")
    void aPoisonedBatchOfOfflineEventsInBothForms() throws Exception {
        bench.offline("2.0");
        everyGoodOneArrivedOnce(bench.send(offlineRecords(1000, i -> i % 20 == 19)), 20);
        assertThat(bench.calls()).isLessThanOrEqualTo(SiftingTest.bound(50));
        bench.bench.control("POST", "/reset", null);
        bench.bench.set("events_qps", 0);
        bench.bench.set("events_age", true);
        bench.offline("1.0");
        Delivery delivery = bench.send(offlineRecords(1000, i -> i % 20 == 19));
        everyGoodOneArrivedOnce(delivery, 20);
        assertThat(bench.calls("/offline/batch/"))
                .as("ten batches of a hundred with five bad ones each")
                .isLessThanOrEqualTo(10 * SiftingTest.bound(5));
    }
}
