package io.tiktokroutes.inbox;

import static io.tiktokroutes.inbox.RouteBench.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WaitingTest {

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    void recordsWithALongWaitGoOnAtOnce(String kind) throws Exception {
        try (RouteBench bench = new RouteBench(kind, folder)) {
            AtomicBoolean down = new AtomicBoolean(true);
            bench.destination(
                            "d",
                            delivery -> {
                                if (down.get()) {
                                    delivery.settleOpen(Outcome.failed("DOWN", "x"));
                                }
                            })
                    .route("?backoff=3600000&maxBackoff=3600000", "direct:d");
            InboxComponent inbox = bench.camel.getComponent("inbox", InboxComponent.class);
            Waiting waiting = new Waiting(new Sql(bench.database.dataSource()), Clock.systemUTC());
            assertThat(waiting.rush(inbox)).isZero();
            bench.put(batch(0, 7));
            await().until(() -> bench.ledger("d").size() == 7 && postponed(bench) == 7);
            down.set(false);
            assertThat(waiting.rush(inbox)).isEqualTo(7);
            await().until(() -> bench.waiting() == 0);
            assertThat(bench.keys("d")).hasSize(14);
        }
    }

    private static int postponed(RouteBench bench) throws Exception {
        return bench.rows("select id from inbox where claimed_until is null and attempts = 1")
                .size();
    }
}
