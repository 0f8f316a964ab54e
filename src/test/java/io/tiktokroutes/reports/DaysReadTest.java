package io.tiktokroutes.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DaysReadTest {

    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-03-31T10:00:00.123Z"), ZoneOffset.UTC);

    @TempDir Path folder;

    private static SortedMap<LocalDate, Long> days(String from, long... rows) {
        SortedMap<LocalDate, Long> days = new TreeMap<>();
        for (int i = 0; i < rows.length; i++) {
            days.put(LocalDate.parse(from).plusDays(i), rows[i]);
        }
        return days;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void whatWasReadIsRememberedByDay(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            Sql sql = new Sql(database.dataSource());
            DaysRead read = new DaysRead(sql, NOON);
            read.mark("ads", "1", "first", days("2026-02-27", 3, 0, 5));
            read.mark("ads", "2", "first", days("2026-03-31", 9));
            read.mark("other", "1", "first", days("2026-03-30", 9));
            Clock later = Clock.offset(NOON, Duration.ofHours(1));
            new DaysRead(sql, later).mark("ads", "1", "second", days("2026-03-01", 6, 7));

            var known =
                    read.between("ads", "1", LocalDate.of(2026, 2, 28), LocalDate.of(2026, 12, 31));
            assertThat(known)
                    .isEqualTo(
                            new TreeMap<>(
                                    Map.of(
                                            LocalDate.of(2026, 2, 28),
                                            new DaysRead.Read("first", 0, NOON.instant()),
                                            LocalDate.of(2026, 3, 1),
                                            new DaysRead.Read("second", 6, later.instant()),
                                            LocalDate.of(2026, 3, 2),
                                            new DaysRead.Read("second", 7, later.instant()))));
            assertThat(new DaysRead(sql, later).freshness())
                    .containsExactly(
                            new DaysRead.Freshness(
                                    "ads", "1", LocalDate.of(2026, 3, 2), later.instant()),
                            new DaysRead.Freshness(
                                    "ads", "2", LocalDate.of(2026, 3, 31), NOON.instant()),
                            new DaysRead.Freshness(
                                    "other", "1", LocalDate.of(2026, 3, 30), NOON.instant()));
            assertThat(read.newestDay("ads", "3")).isEmpty();
            // noted while the clock was ahead: no news
            new DaysRead(sql, Clock.offset(NOON, Duration.ofDays(400)))
                    .mark("ads", "2", "first", days("2027-05-01", 1));
            assertThat(read.newestDay("ads", "2")).contains(LocalDate.of(2026, 3, 31));
        }
    }
}
