package io.tiktokroutes.sandbox.leads;

import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The CSV of an export (reference, leads 3.5): labels for columns, RFC 4180, a byte order mark. */
final class LeadFile {

    private static final int LARGEST_PLAIN = 10 << 20;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Settings settings;

    LeadFile(Settings settings) {
        this.settings = settings;
    }

    byte[] csv(List<Form> forms, List<Lead> leads) {
        Map<String, String> questions = new LinkedHashMap<>();
        forms.forEach(form -> questions.putAll(form.questions()));
        StringBuilder text = new StringBuilder(settings.on(Switch.LEAD_CSV_BOM) ? "\uFEFF" : "");
        List<String> head =
                new ArrayList<>(
                        List.of(
                                settings.word(Switch.LEAD_CSV_HEADER),
                                "created_time",
                                "ad_id",
                                "ad_name",
                                "adgroup_id",
                                "adgroup_name",
                                "campaign_id",
                                "campaign_name",
                                "form_id",
                                "form_name"));
        head.addAll(questions.values());
        line(text, head);
        for (Lead lead : leads) {
            List<String> cells = new ArrayList<>(head.size());
            cells.add(id(Long.toString(lead.id())));
            cells.add(time(lead.created()));
            cells.add(id(lead.origin().adId()));
            cells.add(lead.origin().adName());
            cells.add(id(lead.origin().groupId()));
            cells.add(lead.origin().groupName());
            cells.add(id(lead.origin().campaignId()));
            cells.add(lead.origin().campaignName());
            cells.add(id(lead.form().id()));
            cells.add(lead.form().title());
            questions.keySet().forEach(key -> cells.add(lead.answers().getOrDefault(key, "")));
            line(text, cells);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    boolean zipped(byte[] csv) {
        return csv.length > LARGEST_PLAIN || settings.on(Switch.LEAD_FILE_ZIP);
    }

    static byte[] zip(String name, byte[] csv) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(csv);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private String time(Instant at) {
        return TIME.format(at) + (settings.on(Switch.LEAD_CSV_TIME_SUFFIX) ? "(UTC+00:00)" : "");
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

    private static void line(StringBuilder text, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            boolean quoted =
                    cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            text.append(i == 0 ? "" : ",")
                    .append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        text.append("\r\n");
    }
}
