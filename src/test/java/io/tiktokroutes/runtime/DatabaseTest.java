package io.tiktokroutes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.inbox.InboxStore;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.reports.FullDisk;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./a, jdbc:h2:file:./a;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
        "jdbc:h2:file:./a;write_delay=9, jdbc:h2:file:./a;write_delay=9;DB_CLOSE_ON_EXIT=FALSE",
        "jdbc:h2:./a;DB_CLOSE_ON_EXIT=TRUE, jdbc:h2:./a;DB_CLOSE_ON_EXIT=TRUE;WRITE_DELAY=0",
        "jdbc:postgresql://h/d,"
                + " jdbc:postgresql://h/d?reWriteBatchedInserts=true&logServerErrorDetail=false",
        "jdbc:postgresql://h/d?ssl=true, jdbc:postgresql://h/d?ssl=true"
                + "&reWriteBatchedInserts=true&logServerErrorDetail=false",
        "jdbc:postgresql://h/d?reWriteBatchedInserts=false,"
                + " jdbc:postgresql://h/d?reWriteBatchedInserts=false&logServerErrorDetail=false",
        "jdbc:postgresql://h/d?logServerErrorDetail=true&reWriteBatchedInserts=false,"
                + " jdbc:postgresql://h/d?logServerErrorDetail=true&reWriteBatchedInserts=false",
        "jdbc:mariadb://h/d, jdbc:mariadb://h/d?connectTimeout=10000&allowLocalInfile=false",
        "jdbc:mariadb://h/d?sslMode=trust&allowLocalInfile=true,"
                + " jdbc:mariadb://h/d?sslMode=trust&allowLocalInfile=true&connectTimeout=10000",
    })
    void isTunedUnlessTheUserDidSo(String written, String used) {
        assertThat(DatabaseUrl.tuned(written)).isEqualTo(used);
    }

    @Test
    void whenThereIsRoomAgainAfterAFullDiskItGoesOn(@TempDir Path folder) throws Exception {
        FullDisk.mount();
        try (Database database =
                Database.open("jdbc:h2:file:full:" + folder.resolve("own"), "", "")) {
            InboxStore inboxes = new InboxStore(new Sql(database.dataSource()), Clock.systemUTC());
            ObjectNode payload = new ObjectMapper().createObjectNode().put("a", "x".repeat(50_000));
            inboxes.put("in", List.of(Record.of("in", "first", payload)));
            FullDisk.ROOM.set(10_000);
            try {
                assertThatThrownBy(
                                () -> {
                                    for (int i = 0; i < 100; i++) {
                                        inboxes.put(
                                                "in", List.of(Record.of("in", "k" + i, payload)));
                                    }
                                })
                        .isInstanceOf(SQLException.class);
            } finally {
                FullDisk.ROOM.set(Long.MAX_VALUE);
            }
            await().ignoreExceptions()
                    .until(
                            () ->
                                    inboxes.put("in", List.of(Record.of("in", "last", payload)))
                                                    .accepted()
                                            == 1);
            assertThat(inboxes.claim("in", 1, Duration.ofMinutes(1)))
                    .extracting(Record::key)
                    .containsExactly("first");
        }
    }

    /** What goes wrong is logged, and what was to be stored is somebody's answers. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    void whatCouldNotBeStoredStandsInNoMessage(String kind, @TempDir Path folder) throws Exception {
        try (Database database = BothDatabases.open(kind, folder);
                Connection connection = database.dataSource().getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into lead (lead_id, form_id, advertiser_id, seen_at, payload)"
                                        + " values (?, '', '', null, ?)")) {
            insert.setString(1, "1");
            insert.setString(2, "{\"email\":\"mai@example.com\"}");
            insert.addBatch();
            BatchUpdateException thrown =
                    catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);
            StringBuilder words = new StringBuilder();
            for (Throwable next : thrown) {
                words.append(next).append('\n');
            }
            assertThat(words.toString()).containsIgnoringCase("seen_at").doesNotContain("mai@");
        }
    }

    /** What an operator reads when he mistyped something; never the password. */
    @ParameterizedTest
    @CsvSource({
        "/, nobody, Access denied for user 'nobody'@'localhost' (using password: YES)",
        "/nosuch, root, Unknown database 'nosuch'",
    })
    void whatMariaDbDoesNotOpenIsToldInItsWords(
            String name, String user, String words, @TempDir Path folder) throws Exception {
        String url = BothDatabases.url("MariaDB", folder).replaceFirst("/[^/]*$", name);
        String password = user.equals("root") ? "" : "very-secret";
        assertThatThrownBy(() -> Database.open(url + "?sslMode=disable", user, password))
                .isInstanceOf(StartupException.class)
                .hasMessage(
                        "database %s cannot be opened: %s; check database.url, database.user and"
                                        .formatted(url, words)
                                + " database.password")
                .hasMessageNotContaining("very-secret");
    }

    @Test
    void aHostThatIsNotKnownIsToldAsSuch() {
        assertThatThrownBy(() -> Database.open("jdbc:mariadb://nosuch.invalid/d", "a", "b"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("cannot be opened: unknown host nosuch.invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "MariaDB, 10.5.29-MariaDB, 10, 5, 'is MariaDB 10.5.29; the program needs 10.6 or newer'",
        "MariaDB, 5.5.68-MariaDB, 5, 5, 'is MariaDB 5.5.68; the program needs 10.6 or newer'",
        "MySQL, 8.4.0, 8, 4, is MySQL; the program needs a MariaDB there",
        "MariaDB, 10.6.0-MariaDB, 10, 6,",
        "MariaDB, 11.4.5-MariaDB, 11, 4,",
        "MariaDB, 12.0.1-MariaDB, 12, 0,",
    })
    void aServerThatWillNotDoIsTold(
            String product, String version, int major, int minor, String words) {
        StartupException told =
                catchThrowableOfType(
                        StartupException.class,
                        () -> Migrations.checkServer(product, version, major, minor, "U"));
        assertThat(told == null ? null : told.getMessage())
                .isEqualTo(words == null ? null : "database U " + words);
    }

    @Test
    void tablesOfSomebodyElseAreLeftAlone(@TempDir Path folder) throws Exception {
        String url = BothDatabases.h2(folder);
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table theirs (id integer)");
        }
        assertThatThrownBy(() -> Database.open(url, "", ""))
                .isInstanceOf(StartupException.class)
                .hasMessage(
                        "database %s holds tables of somebody else; make an empty one for the"
                                        .formatted(url)
                                + " program, and name it in database.url");
    }

    @Test
    void mySqlIsToldFromMariaDb() {
        assertThatThrownBy(() -> Database.open("jdbc:mysql://h/d?password=secret", "", ""))
                .isInstanceOf(StartupException.class)
                .hasMessage(
                        "database.url is 'jdbc:mysql://h/d'; MySQL is none of the databases the"
                                + " program runs on. If the server is a MariaDB, write"
                                + " jdbc:mariadb://h/d");
    }

    @Test
    void anotherKindIsToldWithoutItsPassword() {
        assertThatThrownBy(() -> Database.open("jdbc:oracle:x?password=secret", "", ""))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("database.url is 'jdbc:oracle:x'; write a JDBC URL of H2")
                .hasMessageNotContaining("secret");
    }
}
