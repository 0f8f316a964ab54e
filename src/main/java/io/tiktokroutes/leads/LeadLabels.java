package io.tiktokroutes.leads;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The standard questions by their labels: an export names them in the form's language, and a
 * webhook by keys such as {@code phone_number}.
 */
public final class LeadLabels {

    /** The lookup that integrators extend. */
    public static final String LOOKUP = "tiktok-lead-labels";

    /** What counts while there is no such lookup. */
    private static final Map<String, String> ENGLISH =
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

    private final Supplier<Map<String, String>> lookup;

    /**
     * @param lookup the lines of the lookup as they are now; empty when there is none
     */
    public LeadLabels(Supplier<Map<String, String>> lookup) {
        this.lookup = lookup;
    }

    /** Only the English ones. */
    public static LeadLabels english() {
        return new LeadLabels(Map::of);
    }

    /** The keys as they count now, by labels in their {@link #plain} form. */
    Map<String, String> now() {
        Map<String, String> lines = lookup.get();
        if (lines.isEmpty()) {
            return ENGLISH;
        }
        Map<String, String> keys = new HashMap<>();
        lines.forEach((label, key) -> keys.put(plain(label), key.strip()));
        return keys;
    }

    /** Capitals do not count, and blanks are underscores. */
    static String plain(String label) {
        return Normalizer.normalize(label, Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_]+", "_");
    }
}
