package io.tiktokroutes.sandbox.reports;

import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The CSV of a report task (RFC 4180). Written row by row, never held as a whole. */
record ReportFile(Settings settings, ReportTask task) {

    void write(OutputStream to) throws IOException {
        Writer out =
                new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), 1 << 16);
        if (settings.on(Switch.REPORT_CSV_BOM)) {
            out.write('\uFEFF');
        }
        String end = settings.on(Switch.REPORT_CSV_CRLF) ? "\r\n" : "\n";
        ReportQuery query = task.query;
        List<String> head = new ArrayList<>(query.dimensions());
        head.addAll(query.metrics());
        if (task.titles) {
            head.replaceAll(ReportTitles::of);
        }
        line(out, head, List.of(), end);
        try {
            rows(
                    row -> {
                        try {
                            List<String> metrics =
                                    query.metrics().stream().map(row.value()).toList();
                            line(out, row.where(), metrics, end);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.flush();
    }

    /** In the order they are made in, or held and sorted where another one is asked for. */
    private void rows(Consumer<Row> sink) {
        if (task.query.orderField() == null) {
            task.rows.each(sink);
            return;
        }
        List<Row> all = new ArrayList<>();
        task.rows.each(all::add);
        all.sort(Numbers.by(task.query.orderField(), task.query.ascending()));
        all.forEach(sink);
    }

    private static void line(Writer out, List<String> first, List<String> more, String end)
            throws IOException {
        for (int i = 0; i < first.size() + more.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            cell(out, i < first.size() ? first.get(i) : more.get(i - first.size()));
        }
        out.write(end);
    }

    private static void cell(Writer out, String text) throws IOException {
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        out.write(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }
}
