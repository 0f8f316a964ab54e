package io.tiktokroutes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiktokroutes.cdp.LogLines;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a model or its rows: one clear message, and the snapshot stays as it was. */
class SyncTroublesTest {

    @TempDir Path folder;

    private SyncBench bench(String kind) throws Exception {
        SyncBench bench = new SyncBench(kind, folder);
        bench.warehouse(
                "create table shop_order (id varchar(20), total decimal(10, 2))",
                "insert into shop_order values ('O-1', 10.50), ('O-2', 20)");
        return bench;
    }

    private static String trouble(SyncBench bench, String model, String key) throws Exception {
        bench.model("orders", model);
        bench.sync("orders", "orders", key);
        String trouble = bench.run("orders");
        assertThat(bench.rows("select reason from model_run order by id desc").get(0).get(0))
                .isEqualTo(trouble);
        assertThat(bench.lastRun("orders")).startsWith("aborted");
        assertThat(bench.waiting("orders")).isEmpty();
        assertThat(bench.snapshot()).isEmpty();
        return trouble;
    }

    @ParameterizedTest
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    @Tag("RX-HT-9")
    void aQueryThatIsNoneStopsTheRunBeforeAnythingIsSent(String kind) throws Exception {
        try (SyncBench bench = bench(kind)) {
            assertThat(trouble(bench, "select id,\n  totl as value\nfrom shop_order", "id"))
                    .startsWith("models/orders.sql: the query is broken at line 2, column 3: ")
                    .containsIgnoringCase("totl");
            assertThat(trouble(bench, "select id\nform shop_order x y", "id"))
                    .startsWith("models/orders.sql: the query is broken at line 2, column ");
            assertThat(trouble(bench, "select id from shop_orders", "id"))
                    .startsWith("models/orders.sql: the query is broken at line 1, column 16: ")
                    .containsIgnoringCase("shop_orders");
            assertThat(trouble(bench, "-- nothing yet\n", "id"))
                    .isEqualTo(
                            "models/orders.sql: it is empty; write one query, such as select * from"
                                    + " orders");
            assertThat(trouble(bench, "select 1 as id;\nselect 2 as id;", "id"))
                    .isEqualTo(
                            "models/orders.sql: it holds several statements, and a model is one"
                                    + " query; take out what comes after the semicolon (line 1,"
                                    + " column 15)");
            assertThat(trouble(bench, "delete from shop_order", "id"))
                    .isEqualTo(
                            "models/orders.sql: a model only reads, and delete changes something in"
                                    + " the warehouse; write a query that begins with select (line"
                                    + " 1, column 1)");
            assertThat(trouble(bench, "selct id from shop_order", "id"))
                    .isEqualTo(
                            "models/orders.sql: it does not begin as a query does; did you mean"
                                    + " 'select'? (line 1, column 1)");
            assertThat(trouble(bench, "with t as (select 1 as id)\ndelete from shop_order", "id"))
                    .isEqualTo(
                            "models/orders.sql: a model only reads, and delete changes something in"
                                    + " the warehouse; write a query that begins with select (line"
                                    + " 2, column 1)");
            assertThat(trouble(bench, "select id, 'total from shop_order", "id"))
                    .isEqualTo(
                            "models/orders.sql: what begins here is never closed (line 1, column"
                                    + " 12)");
            assertThat(trouble(bench, "select id, total from shop_order", "ids"))
                    .isEqualTo(
                            "the query has no column ids, which is to be the primary key; did you"
                                    + " mean 'id'?");
            assertThat(trouble(bench, "select id, total, id from shop_order", "id"))
                    .startsWith(
                            "the query has more than one column id; name the columns one by one");
        }
    }

    @ParameterizedTest
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    @Tag("RX-HT-9")
    @Tag("R-HT-13")
    @Tag("R-HT-38")
    void aKeyThatDoesNotTellRowsApartStopsTheRunAndNamesExamples(String kind) throws Exception {
        try (SyncBench bench = bench(kind)) {
            bench.warehouse(
                    "insert into shop_order values ('O-2', 5), (null, 1), (null, 2), ('O-1', 3)");
            assertThat(trouble(bench, "select id, total from shop_order", "id"))
                    .isEqualTo(
                            "the primary key id must tell rows apart, and 2 rows have none, and 2"
                                    + " rows have one that another row has (O-2, O-1); nothing was"
                                    + " sent. Choose another column, or mend the query");
            String longer = "concat('a', repeat('x', 200))";
            assertThat(trouble(bench, "select " + longer + " as id from shop_order", "id"))
                    .contains("6 rows have one of more than 200 characters (axxxxxxxx");
            assertThat(trouble(bench, "select array[1, 2] as id, total from shop_order", "id"))
                    .startsWith("the primary key id is of the type ")
                    .endsWith(
                            ", which tells no rows apart; choose a column of text, a number or a"
                                    + " time, or cast it");
        }
    }

