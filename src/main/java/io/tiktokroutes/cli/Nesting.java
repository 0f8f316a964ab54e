package io.tiktokroutes.cli;

/** Follows a JSON text byte by byte, to know where a value ends. */
final class Nesting {

    private int depth;
    private boolean inText;
    private boolean escaped;

    void step(byte b) {
        if (inText) {
            // no text goes over the end of a line: its last quote was forgotten
            if (b == '\n' || (b == '"' && !escaped)) {
                inText = false;
            }
            escaped = b == '\\' && !escaped;
        } else if (b == '"') {
            inText = true;
            escaped = false;
        } else if (b == '{' || b == '[') {
            depth++;
        } else if (b == '}' || b == ']') {
            depth--;
        }
    }

    /** True when no text, list or object is open. */
    boolean isClosed() {
        return depth <= 0 && !inText;
    }
}
