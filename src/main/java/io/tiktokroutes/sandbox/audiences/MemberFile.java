package io.tiktokroutes.sandbox.audiences;

import io.tiktokroutes.sandbox.world.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file of members while it comes in: of its lines only the digests are kept (reference, events
 * 6.5). Whether they are digests of the right thing is asked afterwards, since a form may name its
 * type behind the file.
 */
final class MemberFile {

    private static final int LONGEST_LINE = 4 << 10;
    private static final int MOST_ALIKE = 3;

    /** One column's digests, by length. */
    private record Column(String header, Digests md5, Digests sha256) {

        static Column of(String header) {
            return new Column(header, new Digests(16), new Digests(32));
        }
    }

    private final MessageDigest signature = md5();
    private final List<Column> columns = new ArrayList<>();
    private final byte[] line = new byte[LONGEST_LINE];
    private int length;
    private boolean tooLong;
    private long bytes;
    private long lines;

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Takes the next so many bytes of the file. */
    void take(byte[] some, int count) {
        signature.update(some, 0, count);
        bytes += count;
        int from = 0;
        for (int at = 0; at < count; at++) {
            if (some[at] == '\n') {
                append(some, from, at);
                endLine();
                from = at + 1;
            }
        }
        append(some, from, count);
    }

    private void append(byte[] some, int from, int to) {
        int taken = Math.min(to - from, LONGEST_LINE - length);
        System.arraycopy(some, from, line, length, taken);
        length += taken;
        tooLong |= taken < to - from;
    }

    /** Takes the last line, too, where no line break ended it. */
    void end() {
        if (length > 0) {
            endLine();
        }
    }

    private void endLine() {
        while (length > 0 && (line[length - 1] == '\r' || line[length - 1] == ' ')) {
            length--;
        }
        if (length > 0) {
            if (columns.isEmpty() && header()) {
                length = 0;
                return;
            }
            lines++;
            if (!tooLong) {
                values();
            }
        }
        length = 0;
        tooLong = false;
    }

    /** Reads the first line; false when it is a value already. */
    private boolean header() {
        String[] cells = new String(line, 0, length, StandardCharsets.UTF_8).split(",", -1);
        boolean header =
                !tooLong && Arrays.stream(cells).map(String::strip).allMatch(FileType::isHeader);
        if (header) {
            Arrays.stream(cells).map(String::strip).map(Column::of).forEach(columns::add);
        } else {
            columns.add(Column.of(null));
        }
        return header;
    }

    private void values() {
        int from = 0;
        for (int i = 0; i < columns.size() && from <= length; i++) {
            int to = from;
            while (to < length && line[to] != ',') {
                to++;
            }
            boolean last = i == columns.size() - 1;
            value(columns.get(i), from, last ? length : to);
            from = to + 1;
        }
    }

    private void value(Column column, int from, int to) {
        byte[] sha256 = Hex.digest(line, from, to, 32);
        if (sha256 != null) {
            column.sha256.add(sha256);
            return;
        }
        byte[] md5 = Hex.digest(line, from, to, 16);
        if (md5 != null) {
            column.md5.add(md5);
        }
    }

    /** How long the file is so far. */
    long bytes() {
        return bytes;
    }

    /** Lines with something in them, without the header. */
    long lines() {
        return lines;
    }

    /** The MD5 of the file, in hex. To be asked once. */
    String signature() {
        return HexFormat.of().formatHex(signature.digest());
    }

    /** The digests that are of this type; 40914 when the header speaks of another one. */
    Members members(FileType type) {
        Members members = new Members();
        if (type.id().isPresent()) {
            IdType id = type.id().get();
            Column only = columns.get(0);
            if (columns.size() > 1 || (only.header != null && !FileType.fits(only.header, id))) {
                throw new Refusal(40914, "The header of the file does not fit " + type.word());
            }
            members.take(id, id.bytes() == 16 ? only.md5 : only.sha256);
            return members;
        }
        Map<String, Integer> alike = new HashMap<>();
        for (Column column : columns) {
            if (column.header == null) {
                throw new Refusal(40914, "A file of " + type.word() + " needs a header");
            }
            if (alike.merge(column.header.toUpperCase(Locale.ROOT), 1, Integer::sum) > MOST_ALIKE) {
                throw new Refusal(40914, "The header " + column.header + " stands there too often");
            }
            for (IdType id : IdType.values()) {
                boolean family = column.header.toUpperCase(Locale.ROOT).startsWith(id.family());
                if (family && FileType.fits(column.header, id)) {
                    members.take(id, id.bytes() == 16 ? column.md5 : column.sha256);
                }
            }
        }
        return members;
    }
}
