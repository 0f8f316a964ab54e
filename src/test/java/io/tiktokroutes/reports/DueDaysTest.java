package io.tiktokroutes.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.reports.DaysRead.Read;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which days are due, where days are not 24 hours long and clocks are not right. */
class DueDaysTest {

    private static DueDays due(String zone, String now, SortedMap<LocalDate, Read> read) {
        return new DueDays(ZoneId.of(zone), Instant.parse(now), read);
    }

    /** Each of the days read at that instant. */
    private static SortedMap<LocalDate, Read> read(String from, int days, String at) {
        SortedMap<LocalDate, Read> read = new TreeMap<>();
        for (int i = 0; i < days; i++) {
            read.put(LocalDate.parse(from).plusDays(i), new Read("asked", 1, Instant.parse(at)));
        }
        return read;
    }

    private static String ranges(Iterable<LocalDate> days) {
        TreeMap<LocalDate, Boolean> sorted = new TreeMap<>();
        days.forEach(day -> sorted.put(day, true));
        return ReportDays.of(sorted.navigableKeySet()).stream()
                .map(range -> range.from() + ".." + range.to())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        // today is the ad account's, not the machine's
        "Europe/Berlin, 2026-03-31T22:30:00Z, 2026-04-01",
        "America/Los_Angeles, 2026-04-01T06:30:00Z, 2026-03-31",
        "Etc/GMT-13, 2026-03-31T11:00:00Z, 2026-04-01",
        "Pacific/Apia, 2027-12-31T11:30:00Z, 2028-01-01",
        "Etc/GMT+8, 2028-03-01T07:59:59Z, 2028-02-29",
        "Etc/GMT+8, 2026-03-01T07:59:59Z, 2026-02-28"
    })
    void todayIsTheAdAccounts(String zone, String now, LocalDate today) {
        assertThat(due(zone, now, new TreeMap<>()).today()).isEqualTo(today);
    }

    @Test
    void aDailyRunReadsTheLookbackAndNoMore() {
        SortedMap<LocalDate, Read> read = read("2026-01-01", 90, "2026-03-31T03:00:00Z");
        DueDays due = due("Europe/Berlin", "2026-04-01T03:00:00Z", read);
        LocalDate from = LocalDate.of(2026, 1, 1);
        assertThat(ranges(due.unsettled(from, 28))).isEqualTo("2026-03-04..2026-04-01");
        // yesterday went on after it was read
        assertThat(ranges(due.unsettled(from, 0))).isEqualTo("2026-03-31..2026-04-01");
    }

    @Test
    void afterADowntimeWhatHadNotSettledIsReadAgain() {
        SortedMap<LocalDate, Read> read = read("2026-01-01", 31, "2026-01-31T03:00:00Z");
        DueDays due = due("Europe/Berlin", "2026-04-01T03:00:00Z", read);
        assertThat(ranges(due.unsettled(LocalDate.of(2026, 1, 1), 28)))
                .isEqualTo("2026-01-04..2026-04-01");
    }

    @Test
    void holesAreFilled() {
        SortedMap<LocalDate, Read> read = read("2026-01-01", 90, "2026-03-31T03:00:00Z");
        read.remove(LocalDate.of(2026, 2, 1));
        DueDays due = due("Europe/Berlin", "2026-03-31T04:00:00Z", read);
        assertThat(ranges(due.unsettled(LocalDate.of(2026, 1, 1), 3)))
                .isEqualTo("2026-02-01..2026-02-01 2026-03-29..2026-03-31");
    }

    @ParameterizedTest
    @CsvSource({
        // 29 March 2026 has 23 hours in Berlin, 25 October has 25
        "Europe/Berlin, 2026-03-29, 2026-03-29T21:59:59Z, false",
        "Europe/Berlin, 2026-03-29, 2026-03-29T22:00:00Z, true",
        "Europe/Berlin, 2026-10-25, 2026-10-25T22:59:59Z, false",
        "Europe/Berlin, 2026-10-25, 2026-10-25T23:00:00Z, true",
        // its clocks jump at midnight: the day begins at one
        "Africa/Cairo, 2026-04-23, 2026-04-23T21:59:59Z, false",
        "Africa/Cairo, 2026-04-23, 2026-04-23T22:00:00Z, true",
        "Etc/GMT-13, 2026-12-31, 2026-12-31T10:59:59Z, false",
        "Etc/GMT-13, 2026-12-31, 2026-12-31T11:00:00Z, true"
    })
    void aDayThatWentOnAfterItWasReadIsReadAgain(
            String zone, LocalDate day, String at, boolean whole) {
        DueDays due = due(zone, "2027-02-01T00:00:00Z", read(day.toString(), 1, at));
        ReportDays one = new ReportDays(day, day);
        assertThat(due.unread(one, "asked").isEmpty()).isEqualTo(whole);
        assertThat(due.unread(one, "more")).containsExactly(day);
    }

    @Test
    void whatAClockThatWasAheadNotedIsNotReliedOn() {
        SortedMap<LocalDate, Read> read = read("2026-03-01", 60, "2026-04-29T03:00:00Z");
        DueDays due = due("Europe/Berlin", "2026-03-31T10:00:00Z", read);
        assertThat(ranges(due.unsettled(LocalDate.of(2026, 3, 1), 3)))
                .isEqualTo("2026-03-01..2026-03-31");
    }
}
