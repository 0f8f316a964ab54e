package io.tiktokroutes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./a, jdbc:h2:file:./a;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
        "jdbc:h2:file:./a;write_delay=9, jdbc:h2:file:./a;write_delay=9;DB_CLOSE_ON_EXIT=FALSE",
        "jdbc:h2:./a;DB_CLOSE_ON_EXIT=TRUE, jdbc:h2:./a;DB_CLOSE_ON_EXIT=TRUE;WRITE_DELAY=0",
        "jdbc:postgresql://h/d, jdbc:postgresql://h/d?reWriteBatchedInserts=true",
        "jdbc:postgresql://h/d?ssl=true, jdbc:postgresql://h/d?ssl=true&reWriteBatchedInserts=true",
        "jdbc:postgresql://h/d?reWriteBatchedInserts=false,"
                + " jdbc:postgresql://h/d?reWriteBatchedInserts=false",
    })
    void isTunedUnlessTheUserDidSo(String written, String used) {
        assertThat(Database.tuned(written)).isEqualTo(used);
    }

    @Test
    void anotherKindIsToldWithoutItsPassword() {
        assertThatThrownBy(() -> Database.open("jdbc:oracle:x?password=secret", "", ""))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("database.url is 'jdbc:oracle:x'; write a JDBC URL of H2")
                .hasMessageNotContaining("secret");
    }
}
