package io.tiktokroutes.sandbox.leads;

import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The CSV of an export (reference, leads 3.5): labels for columns, RFC 4180, a byte order mark.
 * Written row by row, never held as a whole.
 *
 * @param forms whose questions head the last columns
 */
record LeadFile(Settings settings, List<Form> forms, Iterable<Lead> leads) {

    private static final List<String> FIXED =
            List.of(
                    "created_time",
                    "ad_id",
                    "ad_name",
                    "adgroup_id",
                    "adgroup_name",
                    "campaign_id",
                    "campaign_name",
                    "form_id",
                    "form_name");

    /** Whether more than so many bytes come of it; looks no further than that. */
    boolean isLargerThan(long most) {
        Counter counter = new Counter();
        try (Writer out = new OutputStreamWriter(counter, StandardCharsets.UTF_8)) {
            Map<String, String> questions = head(out);
            for (Lead lead : leads) {
                row(out, lead, questions);
                if (counter.bytes > most) {
                    return true;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counter.bytes > most;
    }

    void write(OutputStream to) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        Map<String, String> questions = head(out);
        boolean twice = settings.on(Switch.LEAD_CSV_REPEATED_ROWS);
        for (Lead lead : leads) {
            row(out, lead, questions);
            if (twice) {
                row(out, lead, questions);
            }
        }
        out.flush();
    }

    private Map<String, String> head(Writer out) throws IOException {
        Map<String, String> questions = new LinkedHashMap<>();
        forms.forEach(form -> questions.putAll(form.questions()));
        List<String> cells = new ArrayList<>();
        cells.add(settings.word(Switch.LEAD_CSV_HEADER));
        cells.addAll(FIXED);
        if (settings.on(Switch.LEAD_CSV_IS_TEST)) {
            cells.add("is_test");
        }
        cells.addAll(questions.values());
        if (settings.on(Switch.LEAD_CSV_BOM)) {
            out.write('\uFEFF');
        }
        line(out, cells);
        return questions;
    }

    private void row(Writer out, Lead lead, Map<String, String> questions) throws IOException {
        Lead.Origin from = lead.origin();
        List<String> cells = new ArrayList<>();
        cells.add(id(Long.toString(lead.id())));
        cells.add(time(lead.created()));
        cells.add(id(from.adId()));
        cells.add(from.adName());
        cells.add(id(from.groupId()));
        cells.add(from.groupName());
        cells.add(id(from.campaignId()));
        cells.add(from.campaignName());
        cells.add(id(lead.form().id()));
        cells.add(lead.form().title());
        if (settings.on(Switch.LEAD_CSV_IS_TEST)) {
            cells.add(Boolean.toString(lead.test()));
        }
        questions.keySet().forEach(key -> cells.add(lead.text(key)));
        line(out, cells);
    }

    private String time(Instant at) {
        return Form.time(at) + (settings.on(Switch.LEAD_CSV_TIME_SUFFIX) ? "(UTC+00:00)" : "");
    }

    /** Some exports protect ids from spreadsheets (reference, leads 3.5). */
    private String id(String id) {
        if (id.isEmpty()) {
            return id;
        }
        return switch (settings.word(Switch.LEAD_CSV_IDS)) {
            case "formula" -> "=\"" + id + "\"";
            case "apostrophe" -> "'" + id;
            default -> id;
        };
    }

    private void line(Writer out, List<String> cells) throws IOException {
        String before = "";
        for (String cell : cells) {
            out.write(before);
            out.write(needsQuotes(cell) ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
            before = ",";
        }
        out.write(settings.on(Switch.LEAD_CSV_CRLF) ? "\r\n" : "\n");
    }

    private static boolean needsQuotes(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes += length;
        }
    }
}