    @ParameterizedTest
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void columnsThatAreGoneOrOfAnotherTypeStopTheRunUntilTheyAreMeant(String kind)
            throws Exception {
        try (SyncBench bench = bench(kind)) {
            bench.model("orders", "select id, total from shop_order");
            bench.sync("orders", "orders", "id");
            assertThat(bench.run("orders")).isEmpty();
            bench.model("orders", "select total || '' as total, id as ident, id from shop_order");
            assertThat(bench.run("orders"))
                    .isEqualTo(
                            "column total was number and is text; put it back as it was, or, when"
                                    + " that is meant: resync orders --columns");
            bench.model("orders", "select id, 'x' as extra from shop_order");
            assertThat(bench.run("orders")).startsWith("column total (number) is gone; put it");
            assertThat(bench.snapshot()).containsExactly("O-1", "O-2");
            bench.execute("update model_sync set columns_seen = null");
            assertThat(bench.run("orders")).isEmpty();

            // what it is bound to stays
            bench.sync("orders", "orders", "extra");
            assertThat(bench.run("orders"))
                    .isEqualTo(
                            "its primary key was id and is extra now; nothing was sent. Put it back,"
                                    + " or give the sync another name, or let it begin anew: resync"
                                    + " orders");
            bench.sync("orders", "orders", "id", "mode", "mirror");
            assertThat(bench.run("orders")).startsWith("its mode was insert and is mirror now;");
            assertThat(bench.lastRun("orders")).startsWith("aborted");
        }
    }

    @ParameterizedTest
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void mirrorDoesNotEmptyAnAudienceBecauseAQueryWentWrong(String kind) throws Exception {
        try (SyncBench bench = bench(kind)) {
            bench.warehouse("delete from shop_order");
            bench.warehouse(
                    "insert into shop_order values "
                            + IntStream.range(0, 120)
                                    .mapToObj(i -> "('C-" + i + "', " + i + ")")
                                    .collect(Collectors.joining(", ")));
            bench.model("orders", "select id, total from shop_order");
            bench.sync("orders", "orders", "id", "mode", "mirror");
            assertThat(bench.run("orders")).isEmpty();
            bench.warehouse("delete from shop_order where total >= 50");
            assertThat(bench.run("orders"))
                    .startsWith(
                            "70 of 120 rows left the query, which is more than the 50% of"
                                    + " mostRemoved; nothing was sent.");
            bench.sync("orders", "orders", "id", "mode", "mirror", "mostRemoved", "60%");
            assertThat(bench.run("orders")).isEmpty();
            assertThat(bench.lastRun("orders")).contains(" -70 ");
        }
    }

