package io.tiktokroutes.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "today | 2026-03-31 | 2026-03-31..2026-03-31",
                "Yesterday | 2026-03-01 | 2026-02-28..2026-02-28",
                "yesterday | 2028-03-01 | 2028-02-29..2028-02-29",
                "last 1 day | 2026-03-31 | 2026-03-31..2026-03-31",
                "last 7 days | 2026-01-03 | 2025-12-28..2026-01-03",
                "14 to 1 days ago | 2026-03-15 | 2026-03-01..2026-03-14",
                "1  to 0 days ago | 2026-03-01 | 2026-02-28..2026-03-01",
                "2026-01-01 to 2026-01-31 | 2026-03-31 | 2026-01-01..2026-01-31",
                // what has not come yet is left out, so that a whole year can be written at once
                "2026-01-01 to 2026-12-31 | 2026-03-31 | 2026-01-01..2026-03-31",
                "2026-04-01 to 2026-12-31 | 2026-03-31 | ''",
                "2026-01-15, 2026-01-01,2026-01-15 2028-02-29 | 2026-03-31 |"
                        + " 2026-01-01..2026-01-01 2026-01-15..2026-01-15",
                "2028-02-29 | 2028-03-01 | 2028-02-29..2028-02-29"
            })
    @Tag("RX-WIT-2")
    void wordsMeanDays(String words, LocalDate today, String days) {
        assertThat(
                        RangeWords.of(words).on(today).stream()
                                .map(range -> range.from() + ".." + range.to())
                                .collect(Collectors.joining(" ")))
                .isEqualTo(days);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "last week | write restatement, today, yesterday, last 7 days",
                "last 0 days | write a number from 1 to 3660",
                "last 99999999999 days | write a number from 1 to 3660",
                "1 to 14 days ago | is reversed; write 14 to 1 days ago",
                "2026-01-31 to 2026-01-01 | is reversed; write 2026-01-01 to 2026-01-31",
                "2026-02-29 | '2026-02-29' is no day; write one such as 2026-01-31",
                "2026-01-01 to 2026-06-31 | '2026-06-31' is no day",
                "0206-01-01 to 2026-06-30 | '0206-01-01' is no day",
                "2001-01-01 to 2026-06-30 | at most 3660 are pulled at once",
                "01/02/2026 | is no range of days",
                "2026-01-01; 2026-01-02 | is no range of days"
            })
    @Tag("RX-WIT-2")
    void otherWordsAreToldOf(String words, String message) {
        assertThatThrownBy(() -> RangeWords.of(words))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining(message);
    }
}
