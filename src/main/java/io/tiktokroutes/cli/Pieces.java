package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import java.io.IOException;
import java.util.Locale;

/** Cuts an input into pieces that hold one record each. */
sealed interface Pieces permits LinePieces, ValuePieces {

    /**
     * Why a piece is no record.
     *
     * @param reason a code
     * @param detail one sentence for a person
     */
    record Trouble(String reason, String detail) {

        static Trouble tooLong(int most) {
            return new Trouble(
                    "TOO_LARGE",
                    String.format(Locale.ROOT, "the record is longer than %,d bytes", most));
        }
    }

    /** Moves on to the next piece, which is in view then; false at the end. */
    boolean next() throws IOException;

    /** How many bytes from the first one in view belong to the piece. */
    int length();

    /** The line in which the piece begins, counted from 1. */
    long line();

    /** Where in that line it begins, in bytes, counted from 1. */
    long column();

    /** What is wrong with a piece that need not be parsed for that; null when nothing is. */
    Trouble trouble();

    /**
     * Finds out how the records stand in the input: one in each line; or as they please, in a list
     * or over several lines.
     *
     * @throws StartupException when the input is no UTF-8
     */
    static Pieces of(ByteWindow window) throws IOException, StartupException {
        skipMark(window);
        int first = firstFilled(window, 0);
        if (first < 0) {
            return new LinePieces(window);
        }
        if (window.at(first) == '[') {
            return new ValuePieces(window);
        }
        int end = lineEnd(window, first);
        if (standsAlone(window, first, end)) {
            return new LinePieces(window);
        }
        // either an object over several lines begins, or just this line is broken
        int second = firstFilled(window, end);
        boolean broken =
                second < 0
                        || (window.at(second) == '{'
                                && standsAlone(window, second, lineEnd(window, second)));
        return broken ? new LinePieces(window) : new ValuePieces(window);
    }

    private static void skipMark(ByteWindow window) throws IOException, StartupException {
        while (window.size() < 3 && window.more()) {
            // the mark has three bytes
        }
        if (starts(window, 0xEF, 0xBB, 0xBF)) {
            window.drop(3);
        } else if (starts(window, 0xFF, 0xFE) || starts(window, 0xFE, 0xFF)) {
            throw new StartupException("the input is in UTF-16; save it as UTF-8");
        }
    }

    private static boolean starts(ByteWindow window, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= window.size() || (window.at(i) & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** The first byte from a place on that is no blank; -1 when there is none to be seen. */
    private static int firstFilled(ByteWindow window, int from) throws IOException {
        for (int i = from; i < window.size() || window.more(); i++) {
            if (!isBlank(window.at(i))) {
                return i;
            }
        }
        return -1;
    }

    private static int lineEnd(ByteWindow window, int from) throws IOException {
        int looked = from;
        int end = window.lineEnd(looked);
        while (end < 0) {
            looked = window.size();
            if (!window.more()) {
                return window.size();
            }
            end = window.lineEnd(looked);
        }
        return end;
    }

    private static boolean standsAlone(ByteWindow window, int from, int to) {
        Nesting nesting = new Nesting();
        for (int i = from; i < to; i++) {
            nesting.step(window.at(i));
        }
        return nesting.isClosed();
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
