package io.tiktokroutes.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportDaysTest {

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21,2026-11-21,1", "2026-11-01,2026-11-30,1", "2026-11-01,2026-12-01,2",
        "2026-10-22,2026-11-21,2", "2024-01-01,2024-12-31,13", "2023-11-01,2026-11-21,38"
    })
    void piecesCoverEveryDayOnceAndHoldThirtyAtMost(LocalDate from, LocalDate to, int count) {
        List<ReportDays> pieces = new ReportDays(from, to).pieces(30);
        assertThat(pieces).hasSize(count);
        LocalDate expected = to;
        for (ReportDays piece : pieces) {
            assertThat(piece.to()).isEqualTo(expected);
            assertThat(ChronoUnit.DAYS.between(piece.from(), piece.to())).isBetween(0L, 29L);
            expected = piece.from().minusDays(1);
        }
        assertThat(expected).isEqualTo(from.minusDays(1));
    }

    @Test
    void halvesAreTheWhole() {
        ReportDays odd = new ReportDays(day("2028-02-28"), day("2028-03-01"));
        assertThat(odd.halves())
                .containsExactly(
                        new ReportDays(day("2028-02-28"), day("2028-02-29")),
                        new ReportDays(day("2028-03-01"), day("2028-03-01")));
    }

    @Test
    void singleDaysBecomeRanges() {
        TreeSet<LocalDate> days = new TreeSet<>();
        assertThat(ReportDays.of(days)).isEmpty();
        days.addAll(List.of(day("2026-02-28"), day("2026-03-01"), day("2026-03-03")));
        assertThat(ReportDays.of(days))
                .containsExactly(
                        new ReportDays(day("2026-02-28"), day("2026-03-01")),
                        new ReportDays(day("2026-03-03"), day("2026-03-03")));
    }
}
