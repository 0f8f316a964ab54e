package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The columns of a lead file, which make an object of each row.
 *
 * <p>TikTok's header is not the same everywhere (blanks or underscores, times with or without
 * "(UTC+00:00)", ids behind an apostrophe or {@code ="…"}), so it is read leniently. The questions
 * stand under their human labels; the standard ones get the names the webhook uses, all others keep
 * their text.
 */
final class LeadColumns {

    /** As in TikTok's file, from "2026-01-10 12:00:00". */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

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
                    Map.entry("advertiser_id", "advertiser_id"),
                    Map.entry("is_organic", "is_organic"),
                    Map.entry("is_test", "is_test"));

    /** What we say about a lead ourselves, so that no answer may stand there. */
    private static final Set<String> OURS = Set.of("id", "region");

    /** What spreadsheet programs would round or turn into a date. */
    private static final Set<String> PROTECTED =
            Set.of(
                    "id",
                    "ad_id",
                    "adgroup_id",
                    "campaign_id",
                    "form_id",
                    "advertiser_id",
                    "created_time");

    /** Ids have 19 digits today; anything else is a row of something else. */
    private static final Pattern ID = Pattern.compile("[0-9]{1,32}");

    private static final int LONGEST_WORDS = 120;

    private final List<String> names;

    private LeadColumns(List<String> names) {
        this.names = names;
    }

    /**
     * @param header the first row
     * @param keys of the standard questions, by label
     * @throws IOException when it is none, such as an error text of TikTok
     */
    static LeadColumns of(List<String> header, Map<String, String> keys) throws IOException {
        List<String> names = new ArrayList<>();
        for (String label : header) {
            names.add(free(name(label, keys), label.strip(), names));
        }
        if (!names.contains("id")) {
            throw new IOException("the file of leads has no column lead_id" + said(header));
        }
        return new LeadColumns(List.copyOf(names));
    }

    /** An error text is worth telling; a row without a header would be somebody's data. */
    private static String said(List<String> header) {
        String text = header.get(0).strip();
        boolean words =
                header.size() == 1
                        && text.length() <= LONGEST_WORDS
                        && !text.contains("@")
                        && !text.matches(".*[0-9]{6}.*");
        return words && !text.isEmpty()
                ? "; TikTok wrote '" + text + "'"
                : "; it is no list of leads";
    }

    private static String name(String label, Map<String, String> keys) {
        String plain = LeadLabels.plain(label);
        String column = COLUMNS.get(plain);
        if (column != null) {
            return column;
        }
        String key = keys.get(plain);
        boolean question = key != null && !key.isEmpty() && !isOurs(key);
        return question ? key : label.strip();
    }

    private static boolean isOurs(String name) {
        return OURS.contains(name) || COLUMNS.containsValue(name);
    }

    /**
     * The name, or another one when it is taken: a form may ask the same twice, or have a question
     * called "id", and no answer may take the place of another or of the lead's id.
     */
    private static String free(String name, String label, List<String> taken) {
        boolean ours = OURS.contains(label);
        String free = ours ? label + " (2)" : taken.contains(name) ? label : name;
        for (int i = 2; taken.contains(free); i++) {
            free = label + " (" + i + ")";
        }
        return free;
    }

    /** Why the row is no lead; empty when it is one. */
    String problem(List<String> cells) {
        boolean surplus = cells.stream().skip(names.size()).anyMatch(cell -> !cell.isBlank());
        if (cells.size() < names.size() || surplus) {
            return "has " + cells.size() + " cells and not " + names.size();
        }
        String id = bare(cells.get(names.indexOf("id")));
        return ID.matcher(id).matches() ? "" : "has no lead id";
    }

    ObjectNode lead(List<String> cells) {
        ObjectNode lead = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String value = PROTECTED.contains(name) ? bare(cells.get(i)) : cells.get(i);
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
        if (text.length() > 1 && text.startsWith("'") && text.endsWith("'")) {
            return text.substring(1, text.length() - 1);
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
