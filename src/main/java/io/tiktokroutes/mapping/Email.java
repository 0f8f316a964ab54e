package io.tiktokroutes.mapping;

import java.util.Locale;

/** Brings an e-mail address to the spelling whose digest TikTok matches: trimmed, lower case. */
final class Email {

    /** RFC 5321, 4.5.3.1.3. */
    private static final int LONGEST = 254;

    private Email() {}

    /** The normalised address; dots and +suffixes stay, as TikTok's events want them. */
    static String normalised(String text) throws Unfit {
        String address = text.strip().toLowerCase(Locale.ROOT);
        if (Values.isHex(address, 32)) {
            throw Unfit.refused(
                    Reasons.BAD_EMAIL, "looks like an MD5 digest, and TikTok matches SHA-256 only");
        }
        if (Values.isHex(address, 64)) {
            throw Unfit.refused(
                    Reasons.BAD_EMAIL,
                    "looks like a SHA-256 digest, and the row has no hash: sha256-if-plain");
        }
        if (!isAddress(address)) {
            throw Unfit.refused(Reasons.BAD_EMAIL, "no e-mail address");
        }
        return address;
    }

    /**
     * The normalised address without the dots and the +suffix before the @, for every domain: the
     * rule of TikTok's audiences, which is not that of its events.
     */
    static String base(String text) throws Unfit {
        String address = normalised(text);
        int at = address.indexOf('@');
        int plus = address.indexOf('+');
        String name = address.substring(0, plus > 0 && plus < at ? plus : at).replace(".", "");
        return name.isEmpty() ? address : name + address.substring(at);
    }

    /**
     * One @ with text on both sides, a dot inside the domain, no blanks: more only mail can tell.
     */
    private static boolean isAddress(String text) {
        int at = text.indexOf('@');
        int dot = text.lastIndexOf('.');
        if (at < 1
                || text.length() > LONGEST
                || text.indexOf('@', at + 1) >= 0
                || text.charAt(at + 1 < text.length() ? at + 1 : at) == '.'
                || dot < at + 2
                || dot == text.length() - 1) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || (c > '~' && isOdd(c)) || isMark(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOdd(char c) {
        return Character.isWhitespace(c) || Character.isISOControl(c);
    }

    private static boolean isMark(char c) {
        return switch (c) {
            case '<', '>', '(', ')', ',', ';', ':', '"' -> true;
            default -> false;
        };
    }
}
