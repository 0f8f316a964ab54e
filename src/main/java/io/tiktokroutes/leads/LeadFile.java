package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.csv.CsvRows;
import io.tiktokroutes.csv.CsvRows.Row;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads the file of a lead export, some leads at a time: CSV in UTF-8, or a ZIP of it. A row that
 * is no lead is told of and passed over.
 */
final class LeadFile implements Closeable {

    /** Told of a row that cannot be used; what stands in it is personal data and not told. */
    interface BadRow {
        /**
         * @param row from 1, the header included
         * @param problem such as "has no lead id"
         */
        void at(long row, String problem);
    }

    /** Ten million leads have about three; a file that never ends is none of TikTok's. */
    private static final long MOST_UNZIPPED = 4L << 30;

    private static final char MARK = '\uFEFF';

    private final InputStream in;
    private final ZipInputStream zip;
    private final Map<String, String> keys;
    private final BadRow bad;
    private CsvRows rows;
    private LeadColumns columns;

    private LeadFile(InputStream in, ZipInputStream zip, Map<String, String> keys, BadRow bad) {
        this.in = in;
        this.zip = zip;
        this.keys = keys;
        this.bad = bad;
    }

    /**
     * Opens it and reads its header.
     *
     * @param labels of the standard questions
     * @throws IOException when it is no file of leads, such as an error text of TikTok
     */
    static LeadFile open(InputStream content, LeadLabels labels, BadRow bad) throws IOException {
        BufferedInputStream in = new BufferedInputStream(content, 64 * 1024);
        in.mark(2);
        boolean zipped = in.read() == 'P' && in.read() == 'K';
        in.reset();
        ZipInputStream zip = zipped ? new ZipInputStream(in) : null;
        InputStream plain = zipped ? new Bounded(zip) : in;
        LeadFile file = new LeadFile(plain, zip, labels.now(), bad);
        if (zipped && !file.nextEntry()) {
            throw new IOException("the ZIP of leads holds no file");
        }
        file.readHeader();
        return file;
    }

    private boolean nextEntry() throws IOException {
        ZipEntry entry = zip.getNextEntry();
        while (entry != null && entry.isDirectory()) {
            entry = zip.getNextEntry();
        }
        return entry != null;
    }

    private void readHeader() throws IOException {
        PushbackReader reader =
                new PushbackReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int first = reader.read();
        if (first < 0) {
            throw new IOException("the file of leads is empty");
        }
        if (first != MARK) {
            reader.unread(first);
        }
        rows = new CsvRows(reader, "the file of leads");
        Row header = rows.next();
        while (header != null && header.isBlank()) {
            header = rows.next();
        }
        if (header == null) {
            throw new IOException("the file of leads is empty");
        }
        columns = LeadColumns.of(header.cells(), keys);
    }

    /**
     * The next leads.
     *
     * @param most of one call
     * @return fewer, or none, only at the end
     * @throws IOException when the file cannot be read any further, or was cut
     */
    List<ObjectNode> next(int most) throws IOException {
        List<ObjectNode> leads = new ArrayList<>();
        while (leads.size() < most) {
            Row row = rows.next();
            if (row == null) {
                if (zip == null || !nextEntry()) {
                    break;
                }
                // TikTok may well cut a very long list into several files
                readHeader();
            } else if (!row.isBlank()) {
                read(row, leads);
            }
        }
        return leads;
    }

    private void read(Row row, List<ObjectNode> leads) throws IOException {
        String problem = row.problem().isEmpty() ? columns.problem(row.cells()) : row.problem();
        if (problem.isEmpty()) {
            leads.add(columns.lead(row.cells()));
        } else if (row.ended()) {
            bad.at(row.number(), problem);
        } else {
            throw new IOException("the file of leads ends in the middle of row " + row.number());
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** A stream that ends with an error when it is too long. */
    private static final class Bounded extends FilterInputStream {
        private long read;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = super.read(bytes, from, length);
            read += Math.max(0, n);
            if (read > MOST_UNZIPPED) {
                throw new IOException("the file of leads is too large unzipped");
            }
            return n;
        }
    }
}
