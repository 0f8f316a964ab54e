package io.tiktokroutes.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads CSV row by row (RFC 4180): one row is in memory, and never more of it than it may hold.
 *
 * <p>The library that reads our other CSV gives up at the first row it cannot read, and would hold
 * a cell of any length; here such a row is told of, and the next one is read.
 */
public final class CsvRows {

    /** An answer of a form, or the name of an ad, has a few hundred characters. */
    public static final int LONGEST_CELL = 100_000;

    /** As JSON, with every character escaped, it still fits the columns that hold a payload. */
    static final int LONGEST_ROW = 150_000;

    static final int MOST_CELLS = 10_000;

    private static final int END = -1;

    /**
     * One row.
     *
     * @param number from 1, the header included, as spreadsheets count
     * @param problem why it cannot be used; empty when it can
     * @param ended false for a last row without a line break
     */
    public record Row(long number, List<String> cells, String problem, boolean ended) {
        public boolean isBlank() {
            return cells.size() == 1 && cells.get(0).isEmpty();
        }
    }

    private final Reader in;
    private final String file;
    private final char[] buffer = new char[32 * 1024];
    private int at;
    private int filled;
    private long number;

    private final StringBuilder cell = new StringBuilder();
    private int length;
    private String problem;

    /**
     * @param file what it is called in messages, such as "the file of leads"
     */
    public CsvRows(Reader in, String file) {
        this.in = in;
        this.file = file;
    }

    /**
     * The next row, or null.
     *
     * @throws IOException when the file ends inside of quotes, for then it was cut
     */
    public Row next() throws IOException {
        int c = read();
        if (c == END) {
            return null;
        }
        number++;
        length = 0;
        problem = "";
        List<String> cells = new ArrayList<>();
        while (true) {
            c = c == '"' ? afterQuotes() : c;
            while (c != ',' && c != '\n' && c != '\r' && c != END) {
                add((char) c);
                c = read();
            }
            if (cells.size() < MOST_CELLS) {
                cells.add(cell.toString());
            } else {
                problem = "has over " + MOST_CELLS + " cells";
            }
            cell.setLength(0);
            if (c != ',') {
                break;
            }
            c = read();
        }
        if (c == '\r' && peek() == '\n') {
            read();
        }
        return new Row(number, cells, problem, c != END);
    }

    /** Reads a quoted cell up to what stands behind its closing quote. */
    private int afterQuotes() throws IOException {
        while (true) {
            int c = read();
            if (c == END) {
                throw new IOException(file + " ends in the middle of row " + number);
            }
            if (c != '"') {
                add((char) c);
            } else if (peek() == '"') {
                read();
                add('"');
            } else {
                break;
            }
        }
        int c = read();
        if (c != ',' && c != '\n' && c != '\r' && c != END) {
            problem = "has text behind a closing quote";
        }
        return c;
    }

    private void add(char c) {
        if (cell.length() == LONGEST_CELL) {
            problem = "has a cell of over " + LONGEST_CELL + " characters";
        } else if (++length > LONGEST_ROW) {
            problem = "has over " + LONGEST_ROW + " characters";
        } else {
            cell.append(c);
        }
    }

    private int read() throws IOException {
        int c = peek();
        at++;
        return c;
    }

    private int peek() throws IOException {
        if (at >= filled) {
            filled = Math.max(0, in.read(buffer, 0, buffer.length));
            at = 0;
            if (filled == 0) {
                return END;
            }
        }
        return buffer[at];
    }
}
