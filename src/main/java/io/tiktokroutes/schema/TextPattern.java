package io.tiktokroutes.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * The plain part of regular expressions, compiled to table look-ups: characters, {@code \d}, {@code
 * \S}, {@code [a-z0-9]}, each perhaps with {@code ?}, {@code *}, {@code +}, {@code {2}} or {@code
 * {2,5}}, after {@code ^}, with or without {@code $}.
 *
 * <p>It never goes back. So what may repeat must end where the next piece begins, and a pattern for
 * which that does not hold is not taken.
 */
final class TextPattern {

    /** A set of ASCII characters, how often, and whether characters beyond ASCII belong to it. */
    private record Piece(long low, long high, boolean beyond, int least, int most) {

        boolean takes(char c) {
            return c < 64 ? (low >>> c & 1) != 0 : c < 128 ? (high >>> (c - 64) & 1) != 0 : beyond;
        }

        boolean overlaps(Piece other) {
            return (low & other.low) != 0 || (high & other.high) != 0 || (beyond && other.beyond);
        }
    }

    private final Piece[] pieces;
    private final boolean fromStart;
    private final boolean toEnd;

    private TextPattern(Piece[] pieces, boolean fromStart, boolean toEnd) {
        this.pieces = pieces;
        this.fromStart = fromStart;
        this.toEnd = toEnd;
    }

    /**
     * @throws IllegalArgumentException with what is wrong and what to write
     */
    static TextPattern of(String regex) {
        boolean fromStart = regex.startsWith("^");
        boolean toEnd = regex.endsWith("$") && !regex.endsWith("\\$");
        String body =
                regex.substring(fromStart ? 1 : 0, toEnd ? regex.length() - 1 : regex.length());
        Piece[] pieces = new Reader(body).pieces().toArray(Piece[]::new);
        if (!fromStart && (toEnd || pieces.length != 1 || pieces[0].least != 1)) {
            throw new IllegalArgumentException("begin it with ^");
        }
        for (int i = 0; i < pieces.length; i++) {
            for (int j = i + 1; pieces[i].least != pieces[i].most && j < pieces.length; j++) {
                if (pieces[i].overlaps(pieces[j])) {
                    throw new IllegalArgumentException(
                            "what repeats must not also begin what follows; write it with {n}");
                }
                if (pieces[j].least > 0) {
                    break;
                }
            }
        }
        return new TextPattern(pieces, fromStart, toEnd);
    }

    boolean fits(String text) {
        if (!fromStart) {
            return contains(text);
        }
        int at = 0;
        for (Piece piece : pieces) {
            int from = at;
            int end = piece.most < text.length() - at ? at + piece.most : text.length();
            while (at < end && piece.takes(text.charAt(at))) {
                at++;
            }
            if (at - from < piece.least) {
                return false;
            }
        }
        return !toEnd || at == text.length();
    }

    private boolean contains(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (pieces[0].takes(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Reads the pieces. */
    private static final class Reader {
        private static final String SPECIAL = "\\^$.|?*+()[]{}";
        private final String text;
        private int at;
        private long low;
        private long high;
        private boolean beyond;

        Reader(String text) {
            this.text = text;
        }

        List<Piece> pieces() {
            List<Piece> pieces = new ArrayList<>();
            while (at < text.length()) {
                low = 0;
                high = 0;
                beyond = false;
                char c = text.charAt(at++);
                if (c == '[') {
                    set();
                } else if (c == '\\') {
                    escape();
                } else if (SPECIAL.indexOf(c) < 0) {
                    add(c, c);
                } else {
                    throw new IllegalArgumentException("there is no '" + c + "' here");
                }
                pieces.add(counted());
            }
            return pieces;
        }

        private void add(char from, char to) {
            if (to > 127 || from > to) {
                throw new IllegalArgumentException("write ASCII characters, the lesser first");
            }
            for (char c = from; c <= to; c++) {
                low |= c < 64 ? 1L << c : 0;
                high |= c < 64 ? 0 : 1L << (c - 64);
            }
        }

        private void set() {
            int end = text.indexOf(']', at);
            if (end < 0 || text.charAt(at) == '^') {
                throw new IllegalArgumentException("a [ needs a ], and no ^ behind it");
            }
            while (at < end) {
                char from = text.charAt(at++);
                if (from == '\\' && text.charAt(at) != 'S') {
                    escape();
                } else if (at + 1 < end && text.charAt(at) == '-') {
                    add(from, text.charAt(at + 1));
                    at += 2;
                } else {
                    add(from, from);
                }
            }
            at = end + 1;
        }

        private void escape() {
            char c = at < text.length() ? text.charAt(at++) : ' ';
            if (c == 'd') {
                add('0', '9');
            } else if (c == 'S') {
                for (char each : " \t\n\u000b\f\r".toCharArray()) {
                    add(each, each);
                }
                low = ~low;
                high = ~high;
                beyond = true;
            } else if (SPECIAL.indexOf(c) >= 0 || c == '-' || c == '/') {
                add(c, c);
            } else {
                throw new IllegalArgumentException("there is no \\" + c + " here");
            }
        }

        private Piece counted() {
            char next = at < text.length() ? text.charAt(at) : ' ';
            int least = next == '?' || next == '*' ? 0 : 1;
            int most = next == '*' || next == '+' ? Integer.MAX_VALUE : 1;
            if (next == '{') {
                int end = text.indexOf('}', at);
                String[] bounds = text.substring(at + 1, Math.max(at + 1, end)).split(",", -1);
                String last = bounds[bounds.length - 1];
                if (bounds.length > 2
                        || !bounds[0].matches("\\d{1,5}")
                        || !last.matches("\\d{0,5}")) {
                    throw new IllegalArgumentException("write {2}, {2,} or {2,5}");
                }
                least = Integer.parseInt(bounds[0]);
                most = last.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(last);
                at = end + 1;
            } else if (next == '?' || next == '*' || next == '+') {
                at++;
            }
            return new Piece(low, high, beyond, least, most);
        }
    }
}
