package io.tiktokroutes.cli;

import java.io.IOException;

/** JSON values one after the other, over any number of lines; of a list, each item. */
final class ValuePieces implements Pieces {

    private final ByteWindow window;
    private int length;
    private long line = 1;
    private long column = 1;
    private long nextLine = 1;

    /** Where in the whole input the line began that is looked at. */
    private long lineStart;

    /** The line in which the list began whose items these are; 0 outside of a list. */
    private long listLine;

    private Trouble trouble;

    ValuePieces(ByteWindow window) {
        this.window = window;
        this.lineStart = window.passed();
    }

    @Override
    public boolean next() throws IOException {
        window.drop(length);
        length = 0;
        trouble = null;
        boolean found = toValue();
        line = nextLine;
        column = window.passed() - lineStart + 1;
        if (found) {
            toEnd();
        } else if (listLine > 0) {
            trouble =
                    new Trouble(
                            "MALFORMED",
                            "the list that begins in line " + listLine + " has no end");
            listLine = 0;
            return true;
        }
        return found;
    }

    /** Passes what stands between values; false at the end of the input. */
    private boolean toValue() throws IOException {
        while (window.size() > 0 || window.more()) {
            byte b = window.at(0);
            if (b == '[' && listLine == 0) {
                listLine = nextLine;
            } else if (b == ']' && listLine > 0) {
                listLine = 0;
            } else if (!Pieces.isBlank(b) && !(b == ',' && listLine > 0)) {
                return true;
            }
            count(b, 0);
            window.drop(1);
        }
        return false;
    }

    private void toEnd() throws IOException {
        Nesting nesting = new Nesting();
        byte first = window.at(0);
        boolean plain = first != '{' && first != '[' && first != '"';
        int at = 0;
        while (at < window.size() || window.more() || window.isFull()) {
            if (at == window.size()) {
                trouble = Trouble.tooLong(at);
                window.drop(at);
                at = 0;
                continue;
            }
            byte b = window.at(at);
            if (plain && at > 0 && endsPlain(b)) {
                break;
            }
            nesting.step(b);
            count(b, at);
            at++;
            if (!plain && nesting.isClosed()) {
                break;
            }
        }
        length = at;
    }

    private static boolean endsPlain(byte b) {
        return Pieces.isBlank(b) || ",[]{}\"".indexOf(b) >= 0;
    }

    private void count(byte b, int at) {
        if (b == '\n') {
            nextLine++;
            lineStart = window.passed() + at + 1;
        }
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public long column() {
        return column;
    }

    @Override
    public Trouble trouble() {
        return trouble;
    }
}
