package io.tiktokroutes.cli;

import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.tiktokroutes.reports.ReportExport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rows as RFC 4180 has them: UTF-8, commas, quotes where they are needed. NULL is nothing, an empty
 * text is two quotes.
 */
final class CsvOut implements ReportExport.Sheet, AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final CsvGenerator csv;

    CsvOut(OutputStream out) throws IOException {
        csv =
                CsvFactory.builder()
                        .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                        .build()
                        .createGenerator(
                                new OutputStreamWriter(
                                        new BufferedOutputStream(out, BUFFER),
                                        StandardCharsets.UTF_8));
        csv.setSchema(CsvSchema.emptySchema().withLineSeparator("\r\n").withoutEscapeChar());
        // without an array around the rows the library leaves out what is NULL
        csv.writeStartArray();
    }

    @Override
    public void columns(List<String> names) throws IOException {
        csv.writeStartArray();
        for (String name : names) {
            csv.writeString(name);
        }
        csv.writeEndArray();
    }

    @Override
    public void row(List<Object> cells) throws IOException {
        csv.writeStartArray();
        for (Object cell : cells) {
            write(cell);
        }
        csv.writeEndArray();
    }

    private void write(Object cell) throws IOException {
        if (cell == null) {
            csv.writeNull();
        } else if (cell instanceof Double || cell instanceof Float) {
            // never in the notation with an E, which not every reader takes
            csv.writeNumber(plain(new BigDecimal(cell.toString())));
        } else if (cell instanceof BigDecimal number) {
            csv.writeNumber(plain(number));
        } else if (cell instanceof Long || cell instanceof Integer) {
            csv.writeNumber(((Number) cell).longValue());
        } else if (cell instanceof Boolean flag) {
            csv.writeBoolean(flag);
        } else if (cell.toString().isEmpty()) {
            // otherwise the same as NULL
            csv.writeRawValue("\"\"");
        } else {
            csv.writeString(cell.toString());
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
