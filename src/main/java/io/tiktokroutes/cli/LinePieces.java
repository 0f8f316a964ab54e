package io.tiktokroutes.cli;

import java.io.IOException;

/** NDJSON: each line is a record, and a line that is none says nothing about the next one. */
final class LinePieces implements Pieces {

    private final ByteWindow window;
    private int behind;
    private int length;
    private long line;
    private Trouble trouble;

    LinePieces(ByteWindow window) {
        this.window = window;
    }

    @Override
    public boolean next() throws IOException {
        do {
            window.drop(behind);
            if (window.size() == 0 && !window.more()) {
                behind = 0;
                return false;
            }
            line++;
            trouble = null;
            toLineEnd();
        } while (trouble == null && isBlank());
        return true;
    }

    private void toLineEnd() throws IOException {
        int looked = 0;
        int end = window.lineEnd(0);
        while (end < 0) {
            looked = window.size();
            if (!window.more()) {
                if (!window.isFull()) {
                    length = window.size();
                    behind = length;
                    return;
                }
                trouble = Trouble.tooLong(looked);
                window.drop(looked);
                looked = 0;
            }
            end = window.lineEnd(looked);
        }
        length = end;
        behind = end + 1;
    }

    private boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (!Pieces.isBlank(window.at(i))) {
                return false;
            }
        }
        return true;
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
        return 1;
    }

    @Override
    public Trouble trouble() {
        return trouble;
    }
}
