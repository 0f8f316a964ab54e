package io.tiktokroutes.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What words and cron mean, also on the days when the clock is moved and at the ends of months. */
class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @Tag("RX-WIT-1")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // Friday
                "every minute | 2026-11-27T10:00 | 11-27T10:01 11-27T10:02",
                "every 15 minutes | 2026-11-27T10:07 | 11-27T10:15 11-27T10:30 11-27T10:45",
                "every 7 minutes | 2026-11-27T23:45 | 11-27T23:48 11-27T23:55 11-28T00:00",
                "every hour | 2026-11-27T10:00 | 11-27T11:00 11-27T12:00",
                "Every  2 HOURS | 2026-11-27T23:00 | 11-28T00:00 11-28T02:00",
                "every 90 minutes from 08:00 | 2026-11-27T05:00 | 11-27T06:30 11-27T08:00 11-27T09:30",
                "every 5 hours from 08:00 | 2026-11-27T03:00 | 11-27T04:00 11-27T08:00 11-27T13:00",
                "every 15 minutes from 2026-12-01 | 2026-11-27T10:00 | 12-01T00:00 12-01T00:15",
                "every hour from 2026-12-01 08:30 | 2026-11-27T10:00 | 12-01T08:30 12-01T09:30",
                "every day at 05:00 | 2026-11-27T05:00 | 11-28T05:00 11-29T05:00",
                "every+day+at+5:00 | 2026-11-27T04:59 | 11-27T05:00 11-28T05:00",
                "every 3 days at 05:00 | 2026-11-27T10:00 | 11-30T05:00 12-03T05:00 12-06T05:00",
                "every 3 days at 05:00 from 2026-12-02 | 2026-11-27T10:00 | 12-02T05:00 12-05T05:00",
                "every monday at 07:30 | 2026-11-27T10:00 | 11-30T07:30 12-07T07:30",
                "every week on friday at 12:00 | 2026-11-27T10:00 | 11-27T12:00 12-04T12:00",
                "every 2 weeks on monday at 05:00 | 2026-11-27T10:00 | 12-07T05:00 12-21T05:00",
                "every 2 weeks on monday at 05:00 from 2026-11-30 | 2026-11-27T10:00 | 11-30T05:00 12-14T05:00",
                "every month on the 1st at 05:00 | 2026-11-27T10:00 | 12-01T05:00 01-01T05:00",
                "every month on the 15 at 05:00 from 2026-12-16 | 2026-11-27T10:00 | 01-15T05:00 02-15T05:00",
                "every 3 months on the 1st at 05:00 | 2026-11-27T10:00 | 01-01T05:00 04-01T05:00",
                // the ends of months, and the leap day of 2028
                "every month on the last day at 05:00 | 2026-11-27T10:00 | 11-30T05:00 12-31T05:00 01-31T05:00 02-28T05:00",
                "every month on the 31st at 05:00 | 2028-01-31T10:00 | 02-29T05:00 03-31T05:00 04-30T05:00",
                "every month on the 29th at 05:00 | 2027-01-31T10:00 | 02-28T05:00 03-29T05:00",
                "every 12 months on the 29th at 05:00 from 2028-02-29 | 2026-01-01T00:00 | 02-29T05:00 02-28T05:00",
                "0 0 5 31 * ? | 2026-11-27T10:00 | 12-31T05:00 01-31T05:00 03-31T05:00",
                "0 0 5 L * ? | 2026-11-27T10:00 | 11-30T05:00 12-31T05:00",
                "0 0/10 * * * ? | 2026-11-27T10:00 | 11-27T10:10 11-27T10:20",
                // on March 28th of 2027 there is no time from 02:00 to 03:00
                "every day at 02:30 | 2027-03-27T00:00 | 03-27T02:30 03-28T03:30 03-29T02:30",
                "every hour | 2027-03-28T00:30 | 03-28T01:00 03-28T03:00 03-28T04:00",
                "0 30 2 * * ? | 2027-03-27T00:00 | 03-27T02:30 03-29T02:30",
                // on October 25th of 2026 the time from 02:00 to 03:00 comes twice
                "every day at 02:30 | 2026-10-24T12:00 | 10-25T02:30 10-26T02:30",
                "every 30 minutes | 2026-10-25T01:30 | 10-25T02:00 10-25T02:30 10-25T02:00 10-25T02:30 10-25T03:00",
                "0 30 2 * * ? | 2026-10-24T12:00 | 10-25T02:30 10-26T02:30",
                "0 0/30 * * * ? | 2026-10-25T01:30 | 10-25T02:00 10-25T02:30 10-25T03:00",
            })
    void comesWhenItSays(String when, LocalDateTime after, String expected) {
        Schedule schedule = Schedule.of(when, BERLIN);
        List<String> found = new ArrayList<>();
        Instant from = after.atZone(BERLIN).toInstant();
        for (int i = 0; i < expected.split(" ").length; i++) {
            from = schedule.next(from).orElseThrow();
            found.add(from.atZone(BERLIN).toLocalDateTime().toString().substring(5));
        }
        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    /** Each run is once, and on the longest day of the year there are four more of them. */
    @Test
    void countsRealMinutesWhenTheClockIsMoved() {
        assertThat(runsOn("2026-10-24", "every 15 minutes")).isEqualTo(96);
        assertThat(runsOn("2026-10-25", "every 15 minutes")).isEqualTo(100);
        assertThat(runsOn("2027-03-28", "every 15 minutes")).isEqualTo(92);
        assertThat(runsOn("2026-10-25", "every day at 02:30")).isEqualTo(1);
        assertThat(runsOn("2027-03-28", "every day at 02:30")).isEqualTo(1);
    }

    private static long runsOn(String day, String when) {
        Schedule schedule = Schedule.of(when, BERLIN);
        Instant from = LocalDateTime.parse(day + "T00:00").atZone(BERLIN).toInstant();
        Instant to = LocalDateTime.parse(day + "T00:00").plusDays(1).atZone(BERLIN).toInstant();
        long runs = -1;
        for (Instant at = from.minusMillis(1); at.isBefore(to); runs++) {
            at = schedule.next(at).orElseThrow();
        }
        return runs;
    }

    @Test
    @Tag("RX-WIT-1")
    void keepsToTheClockOfItsZone() {
        Instant noon = Instant.parse("2026-11-27T12:00:00Z");
        assertThat(Schedule.of("every day at 05:00", ZoneId.of("Asia/Tokyo")).next(noon))
                .contains(Instant.parse("2026-11-27T20:00:00Z"));
        assertThat(Schedule.of("0 0 5 * * ?", ZoneId.of("America/New_York")).next(noon))
                .contains(Instant.parse("2026-11-28T10:00:00Z"));
    }

    @Test
    void aTimeThatIsOverComesNoMore() {
        assertThat(Schedule.of("0 0 5 1 1 ? 2020", BERLIN).next(Instant.now())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | this is no schedule; write for instance every 15 minutes",
                "daily | this is no schedule; write for instance every 15 minutes",
                "evry day at 05:00 | this is no schedule; did you mean 'every'?",
                "every | after 'every' comes minute, hour, day, week or month, a day of the week or a number; write",
                "every 3 dais at 05:00 | after 'every 3' comes minutes, hours, days, weeks or months, not 'dais'; did you mean 'days'?",
                "every mondey at 05:00 | not 'mondey'; did you mean 'monday'?",
                "every 0 minutes | not '0'; write for instance",
                "every 24 hours | a day or more is written in days, such as every 2 days at 05:00",
                "every day | after 'every day' comes at and a time; write for instance",
                "every day at 5pm | after 'every day at' comes a time such as 05:00 or 17:30, not '5pm'",
                "every day at 24:00 | not '24:00'",
                "every 2 weeks at 05:00 | after 'every 2 weeks' comes on and a day of the week, not 'at'",
                "every month at 05:00 | after 'every month' comes on the 1st, on the 15th or on the last day",
                "every month on the 32nd at 05:00 | comes a day from 1st to 31st, or last day, not '32nd'",
                "every month on the lst day at 05:00 | not 'lst'; did you mean 'last'?",
                "every day at 05:00 form 2026-12-01 | not 'form'; did you mean 'from'?",
                "every day at 05:00 from 01.12.2026 | comes a date such as 2026-12-01, not '01.12.2026'",
                "every hour from 2026-02-30 | comes a date such as 2026-12-01, or a time such as 05:00",
                "0 5 * * * | write 0 0 5 * * ? (seconds first",
                "*/15 * * * * | write 0 */15 * * * ? (seconds first",
                "0 0 5 * * * | write 0 0 5 * * ? (seconds first",
                "0 30 7 * * MON | write 0 30 7 ? * MON (seconds first",
                "0 0 5 31 2 ? | such a day never comes; write for instance",
                "0 0 25 * * ? | this is no schedule; write for instance",
            })
    void saysWhatToWrite(String when, String expected) {
        assertThatThrownBy(() -> Schedule.of(when, BERLIN))
                .isInstanceOf(ScheduleException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "europe/berlin | did you mean 'Europe/Berlin'?",
                "Berlin | did you mean 'Europe/Berlin'?",
                "new york | did you mean 'America/New_York'?",
                "Asia/Sanghai | did you mean 'Asia/Shanghai'?",
                "here | write one such as Europe/Berlin or UTC",
            })
    void namesTheZoneThatWasMeant(String zone, String expected) {
        assertThatThrownBy(() -> Zones.of(zone))
                .hasMessageStartingWith("there is no time zone '" + zone + "'; ")
                .hasMessageContaining(expected);
    }
}
