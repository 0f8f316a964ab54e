package io.tiktokroutes.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Secrets;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What opens something once: guessed by nobody, good for ten minutes, bounded in number. */
class PassesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir Path folder;

    private static Passes at(Database database, Duration later) {
        Clock clock = Clock.fixed(NOW.plus(later), ZoneOffset.UTC);
        return new Passes(new Secrets(new Sql(database.dataSource()), clock), clock);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void eachIsGoodOnceAndForTenMinutes(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            Passes now = at(database, Duration.ZERO);
            String state = now.issue(Passes.Kind.STATE, "note");
            assertThat(state).matches("[A-Za-z0-9_-]{43}");
            assertThat(now.redeem(Passes.Kind.TICKET, state)).as("of another kind").isEmpty();
            assertThat(names(database)).hasSize(1).noneMatch(name -> name.contains(state));
            assertThat(now.redeem(Passes.Kind.STATE, state)).contains("note");
            assertThat(now.redeem(Passes.Kind.STATE, state)).isEmpty();
            assertThat(names(database)).isEmpty();

            String late = now.issue(Passes.Kind.TICKET, "");
            String inTime = now.issue(Passes.Kind.TICKET, "");
            assertThat(at(database, Duration.ofSeconds(599)).redeem(Passes.Kind.TICKET, inTime))
                    .isPresent();
            assertThat(at(database, Duration.ofMinutes(10)).redeem(Passes.Kind.TICKET, late))
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void thereAreNeverMany(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            Passes now = at(database, Duration.ZERO);
            for (int i = 0; i < Passes.MOST; i++) {
                now.issue(Passes.Kind.STATE, "");
            }
            assertThatThrownBy(() -> now.issue(Passes.Kind.STATE, ""))
                    .isInstanceOf(Passes.TooManyException.class);
            assertThat(now.issue(Passes.Kind.TICKET, "")).isNotEmpty();
            new Secrets(new Sql(database.dataSource()), Clock.fixed(NOW, ZoneOffset.UTC))
                    .put(AccessToken.NAME, "sealed");
            at(database, Duration.ofMinutes(11)).issue(Passes.Kind.STATE, "");
            assertThat(names(database)).hasSize(2).contains(AccessToken.NAME);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void ofManyWhoTryAtOnceOneGetsIt(String kind) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Database database = BothDatabases.open(kind, folder)) {
            Passes passes = at(database, Duration.ZERO);
            String pass = passes.issue(Passes.Kind.STATE, "");
            Callable<Integer> one =
                    () -> passes.redeem(Passes.Kind.STATE, pass).isPresent() ? 1 : 0;
            int got = 0;
            for (var taken : threads.invokeAll(Stream.generate(() -> one).limit(8).toList())) {
                got += taken.get();
            }
            assertThat(got).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> names(Database database) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                ResultSet rows =
                        connection.createStatement().executeQuery("select name from secret")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
