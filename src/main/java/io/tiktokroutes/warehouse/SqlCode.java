package io.tiktokroutes.warehouse;

import io.tiktokroutes.routefile.Position;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of SQL, in which code is told apart from strings, names in quotes and comments. */
final class SqlCode {

    private static final Pattern DOLLAR = Pattern.compile("\\$(?:[A-Za-z_]\\w*)?\\$");

    private final String text;
    private final boolean backslashes;
    private final StringBuilder code;
    private int open = -1;

    /**
     * @param backslashes whether a backslash escapes in strings, as in MariaDB
     */
    SqlCode(String text, boolean backslashes) {
        this.text = text;
        this.backslashes = backslashes;
        this.code = new StringBuilder(text);
        int at = 0;
        while (at < text.length()) {
            int end = skip(at);
            if (end < 0) {
                at++;
            } else {
                blank(at, end);
                at = end;
            }
        }
    }

    String text() {
        return text;
    }

    /** As long as the text, with blanks in place of what is no code; names in quotes stay. */
    String code() {
        return code.toString();
    }

    /**
     * Where a quote or comment begins that is never closed; -1 when there is none, or when
     * databases disagree on it, as they do on backslashes.
     */
    int open() {
        return text.indexOf('\\') >= 0 ? -1 : open;
    }

    /** The place of a character, which is counted from 0. */
    Position position(int offset) {
        int at = Math.max(0, Math.min(offset, text.length()));
        String before = text.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Position(line, at - before.lastIndexOf('\n'));
    }

    private void blank(int from, int end) {
        char first = text.charAt(from);
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (first == '"' || first == '`') {
                if (c == ';' || c == '?') {
                    code.setCharAt(i, ' ');
                }
            } else if (!Character.isWhitespace(c)) {
                boolean quote = first == '\'' && (i == from || i == end - 1);
                code.setCharAt(i, quote ? '\'' : ' ');
            }
        }
    }

    /** The end of what begins there and is no code; -1 when code does. */
    private int skip(int at) {
        char c = text.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
            boolean escapes =
                    c == '\''
                            && (backslashes || (at > 0 && "eE".indexOf(text.charAt(at - 1)) >= 0));
            return quoted(at, c, escapes);
        }
        if (text.startsWith("--", at)) {
            int end = text.indexOf('\n', at);
            return end < 0 ? text.length() : end;
        }
        if (text.startsWith("/*", at)) {
            return closed(at, "*/", at + 2);
        }
        if (c == '$') {
            Matcher tag = DOLLAR.matcher(text).region(at, text.length());
            if (tag.lookingAt()) {
                return closed(at, tag.group(), tag.end());
            }
        }
        return -1;
    }

    private int quoted(int at, char quote, boolean escapes) {
        for (int i = at + 1; i < text.length(); i++) {
            if (escapes && text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i + 1; // a doubled quote begins another piece at once
            }
        }
        open = at;
        return text.length();
    }

    private int closed(int at, String end, int from) {
        int found = text.indexOf(end, from);
        if (found < 0) {
            open = at;
            return text.length();
        }
        return found + end.length();
    }
}
