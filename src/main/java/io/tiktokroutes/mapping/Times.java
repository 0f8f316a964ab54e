package io.tiktokroutes.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads a point in time from what sources send: epoch seconds or milliseconds, or a date and time
 * in the order of ISO 8601. One without a zone is read as UTC.
 */
final class Times {

    /** Seconds until the year 5138, milliseconds from March 1973: no real event is misread. */
    private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

    private static final BigDecimal BEYOND = FIRST_MILLIS.movePointRight(3);

    private final String text;
    private int at;

    private Times(String text) {
        this.text = text;
    }

    /** The instant, or null when the text is none. */
    static Instant read(String text) {
        if (text.length() > 40 || text.isEmpty()) {
            return null;
        }
        try {
            return isNumber(text) ? epoch(new BigDecimal(text)) : new Times(text).calendar();
        } catch (DateTimeException e) {
            return null; // such as the 30th of February
        }
    }

    private static boolean isNumber(String text) {
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && i > 0 && i < text.length() - 1) {
                points++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return points < 2;
    }

    private static Instant epoch(BigDecimal number) {
        if (number.compareTo(BEYOND) >= 0) {
            return null;
        }
        BigDecimal seconds = number.compareTo(FIRST_MILLIS) < 0 ? number : number.movePointLeft(3);
        long whole = seconds.longValue();
        BigDecimal rest = seconds.subtract(BigDecimal.valueOf(whole));
        return Instant.ofEpochSecond(whole, rest.movePointRight(9).longValue());
    }

    private Instant calendar() {
        int year = digits(4);
        int month = after('-') ? digits(2) : -1;
        int day = after('-') ? digits(2) : -1;
        int hour = 0;
        int minute = 0;
        int second = 0;
        int nano = 0;
        ZoneOffset zone = ZoneOffset.UTC;
        if (at < text.length() && (after('T') || after('t') || after(' '))) {
            hour = digits(2);
            minute = after(':') ? digits(2) : -1;
            if (after(':')) {
                second = digits(2);
                nano = after('.') || after(',') ? fraction() : 0;
            }
            zone = zone();
        }
        boolean whole = at == text.length() && zone != null;
        return whole && Math.min(Math.min(year, month), Math.min(day, hour)) >= 0
                ? LocalDateTime.of(year, month, day, hour, minute, second, nano).toInstant(zone)
                : null;
    }

    /** Nothing, Z, +02, +0200 or +02:00; null when something else stands there. */
    private ZoneOffset zone() {
        if (at == text.length() || after('Z') || after('z')) {
            return ZoneOffset.UTC;
        }
        int sign = after('+') ? 1 : after('-') ? -1 : 0;
        int hours = digits(2);
        boolean more = after(':') || at < text.length();
        int minutes = more ? digits(2) : 0;
        return sign == 0 || hours < 0 || minutes < 0
                ? null
                : ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    private boolean after(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    /** The number these digits make; -1 when other letters stand there. */
    private int digits(int count) {
        int number = 0;
        for (int end = at + count; at < end; at++) {
            char c = at < text.length() ? text.charAt(at) : ' ';
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    /** Up to nine digits after the point, as nanoseconds; further ones are cut off. */
    private int fraction() {
        int nano = 0;
        int count = 0;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            if (count++ < 9) {
                nano = nano * 10 + Character.digit(text.charAt(at), 10);
            }
            at++;
        }
        for (; count < 9; count++) {
            nano *= 10;
        }
        return count == 0 ? -1 : nano;
    }
}
