package io.tiktokroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.inbox.DestinationStarts.Start;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a destination was put to work, and who was before anybody noted it. */
class DestinationStartsTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#allKinds";
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    @TempDir Path folder;

    private static DestinationStarts starts(Database database) {
        return new DestinationStarts(
                new Sql(database.dataSource()), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void aDestinationBeginsOnceAndComesFurther(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            DestinationStarts starts = starts(database);
            assertThat(starts.find("d", "in")).isEmpty();
            assertThat(starts.begin("d", "in", false)).isEqualTo(new Start(NOW, "", false));
            starts.advance("d", "in", "k7", false);
            // another process comes to it, too
            assertThat(starts.begin("d", "in", true)).isEqualTo(new Start(NOW, "k7", false));
            assertThat(starts.find("d", "other")).isEmpty();
            starts.advance("d", "in", "", true);
            assertThat(starts.find("d", "in")).isEqualTo(Optional.of(new Start(NOW, "", true)));
        }
    }

    /** Or a restart after the ledger's retention would send all of it once more. */
    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void whatOneProcessHasDoneAnotherThatIsBehindDoesNotUndo(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            DestinationStarts starts = starts(database);
            starts.begin("d", "in", false);
            starts.advance("d", "in", "", true);
            starts.advance("d", "in", "k7", false);
            assertThat(starts.find("d", "in")).isEqualTo(Optional.of(new Start(NOW, "", true)));
        }
    }

    /** Its leads went to it before there was this table, and must not go again. */
    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    void whoWasAtWorkBeforeThisVersionIsNotNew(String kind) throws Exception {
        boolean h2 = kind.equals("H2");
        String url = h2 ? BothDatabases.h2(folder) : BothDatabases.postgres();
        Flyway.configure()
                .dataSource(url, h2 ? "sa" : "", "")
                .locations("classpath:db/migration")
                .placeholders(Map.of("text", h2 ? "varchar(1000000)" : "text"))
                .target("4")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url, h2 ? "sa" : "", "");
                Statement statement = connection.createStatement()) {
            for (String key : new String[] {"k1", "k2"}) {
                statement.execute(
                        "insert into ledger (destination, inbox, record_key, outcome, reason,"
                                + " detail, request_id, attempts, decided_at) values ('old',"
                                + " 'in', '%s', 'delivered', '', '', '', 1,".formatted(key)
                                + " timestamp '2026-01-02 03:04:05')");
            }
        }
        try (Database database = Database.open(url, "", "")) {
            Instant first = Instant.parse("2026-01-02T03:04:05Z");
            assertThat(starts(database).find("old", "in"))
                    .isEqualTo(Optional.of(new Start(first, "", true)));
        }
    }
}
