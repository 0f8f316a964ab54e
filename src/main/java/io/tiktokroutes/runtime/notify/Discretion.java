package io.tiktokroutes.runtime.notify;

import java.util.regex.Pattern;

/**
 * Takes out of a sentence what must not leave the house: details repeat words of the other side,
 * which may repeat ours.
 */
final class Discretion {

    private static final int LONGEST = 600;
    private static final Pattern CODE = Pattern.compile("[A-Z0-9_]{1,40}");
    private static final Pattern MAIL = Pattern.compile("\\S+@\\S+");

    /** Phone numbers and ids; six digits alone may be a code of TikTok's, or a time. */
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d(?:[\\s()./-]?\\d){6,}");

    /** A point in time, which is no secret and looks like a number. */
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z?)?");

    /** Long words with digits in them are tokens, digests and keys. */
    private static final Pattern TOKEN =
            Pattern.compile("(?=[A-Za-z_=+-]*\\d)[A-Za-z0-9_=+-]{24,}");

    /** Slack and its kin would call people, or make links, with these. */
    private static final Pattern MARKUP = Pattern.compile("[<>@|`*\\p{Cntrl}]+");

    private Discretion() {}

    /** A reason as it may be told; a code that the other side made up is OTHER. */
    static String code(String reason) {
        return CODE.matcher(reason).matches() ? reason : "OTHER";
    }

    /** A detail as it may be told. */
    static String words(String detail) {
        // cut first: a long answer of the other side is not worth the work
        String words = detail.length() > 4 * LONGEST ? detail.substring(0, 4 * LONGEST) : detail;
        words = MAIL.matcher(words).replaceAll("(address)");
        StringBuilder told = new StringBuilder();
        int from = 0;
        var times = TIME.matcher(words);
        while (times.find()) {
            told.append(plain(words.substring(from, times.start()))).append(times.group());
            from = times.end();
        }
        told.append(plain(words.substring(from)));
        String all = MARKUP.matcher(told).replaceAll(" ").strip();
        return all.length() > LONGEST ? all.substring(0, LONGEST) + " …" : all;
    }

    private static String plain(String words) {
        String plain = TOKEN.matcher(words).replaceAll("(left out)");
        return NUMBER.matcher(plain).replaceAll("(number)");
    }
}
