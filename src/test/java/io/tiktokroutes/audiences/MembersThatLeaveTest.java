package io.tiktokroutes.audiences;

import static io.tiktokroutes.audiences.AudienceBench.gone;
import static io.tiktokroutes.audiences.AudienceBench.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who leaves, changes, shares an identifier or comes back, in mode mirror. */
class MembersThatLeaveTest {

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void anIdentifierStaysAsLongAsOneRowHasIt(String kind) throws Exception {
        try (AudienceBench audience = new AudienceBench(kind, folder)) {
            audience.send(row("a", 1, "a", "shared"), row("b", 1, "b", "shared"));
            assertThat(audience.members()).isEqualTo("a b shared");
            assertThat(audience.send(gone("a", 2))).isEqualTo("D");
            assertThat(audience.members()).isEqualTo("b shared");
            int before = audience.calls();
            assertThat(audience.send(row("b", 3, "shared", "b"))).isEqualTo("D");
            assertThat(audience.calls()).as("nothing changed").isEqualTo(before);

            // it moves in one batch, and in two, in either order
            audience.send(row("b", 4, "b"), row("c", 4, "shared"));
            assertThat(audience.members()).isEqualTo("b shared");
            audience.send(row("d", 5, "shared"));
            audience.send(gone("c", 5));
            assertThat(audience.members()).isEqualTo("b shared");
            audience.send(gone("d", 6));
            assertThat(audience.members()).isEqualTo("b");
            audience.send(row("e", 6, "shared"));
            assertThat(audience.members()).isEqualTo("b shared");

            // a row comes back, and one goes that never was
            assertThat(audience.send(row("a", 7, "a"), gone("never", 7))).isEqualTo("D, D");
            assertThat(audience.members()).isEqualTo("a b shared");
        }
    }

    @Test
    void whatComesTooLateIsSuperseded() throws Exception {
        try (AudienceBench audience = new AudienceBench("H2", folder)) {
            assertThat(audience.send(row("a", 3, "three"), row("a", 2, "two")))
                    .isEqualTo("D, S SUPERSEDED");
            assertThat(audience.send(row("a", 1, "one"))).isEqualTo("S SUPERSEDED");
            assertThat(audience.send(gone("b", 2))).isEqualTo("D");
            assertThat(audience.send(row("b", 1, "b"))).as("it left").isEqualTo("S SUPERSEDED");
            assertThat(audience.send(row("a", 3, "three"))).as("a repeat").isEqualTo("D");
            assertThat(audience.members()).isEqualTo("three");
        }
    }

    @Test
    void whoWithdrawsConsentIsTakenOutEvenWhenTikTokAnswersLater() throws Exception {
        try (AudienceBench audience = new AudienceBench("H2", folder)) {
            audience.send(row("a", 1, "a"), row("b", 1, "b"), row("c", 1, "c"));
            audience.bench.fault("{'path':'/segment/mapping/','times':-1,'code':50000}");
            assertThat(audience.send(skipped(audience, row("a", 2))))
                    .as("skipped would be the last word")
                    .isEqualTo("F TIKTOK_50000");
            audience.bench.control("DELETE", "/faults", null);
            assertThat(audience.send(skipped(audience, row("a", 2)))).isEqualTo("S CONSENT");
            assertThat(audience.members()).isEqualTo("b c");
            assertThat(audience.send(row("a", 1, "a"))).isEqualTo("S SUPERSEDED");

            Delivery refused = audience.delivery(row("b", 3));
            refused.items().get(0).outcome(Outcome.refused("BAD_PHONE", "no number"));
            assertThat(audience.send(refused)).isEqualTo("R BAD_PHONE");
            assertThat(audience.members()).as("a mistake takes nobody out").isEqualTo("b c");
        }
    }

    private static Delivery skipped(AudienceBench audience, Record record) {
        Delivery delivery = audience.delivery(record);
        delivery.items().get(0).outcome(Outcome.skipped("CONSENT", ""));
        return delivery;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void batchesOfSeveralProcessesWaitForEachOther(String kind) throws Exception {
        try (AudienceBench audience = new AudienceBench(kind, folder)) {
            audience.send(row("r0", 1, "first"));
            ExecutorService threads = Executors.newFixedThreadPool(4);
            List<Future<?>> all = new ArrayList<>();
            for (int process = 0; process < 4; process++) {
                AudienceSender sender = audience.sender(Duration.ofSeconds(20));
                int first = 2 + process;
                all.add(
                        threads.submit(
                                () -> {
                                    for (int run = first; run < 42; run += 4) {
                                        Record[] rows = new Record[5];
                                        for (int i = 0; i < rows.length; i++) {
                                            String shared = "s" + (run + i) % 3;
                                            rows[i] = row("r" + i, run, "v" + run, shared);
                                        }
                                        Delivery delivery = audience.delivery(rows);
                                        do {
                                            sender.send(delivery);
                                        } while (delivery.items().stream()
                                                .anyMatch(item -> !item.outcome().last()));
                                    }
                                    return null;
                                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
            threads.shutdown();
            assertThat(audience.members()).isEqualTo("s0 s1 s2 v41");
            assertThat(audience.audiences()).hasSize(1);
        }
    }

    @Test
    void anAudienceThatIsHeldIsWaitedForNoLongerThanIsBearable() throws Exception {
        try (AudienceBench audience = new AudienceBench("H2", folder)) {
            audience.send(row("a", 1, "a"));
            try (Connection other = audience.database.dataSource().getConnection();
                    Statement hold = other.createStatement()) {
                other.setAutoCommit(false);
                hold.execute("select * from audience for update");
                assertThat(audience.send(row("b", 1, "b"))).isEqualTo("F AUDIENCE_BUSY");
                other.rollback();
                other.setAutoCommit(true);
            }
            assertThat(audience.send(row("b", 1, "b"))).isEqualTo("D");
        }
    }
}
