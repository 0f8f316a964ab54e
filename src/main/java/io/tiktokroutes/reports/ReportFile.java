package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.csv.CsvRows;
import io.tiktokroutes.http.DownloadFile;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rows of a report task's file, as the synchronous report would have given them. */
final class ReportFile implements RowPages {

    private static final char MARK = '\uFEFF';

    private final DownloadFile file;
    private final ReportQuery query;
    private final CsvRows rows;
    private final List<String> names;

    /**
     * Reads the header.
     *
     * @param file UTF-8, with TikTok's own names in the first row; closed with this
     * @throws IOException when it is no such file
     */
    ReportFile(DownloadFile file, ReportQuery query) throws IOException {
        this.file = file;
        this.query = query;
        PushbackReader reader =
                new PushbackReader(new InputStreamReader(file.content(), StandardCharsets.UTF_8));
        int first = reader.read();
        if (first >= 0 && first != MARK) {
            reader.unread(first);
        }
        this.rows = new CsvRows(reader, "the file of the report");
        CsvRows.Row header = rows.next();
        if (header == null) {
            throw new IOException("the file of the report is empty");
        }
        this.names =
                header.cells().stream()
                        .map(cell -> cell.strip().toLowerCase(Locale.ROOT).replace(' ', '_'))
                        .toList();
        for (String dimension : query.dimensions()) {
            if (!names.contains(dimension)) {
                throw new IOException("the file of the report has no column " + dimension);
            }
        }
    }

    @Override
    public List<ObjectNode> next() throws IOException {
        List<ObjectNode> page = new ArrayList<>();
        while (page.size() < ROWS) {
            CsvRows.Row row = rows.next();
            if (row == null) {
                break;
            }
            if (!row.isBlank()) {
                page.add(row(row));
            }
        }
        return page;
    }

    private ObjectNode row(CsvRows.Row row) throws IOException {
        List<String> cells = row.cells();
        if (!row.problem().isEmpty() || cells.size() != names.size()) {
            // a day that lacks a row must not count as read
            throw new IOException(
                    "row %d of the file of the report %s"
                            .formatted(
                                    row.number(),
                                    row.problem().isEmpty()
                                            ? "has " + cells.size() + " cells, not " + names.size()
                                            : row.problem()));
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ObjectNode dimensions = all.putObject("dimensions");
        ObjectNode metrics = all.putObject("metrics");
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (query.dimensions().contains(name)) {
                dimensions.put(name, time(name, cells.get(i)));
            } else if (query.metrics().contains(name)) {
                metrics.put(name, cells.get(i));
            }
        }
        return all;
    }

    /** The synchronous report writes a day as its first second. */
    private static String time(String name, String cell) {
        boolean bare = name.equals("stat_time_day") && cell.strip().length() == 10;
        return bare ? cell.strip() + " 00:00:00" : cell;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