    @ParameterizedTest
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void valuesOfRowsAreNeverToldAndAFailureMidwaySendsNothing(String kind) throws Exception {
        try (SyncBench bench = bench(kind);
                LogLines log = new LogLines()) {
            bench.warehouse("insert into shop_order values ('mai@example.com', 1)");
            bench.model(
                    "orders", "select id, cast(substring(id, 3) as integer) as n from shop_order");
            bench.sync("orders", "orders", "id");
            assertThat(bench.run("orders"))
                    .startsWith("the query failed")
                    .contains("nothing was sent: a value is not of the type or size that it must");
            // the server of the test has a log of its own, which says everything
            assertThat(log.all())
                    .filteredOn(line -> !line.contains(" UTC ["))
                    .noneMatch(line -> line.contains("i@example"));
            assertThat(bench.waiting("orders")).isEmpty();
            assertThat(bench.snapshot()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void threeHundredColumnsAndRowsOfAMegabyteGoThrough(String kind) throws Exception {
        try (SyncBench bench = bench(kind);
                LogLines log = new LogLines()) {
            String columns =
                    IntStream.range(0, 300)
                            .mapToObj(i -> i + " as c" + i)
                            .collect(Collectors.joining(", "));
            bench.model(
                    "orders",
                    "select id, repeat('x', case when id = 'O-1' then 990000 else 5000000 end) as"
                            + " big, "
                            + columns
                            + " from shop_order");
            bench.sync("orders", "orders", "id");
            assertThat(bench.run("orders")).isEmpty();
            var waiting = bench.waiting("orders");
            assertThat(waiting).containsOnlyKeys("O-1");
            assertThat(waiting.get("O-1")).contains("\"c299\":299").hasSizeGreaterThan(990_000);
            assertThat(log.starting("WARN orders: the row O-2 has 5,00")).hasSize(1);
            assertThat(log.starting("INFO orders: 2 rows read, 1 added")).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void anotherProcessHasTheSyncUntilItsLeaseEnds(String kind) throws Exception {
        String url = BothDatabases.url(kind, folder);
        try (SyncBench bench = new SyncBench(kind, url, BothDatabases.user(kind), folder)) {
            bench.warehouse("create table shop_order (id varchar(20))");
            bench.sync("orders", "select id from shop_order", "id");
            assertThat(bench.run("orders")).isEmpty();
            bench.execute("update model_sync set claimed_until = timestamp '2999-01-01 00:00:00'");
            bench.execute("update model_run set state = 'querying', handed_at = null");
            assertThat(bench.run("orders")).isEmpty();
            assertThat(bench.rows("select state from model_run")).hasSize(1);
            bench.source(null, bench.database.dataSource()).releaseAll();
            assertThat(bench.run("orders")).isEmpty();
            assertThat(bench.rows("select state, reason from model_run order by id"))
                    .containsExactly(
                            List.of("cancelled", "the program ended before it was over"),
                            List.of("completed", ""));

            // of a process that was killed, on a database that others share
            LocalDateTime soon = Sql.utc(Instant.now().plusMillis(1_200));
            bench.execute(
                    "update model_sync set claimed_until = timestamp '"
                            + soon.toString().replace('T', ' ')
                            + "'");
            assertThat(bench.run("orders")).isEmpty();
            assertThat(bench.rows("select state from model_run")).hasSize(3);
        }
    }

    @Test
    void aRunWhoseLeaseEndedHandsNothingOn() {
        Instant now = Instant.now();
        Claim claim =
                new Claim(null, Clock.fixed(now, ZoneOffset.UTC), null, Sql.utc(now.plusMillis(9)));
        claim.check();
        Claim lapsed =
                new Claim(
                        null, Clock.fixed(now, ZoneOffset.UTC), null, Sql.utc(now.minusMillis(9)));
        assertThatThrownBy(lapsed::check).hasMessageContaining("another process took it over");
    }

    @ParameterizedTest
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void rowsThatGoToNoInboxAreNotTakenForSent(String kind) throws Exception {
        try (SyncBench bench = bench(kind)) {
            bench.route("orders", "select id from shop_order", "id", "log:x");
            assertThat(bench.run("orders")).startsWith("its rows went to no inbox");
            assertThat(bench.snapshot()).isEmpty();
        }
    }

    @Test
    void aWarehouseThatIsAwayIsToldWithWhatToCheck() throws Exception {
        try (SyncBench bench =
                new SyncBench("H2", "jdbc:postgresql://127.0.0.1:1/shop", "postgres", folder)) {
            bench.sync("orders", "select id from shop_order", "id");
            assertThat(bench.run("orders"))
                    .startsWith(
                            "the warehouse cannot be reached: Connection to 127.0.0.1:1 refused")
                    .endsWith("; check warehouse.url, warehouse.user and warehouse.password");
            assertThat(bench.lastRun("orders")).startsWith("aborted");
        }
        String odd =
                "jdbc:h2:file:"
                        + folder.resolve("shop")
                        + ";AUTO_SERVER=TRUE;DB_CLOSE_ON_EXIT=FALSE";
        try (SyncBench bench = new SyncBench("H2", odd, "sa", folder)) {
            bench.sync("orders", "select id from shop_order", "id");
            assertThat(bench.run("orders"))
                    .as("words that hold no values are told")
                    .contains("Feature not supported", "AUTO_SERVER")
                    .doesNotContain("SQL state");
        }
    }

    @Test
    @Tag("RX-HT-9")
    void aConnectionThatIsLostIsToldInOneLine() throws Exception {
        try (SyncBench bench = bench("PostgreSQL");
                LogLines log = new LogLines()) {
            bench.sync(
                    "orders",
                    "select id, pg_terminate_backend(pg_backend_pid()) as ended from shop_order",
                    "id");
            assertThat(bench.run("orders")).startsWith("the query failed").contains("terminating");
            assertThat(log.all())
                    .anyMatch(line -> line.startsWith("ERROR orders: the query failed"))
                    .as("the pool would tell it with a stack trace")
                    .noneMatch(line -> line.contains("marked as broken"));
        }
    }

    @Test
    void anH2FileThatSeveralProgramsShareIsRead() throws Exception {
        String shared = "jdbc:h2:file:" + folder.resolve("shared") + ";AUTO_SERVER=TRUE";
        try (SyncBench bench = new SyncBench("H2", shared, "sa", folder)) {
            bench.warehouse("create table shop_order (id varchar(9), total integer)");
            bench.sync("orders", "select id, total from shop_order", "id");
            assertThat(bench.run("orders")).isEmpty();
        }
    }
}
