package io.tiktokroutes.lint.settings;

import io.tiktokroutes.lint.Values;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the values of settings must look like. Without it a wrong one would fail later, inside a
 * kamelet or a mapping, and in other words.
 */
public final class SettingForms {

    /** How a value is tested, and what to write. */
    private record Form(Predicate<String> fits, String expected) {}

    private static final Set<String> REGIONS = Set.of("row", "us", "eu");

    private static final Map<String, Form> FORMS = forms();

    private SettingForms() {}

    private static Map<String, Form> forms() {
        Map<String, Form> forms = new LinkedHashMap<>();
        Form cron =
                new Form(
                        Values::isCron,
                        "seconds, minutes, hours, day, month and weekday as a Quartz cron"
                                + " expression, such as 0 0/10 * * * ?");
        List.of("leads.schedule", "reports.schedule").forEach(name -> forms.put(name, cron));
        Form whole = new Form(v -> v.matches("\\d{1,9}"), "a whole number");
        List.of("leads.poll-millis", "reports.history-days", "reports.lookback-days")
                .forEach(name -> forms.put(name, whole));
        forms.put(
                "tiktok.lead-regions",
                new Form(
                        v ->
                                Arrays.stream(v.split(","))
                                        .map(String::strip)
                                        .allMatch(REGIONS::contains),
                        "row, us and eu with commas between"));
        forms.put(
                "cdp.time-zone",
                new Form(SettingForms::isZone, "a time zone such as Europe/Berlin"));
        Form address =
                new Form(
                        v -> v.matches("https?://[^\\s/]+.*"),
                        "an address that begins with https:// or http://");
        List.of("tiktok.api-url", "cdp.api-url", "cdp.auth-url")
                .forEach(name -> forms.put(name, address));
        forms.put(
                "tiktok.events-api",
                new Form(v -> v.equals("2.0") || v.equals("1.0"), "2.0 or 1.0"));
        forms.put("tiktok.rate-limit", number(1, 1000));
        forms.put("tiktok.event-rate-limit", number(1, 1000));
        forms.put("http.port", number(1, 65535));
        forms.put("http.max-body-bytes", number(1, 1 << 30));
        forms.put(
                "ledger.retention",
                new Form(
                        v -> v.matches("(?i)\\d*[1-9]\\d*[dhms]"),
                        "a length of time such as 30d or 12h"));
        return forms;
    }

    private static Form number(int least, int most) {
        return new Form(
                v ->
                        v.matches("\\d{1,10}")
                                && Long.parseLong(v) >= least
                                && Long.parseLong(v) <= most,
                "a whole number from " + least + " to " + most);
    }

    private static boolean isZone(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The settings whose form is known. */
    public static Set<String> names() {
        return FORMS.keySet();
    }

    /** What is wrong with a value, if anything; nothing is wrong with a setting that is not set. */
    public static Optional<String> wrong(String name, String value) {
        Form form = FORMS.get(name);
        return form == null || value.isEmpty() || form.fits().test(value)
                ? Optional.empty()
                : Optional.of(name + " is '" + value + "'; write " + form.expected());
    }
}
