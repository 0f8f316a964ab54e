package io.tiktokroutes.lint.settings;

import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.routefile.RouteFileException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A file of settings with the place of each; Java's own reader gives none.
 *
 * @param name how messages call it
 * @param entries in the file's order
 */
public record SettingsFile(String name, List<Entry> entries) {

    /**
     * One setting.
     *
     * @param at where its name stands
     * @param value without blanks around it; empty when it is not set
     * @param valueAt where the value stands
     */
    public record Entry(String name, Position at, String value, Position valueAt) {}

    public SettingsFile {
        entries = List.copyOf(entries);
    }

    /**
     * @throws RouteFileException when Java's reader would not take it
     */
    public static SettingsFile parse(String name, String text) throws RouteFileException {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int first = i;
            String line = lines.get(i);
            if (line.isBlank() || line.stripLeading().matches("[#!].*")) {
                continue;
            }
            StringBuilder whole = new StringBuilder(line);
            while (goesOn(lines.get(i)) && i + 1 < lines.size()) {
                i++;
                whole.append('\n').append(lines.get(i));
            }
            entries.add(entry(name, first + 1, line, whole.toString()));
        }
        return new SettingsFile(name, entries);
    }

    /** An odd number of backslashes at the end joins the next line. */
    private static boolean goesOn(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }

    private static Entry entry(String file, int number, String line, String whole)
            throws RouteFileException {
        int start = line.length() - line.stripLeading().length();
        Properties one = new Properties();
        try {
            one.load(new StringReader(whole));
        } catch (IllegalArgumentException e) {
            throw new RouteFileException(
                    file,
                    new Position(number, start + 1),
                    "a backslash begins an escape that is none; write \\\\ for a backslash");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map.Entry<Object, Object> read = one.entrySet().iterator().next();
        return new Entry(
                read.getKey().toString(),
                new Position(number, start + 1),
                read.getValue().toString().strip(),
                new Position(number, valueStart(line, start) + 1));
    }

    private static int valueStart(String line, int from) {
        int at = from;
        while (at < line.length() && "=: \t".indexOf(line.charAt(at)) < 0) {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        while (at < line.length() && "=: \t".indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        return Math.min(at, line.length());
    }
}
