package io.tiktokroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InboxStoreTest {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final Clock clock =
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }
            };

    private interface Body {
        void run(InboxStore store, Ledger ledger) throws Exception;
    }

    private void on(String kind, Body body) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            Sql sql = new Sql(database.dataSource());
            body.run(new InboxStore(sql, clock), new Ledger(sql, clock));
        }
    }

    private static Record record(String key) {
        return Record.of("in", key, JSON.createObjectNode().put("id", "7400000000000000001"));
    }

    private static List<Record> records(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> record("k" + i)).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    void aKnownKeyIsADuplicate(String kind) throws Exception {
        on(
                kind,
                (store, ledger) -> {
                    assertThat(store.put("in", records(0, 1200)))
                            .extracting(Accepted::accepted, Accepted::duplicates)
                            .containsExactly(1200, 0);
                    assertThat(store.put("in", records(1100, 1300)))
                            .extracting(Accepted::accepted, Accepted::duplicates)
                            .containsExactly(100, 100);
                    assertThat(store.put("in", List.of(record("x"), record("x"))))
                            .extracting(Accepted::accepted, Accepted::duplicates)
                            .containsExactly(1, 1);
                    assertThat(store.put("other", records(0, 2)))
                            .extracting(Accepted::accepted, Accepted::duplicates)
                            .containsExactly(2, 0);
                    assertThat(store.depth("in", 5000)).isEqualTo(1301);
                    assertThat(store.depth("in", 10)).isEqualTo(10);
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    void aSettledRecordThatComesAgainIsADuplicate(String kind) throws Exception {
        on(
                kind,
                (store, ledger) -> {
                    store.put("in", records(0, 1));
                    Batch batch = store.claim("in", 10, LEASE);
                    ledger.write("d", "in", "f", List.of(new Ledger.Line(batch.get(0), ok())));
                    store.settle(batch, List.of(), now);
                    assertThat(store.depth("in", 10)).isZero();
                    assertThat(store.put("in", records(0, 1)))
                            .extracting(Accepted::accepted, Accepted::duplicates)
                            .containsExactly(0, 1);
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    void aClaimKeepsOthersAwayUntilTheLeaseEnds(String kind) throws Exception {
        on(
                kind,
                (store, ledger) -> {
                    store.put("in", records(0, 3));
                    Batch first = store.claim("in", 2, LEASE);
                    assertThat(first).extracting(Record::key).containsExactly("k0", "k1");
                    assertThat(store.claim("in", 9, LEASE))
                            .extracting(Record::key)
                            .containsExactly("k2");
                    now = now.plusSeconds(50);
                    store.renew(first, LEASE);
                    now = now.plusSeconds(15);
                    assertThat(store.claim("in", 9, LEASE))
                            .extracting(Record::key)
                            .containsExactly("k2");
                    now = now.plusSeconds(61);
                    assertThat(store.claim("in", 9, LEASE)).hasSize(3);
                });
    }

    /** A thousand rows of a megabyte would be more than the memory that the program has. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    void aClaimHoldsNoMoreThanFitsIntoMemory(String kind) throws Exception {
        on(
                kind,
                (store, ledger) -> {
                    var payload = JsonNodeFactory.instance.objectNode();
                    payload.put("big", "x".repeat(990_000));
                    for (int i = 0; i < 45; i++) {
                        store.put("in", List.of(Record.of("in", "big" + i, payload)));
                    }
                    store.put("in", records(0, 500));
                    assertThat(store.claim("in", 1000, LEASE)).hasSizeLessThanOrEqualTo(32);
                    assertThat(store.claim("in", 1000, LEASE)).hasSizeBetween(8, 9);
                    while (!store.claim("in", 1000, LEASE).isEmpty()) {
                        // small ones are taken in large pieces again
                    }
                    store.put("in", records(500, 700));
                    assertThat(store.claim("in", 1000, LEASE)).hasSize(200);
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    void whatFailedWaitsAndCountsItsAttempts(String kind) throws Exception {
        on(
                kind,
                (store, ledger) -> {
                    store.put("in", records(0, 2));
                    Batch batch = store.claim("in", 9, LEASE);
                    store.settle(batch.subList(0, 1), batch.subList(1, 2), now.plusSeconds(30));
                    assertThat(store.claim("in", 9, LEASE)).isEmpty();
                    now = now.plusSeconds(30);
                    Batch again = store.claim("in", 9, LEASE);
                    assertThat(again).extracting(Record::key).containsExactly("k1");
                    assertThat(again.get(0).attempts()).isEqualTo(1);
                    assertThat(again.get(0).payload().path("id").textValue())
                            .isEqualTo("7400000000000000001");
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    void severalClaimersNeverGetTheSameRecord(String kind) throws Exception {
        on(
                kind,
                (store, ledger) -> {
                    store.put("in", records(0, 900));
                    var pool = Executors.newFixedThreadPool(4);
                    List<Callable<List<String>>> claimers = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        claimers.add(() -> claimAll(store));
                    }
                    List<String> all = new ArrayList<>();
                    for (Future<List<String>> future : pool.invokeAll(claimers)) {
                        all.addAll(future.get());
                    }
                    pool.shutdownNow();
                    assertThat(all).hasSize(900);
                    assertThat(Set.copyOf(all)).hasSize(900);
                });
    }

    private static List<String> claimAll(InboxStore store) throws Exception {
        List<String> keys = new ArrayList<>();
        // skipping locked rows may yield an empty look while others hold the rest
        for (int empty = 0; empty < 20; ) {
            Batch batch = store.claim("in", 37, LEASE);
            batch.forEach(r -> keys.add(r.key()));
            empty = batch.isEmpty() ? empty + 1 : 0;
        }
        return keys;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    void twoWhoPutTheSameKeysAtOnceAgreeOnWhoWasFirst(String kind) throws Exception {
        on(
                kind,
                (store, ledger) -> {
                    var pool = Executors.newFixedThreadPool(4);
                    List<Callable<Accepted>> callers = new ArrayList<>();
                    for (int i = 0; i < 8; i++) {
                        callers.add(() -> store.put("in", records(0, 50)));
                    }
                    int accepted = 0;
                    for (Future<Accepted> future : pool.invokeAll(callers)) {
                        accepted += future.get().accepted();
                    }
                    pool.shutdownNow();
                    assertThat(accepted).isEqualTo(50);
                    Set<String> keys = new HashSet<>();
                    store.claim("in", 100, LEASE).forEach(r -> keys.add(r.key()));
                    assertThat(keys).hasSize(50);
                });
    }

    /** Seen by a caller as one of two events accepted that had been delivered a moment before. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    void whatIsSettledWhileItComesAgainIsADuplicate(String kind) throws Exception {
        ExecutorService again = Executors.newSingleThreadExecutor();
        try (Database database = BothDatabases.open(kind, folder)) {
            Sql sql = new Sql(database.dataSource());
            InboxStore store = new InboxStore(sql, clock);
            store.put("in", records(0, 1));
            Future<Accepted> second =
                    sql.transaction(
                            connection -> {
                                settleFirst(connection);
                                Future<Accepted> put =
                                        again.submit(() -> store.put("in", records(0, 2)));
                                // H2 says at once what PostgreSQL waits to be told
                                await().pollDelay(Duration.ofMillis(300))
                                        .until(() -> put.isDone() || kind.equals("PostgreSQL"));
                                return put;
                            });
            assertThat(second.get(10, TimeUnit.SECONDS))
                    .extracting(Accepted::accepted, Accepted::duplicates)
                    .containsExactly(1, 1);
            assertThat(store.claim("in", 9, LEASE)).extracting(Record::key).containsExactly("k1");
        } finally {
            again.shutdownNow();
        }
    }

    private static void settleFirst(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "insert into ledger (destination, inbox, record_key, outcome, reason,"
                            + " detail, request_id, attempts, decided_at)"
                            + " values ('d', 'in', 'k0', 'delivered', '', '', '', 1,"
                            + " timestamp '2026-11-21 10:00:00')");
            statement.executeUpdate("delete from inbox where record_key = 'k0'");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    void theLedgerKeepsTheLatestOutcomeAndForgetsOldOnes(String kind) throws Exception {
        on(
                kind,
                (store, ledger) -> {
                    Record record = record("k");
                    ledger.write(
                            "d",
                            "in",
                            "f",
                            List.of(new Ledger.Line(record, Outcome.failed("TIMEOUT", "x"))));
                    ledger.write(
                            "d",
                            "in",
                            "f",
                            List.of(new Ledger.Line(record, Outcome.refused("BAD_EMAIL", "y"))));
                    ledger.write(
                            "d",
                            "in",
                            "f",
                            List.of(new Ledger.Line(record, Outcome.refused("BAD_EMAIL", "z"))));
                    Outcome latest = ledger.known("d", "in", List.of(record)).get("k").outcome();
                    assertThat(latest).isEqualTo(Outcome.refused("BAD_EMAIL", "z"));
                    assertThat(ledger.known("e", "in", List.of(record))).isEmpty();
                    now = now.plus(Duration.ofDays(31));
                    assertThat(ledger.forget(Duration.ofDays(30))).isEqualTo(1);
                    assertThat(ledger.known("d", "in", List.of(record))).isEmpty();
                });
    }

    private static Outcome ok() {
        return Outcome.delivered("r");
    }
}
