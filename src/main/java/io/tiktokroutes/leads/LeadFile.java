package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads the file of a lead export into one flat object per lead.
 *
 * <p>TikTok's header is not the same everywhere (blanks or underscores, a byte order mark, times
 * with or without "(UTC+00:00)", ids behind an apostrophe or {@code ="…"}), so it is read
 * leniently. The questions stand under their human labels; the standard ones get the names the
 * webhook uses, all others keep their text.
 */
final class LeadFile {

    /** As in TikTok's file, from "2026-01-10 12:00:00". */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private static final int LARGEST_UNZIPPED = 256 * 1024 * 1024;

    private static final Map<String, String> COLUMNS =
            Map.ofEntries(
                    Map.entry("lead_id", "id"),
                    Map.entry("created_time", "created_time"),
                    Map.entry("ad_id", "ad_id"),
                    Map.entry("ad_name", "ad_name"),
                    Map.entry("adgroup_id", "adgroup_id"),
                    Map.entry("adgroup_name", "adgroup_name"),
                    Map.entry("campaign_id", "campaign_id"),
                    Map.entry("campaign_name", "campaign_name"),
                    Map.entry("form_id", "form_id"),
                    Map.entry("form_name", "form_name"),
                    Map.entry("is_organic", "is_organic"),
                    Map.entry("is_test", "is_test"));

    /** English labels of the standard questions; other languages keep their label. */
    private static final Map<String, String> QUESTIONS =
            Map.ofEntries(
                    Map.entry("name", "name"),
                    Map.entry("full_name", "name"),
                    Map.entry("first_name", "first_name"),
                    Map.entry("last_name", "last_name"),
                    Map.entry("email", "email"),
                    Map.entry("e-mail", "email"),
                    Map.entry("email_address", "email"),
                    Map.entry("phone", "phone_number"),
                    Map.entry("phone_number", "phone_number"),
                    Map.entry("address", "address"),
                    Map.entry("gender", "gender"),
                    Map.entry("city", "city"),
                    Map.entry("state", "state"),
                    Map.entry("country", "country"),
                    Map.entry("zip_code", "zip_code"),
                    Map.entry("company_name", "company_name"),
                    Map.entry("job_title", "job_title"),
                    Map.entry("date_of_birth", "date_of_birth"));

    /** What spreadsheet programs would round or turn into a date. */
    private static final Set<String> PROTECTED =
            Set.of("id", "ad_id", "adgroup_id", "campaign_id", "form_id", "created_time");

    private LeadFile() {}

    /**
     * @param file CSV in UTF-8, or a ZIP with one CSV in it
     * @return one object per lead; empty for a file that has only a header
     * @throws IOException when the file is neither, such as an error text of TikTok
     */
    static List<ObjectNode> read(byte[] file) throws IOException {
        byte[] csv = file.length > 1 && file[0] == 'P' && file[1] == 'K' ? unzip(file) : file;
        List<ObjectNode> leads = new ArrayList<>();
        try (MappingIterator<String[]> rows =
                new CsvMapper()
                        .readerFor(String[].class)
                        .with(CsvParser.Feature.WRAP_AS_ARRAY)
                        .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                        .readValues(withoutMark(csv))) {
            if (!rows.hasNextValue()) {
                throw new IOException("the file of leads is empty");
            }
            List<String> header = header(rows.nextValue());
            while (rows.hasNextValue()) {
                leads.add(lead(header, rows.nextValue()));
            }
        }
        return leads;
    }

    private static byte[] unzip(byte[] zip) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    byte[] csv = in.readNBytes(LARGEST_UNZIPPED + 1);
                    if (csv.length > LARGEST_UNZIPPED) {
                        throw new IOException("the file of leads is too large unzipped");
                    }
                    return csv;
                }
            }
        }
        throw new IOException("the ZIP of leads holds no file");
    }

    private static String withoutMark(byte[] csv) {
        String text = new String(csv, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static List<String> header(String[] labels) throws IOException {
        List<String> names = new ArrayList<>();
        for (String label : labels) {
            names.add(free(name(label.strip()), label.strip(), names));
        }
        if (!names.contains("id")) {
            throw new IOException("the file of leads has no column lead_id; is it an error text?");
        }
        return names;
    }

    private static String name(String label) {
        String plain = label.toLowerCase(Locale.ROOT).replace(' ', '_');
        String name = COLUMNS.get(plain);
        name = name == null ? QUESTIONS.get(plain) : name;
        return name == null ? label : name;
    }

    /**
     * The name, or another one when it is taken: a form may ask the same twice, or have a question
     * called "id", and no answer may take the place of another or of the lead's id.
     */
    private static String free(String name, String label, List<String> taken) {
        boolean ours = COLUMNS.containsValue(label) && !COLUMNS.containsKey(label);
        String free = ours ? label + " (2)" : taken.contains(name) ? label : name;
        for (int i = 2; taken.contains(free); i++) {
            free = label + " (" + i + ")";
        }
        return free;
    }

    private static ObjectNode lead(List<String> header, String[] cells) {
        ObjectNode lead = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size() && i < cells.length; i++) {
            String name = header.get(i);
            String value = PROTECTED.contains(name) ? bare(cells[i]) : cells[i];
            if (!value.isEmpty()) {
                lead.put(name, name.equals("created_time") ? iso(value) : value);
            }
        }
        if (!lead.has("is_organic")) {
            // a lead without a campaign came without an ad
            lead.put("is_organic", lead.has("campaign_id") ? "0" : "1");
        }
        return lead;
    }

    /** Spreadsheet programs need ids protected; we do not. */
    private static String bare(String cell) {
        String text = cell.strip();
        if (text.startsWith("=\"") && text.endsWith("\"") && text.length() > 2) {
            return text.substring(2, text.length() - 1);
        }
        return text.startsWith("'") ? text.substring(1) : text;
    }

    private static String iso(String time) {
        String plain = time.replace("(UTC+00:00)", "").strip();
        try {
            return LocalDateTime.parse(plain, TIME).toInstant(ZoneOffset.UTC).toString();
        } catch (DateTimeParseException e) {
            // a mapping that needs the time refuses the lead; the others are not held up
            return time;
        }
    }
}
