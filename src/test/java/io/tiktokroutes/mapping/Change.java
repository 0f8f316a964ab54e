package io.tiktokroutes.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One slip of the hand in a text: a line or a letter lost, doubled, swapped or put in. */
final class Change {

    /** What people and editors leave in files, and what YAML has a meaning for. */
    private static final List<String> SLIPS =
            List.of(
                    " ",
                    "\n",
                    "a",
                    "\t",
                    ":",
                    ": ",
                    "- ",
                    ",",
                    "{",
                    "}",
                    "[",
                    "]",
                    "[]",
                    "'",
                    "\"",
                    "#",
                    " # ",
                    "{{",
                    "}}",
                    "{{nope}}",
                    "{{nope:}}",
                    "&a ",
                    "*a",
                    "<<: ",
                    "!",
                    "!!binary ",
                    "!!java.lang.String ",
                    "|",
                    ">",
                    "%",
                    "@",
                    "`",
                    "? ",
                    "---\n",
                    "...\n",
                    "\\",
                    "\r",
                    "\u0000",
                    "\u0085",
                    "\u2028",
                    "\uFEFF",
                    "\uD800",
                    "\uD83D\uDE00",
                    "é",
                    "null",
                    "~",
                    "true",
                    "0x1F",
                    "9999999999999999999999",
                    "1e99",
                    "settings.",
                    "settings.x",
                    "[x=y]",
                    "['",
                    "extends: strict\n",
                    "[".repeat(60),
                    "{a: ".repeat(60));

    private Change() {}

    static String of(String text, Tape tape) {
        int kind = tape.below(10);
        return kind < 4
                ? inLines(text, tape, kind)
                : kind < 8 ? inLetters(text, tape, kind) : aWord(text, tape);
    }

    private static String inLines(String text, Tape tape, int kind) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int at = tape.below(lines.size());
        int other = tape.below(lines.size());
        switch (kind) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(other, lines.get(at));
            case 2 -> Collections.swap(lines, at, other);
            default -> lines.set(at, " ".repeat(tape.below(5)) + lines.get(at).strip());
        }
        return String.join("\n", lines);
    }

    private static String inLetters(String text, Tape tape, int kind) {
        int at = tape.below(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + tape.below(3));
        String before = text.substring(0, at);
        String rest = text.substring(at);
        return switch (kind) {
            case 4 -> before + text.substring(end);
            case 5 -> before + text.substring(at, end) + rest;
            case 6 -> before + tape.one(SLIPS) + rest;
            default -> before + tape.one(SLIPS) + text.substring(end);
        };
    }

    /** The word at some place makes way for something else. */
    private static String aWord(String text, Tape tape) {
        int start = tape.below(text.length() + 1);
        while (start > 0 && isWord(text.charAt(start - 1))) {
            start--;
        }
        int end = start;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        return text.substring(0, start) + tape.one(SLIPS) + text.substring(end);
    }

    private static boolean isWord(char letter) {
        return Character.isLetterOrDigit(letter) || letter == '_' || letter == '-';
    }
}
