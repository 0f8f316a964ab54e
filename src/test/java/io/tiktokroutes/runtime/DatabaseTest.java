package io.tiktokroutes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiktokroutes.store.BothDatabases;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
    })
    void isTunedUnlessTheUserDidSo(String written, String used) {
        assertThat(DatabaseUrl.tuned(written)).isEqualTo(used);
    }

    /** What goes wrong is logged, and what was to be stored is somebody's answers. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
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

    @Test
    void anotherKindIsToldWithoutItsPassword() {
        assertThatThrownBy(() -> Database.open("jdbc:oracle:x?password=secret", "", ""))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("database.url is 'jdbc:oracle:x'; write a JDBC URL of H2")
                .hasMessageNotContaining("secret");
    }
}
