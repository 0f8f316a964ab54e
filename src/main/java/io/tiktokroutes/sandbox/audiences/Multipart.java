package io.tiktokroutes.sandbox.audiences;

import io.tiktokroutes.sandbox.world.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A multipart form, read part by part while it comes in; no part is ever held whole. */
final class Multipart {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_HEAD = 8 << 10;
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)multipart/form-data\\s*;.*?boundary=\"?([^\";]{1,200})\"?.*");
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=\"?([^\";]*)");
    private static final Pattern FILE_NAME = Pattern.compile("(?i);\\s*filename=\"?([^\";]*)");

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private String name;
    private String fileName;

    /**
     * @param contentType the header of the request; 40002 when it is no multipart form's
     */
    Multipart(InputStream in, String contentType) {
        Matcher found = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!found.matches()) {
            throw malformed("the Content-Type must be multipart/form-data with a boundary");
        }
        this.in = in;
        this.delimiter = ("\r\n--" + found.group(1).strip()).getBytes(StandardCharsets.ISO_8859_1);
        buffer[to++] = '\r'; // so that the first boundary looks like all others
        buffer[to++] = '\n';
    }

    /** Goes on to the next part; false behind the last one. */
    boolean next() throws IOException {
        byte[] rest = new byte[BUFFER];
        while (read(rest) >= 0) {
            // nobody wanted it
        }
        from += delimiter.length;
        String line = line();
        if (line.startsWith("--")) {
            return false;
        }
        StringBuilder head = new StringBuilder();
        for (line = line(); !line.isEmpty(); line = line()) {
            if (head.length() + line.length() > LONGEST_HEAD) {
                throw malformed("the head of a part is too long");
            }
            if (line.regionMatches(true, 0, "Content-Disposition:", 0, 20)) {
                head.append(line);
            }
        }
        name = group(NAME, head);
        fileName = group(FILE_NAME, head);
        if (name == null) {
            throw malformed("a part has no name");
        }
        return true;
    }

    private static String group(Pattern pattern, CharSequence head) {
        Matcher found = pattern.matcher(head);
        return found.find() ? found.group(1) : null;
    }

    String name() {
        return name;
    }

    /** The name of the file in this part, or null. */
    String fileName() {
        return fileName;
    }

    /** Some more bytes of this part; -1 at its end. */
    int read(byte[] into) throws IOException {
        while (true) {
            int end = find();
            int safe = end >= 0 ? end : to - delimiter.length + 1;
            if (safe > from) {
                int read = Math.min(into.length, safe - from);
                System.arraycopy(buffer, from, into, 0, read);
                from += read;
                return read;
            }
            if (end >= 0) {
                return -1;
            }
            fill();
        }
    }

    /** This part as a text; 40002 when it has more than that many bytes. */
    String text(int most) throws IOException {
        byte[] text = new byte[most + 1];
        byte[] some = new byte[most + 1];
        int length = 0;
        for (int read = read(some); read >= 0; read = read(some)) {
            if (length + read > most) {
                throw Refusal.invalid(name, "too long");
            }
            System.arraycopy(some, 0, text, length, read);
            length += read;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    /** Where the delimiter begins in the buffer, or -1. */
    private int find() {
        for (int at = from; at <= to - delimiter.length; at++) {
            if (buffer[at] == '\r' && matches(at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean matches(int at) {
        for (int i = 1; i < delimiter.length; i++) {
            if (buffer[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private String line() throws IOException {
        while (true) {
            for (int at = from; at < to; at++) {
                if (buffer[at] == '\n') {
                    String line = new String(buffer, from, at - from, StandardCharsets.UTF_8);
                    from = at + 1;
                    return line.stripTrailing();
                }
            }
            if (to - from >= 2 && buffer[from] == '-' && buffer[from + 1] == '-') {
                return "--"; // some end the form without a line break
            }
            if (to - from > LONGEST_HEAD) {
                throw malformed("the head of a part is too long");
            }
            fill();
        }
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = in.read(buffer, to, buffer.length - to);
        if (read < 0) {
            throw malformed("it ends too early");
        }
        to += read;
    }

    private static Refusal malformed(String what) {
        return new Refusal(40002, "Invalid request body: not a valid form, " + what + ".");
    }
}
