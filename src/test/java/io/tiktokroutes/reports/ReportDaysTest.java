package io.tiktokroutes.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportDaysTest {

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @ParameterizedTest
    @CsvSource({
        // the first time: the history
        "2026-11-21,,30,28,2026-10-22",
        "2026-11-21,,0,28,2026-11-21",
        "2026-03-01,,1,28,2026-02-28",
        "2028-03-01,,1,28,2028-02-29",
        "2026-11-21,,1000,28,2024-02-25",
        // later: what may still change
        "2026-11-21,2026-11-20,30,28,2026-10-24",
        "2026-11-21,2026-11-21,30,3,2026-11-18",
        "2026-11-21,2026-11-20,30,0,2026-11-20",
        // after a gap: from where the last pull ended
        "2026-11-21,2026-08-01,30,28,2026-08-01",
        "2026-11-21,2026-10-24,30,28,2026-10-24",
        // a clock that was ahead
        "2026-11-21,2026-11-23,30,28,2026-10-24"
    })
    void pullsWhatIsDue(
            LocalDate today, LocalDate readUpTo, int history, int back, LocalDate from) {
        ReportDays due = ReportDays.due(today, Optional.ofNullable(readUpTo), history, back);
        assertThat(due).isEqualTo(new ReportDays(from, today));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21,2026-11-21,1", "2026-11-01,2026-11-30,1", "2026-11-01,2026-12-01,2",
        "2026-10-22,2026-11-21,2", "2024-01-01,2024-12-31,13", "2023-11-01,2026-11-21,38"
    })
    void piecesCoverEveryDayOnceAndHoldThirtyAtMost(LocalDate from, LocalDate to, int count) {
        List<ReportDays> pieces = new ReportDays(from, to).pieces();
        assertThat(pieces).hasSize(count);
        LocalDate expected = from;
        for (ReportDays piece : pieces) {
            assertThat(piece.from()).isEqualTo(expected);
            assertThat(ChronoUnit.DAYS.between(piece.from(), piece.to())).isBetween(0L, 29L);
            expected = piece.to().plusDays(1);
        }
        assertThat(expected).isEqualTo(to.plusDays(1));
    }

    @Test
    void noDaysAreNoPieces() {
        assertThat(new ReportDays(day("2026-11-22"), day("2026-11-21")).pieces()).isEmpty();
    }
}
