package io.tiktokroutes.lint.settings;

import io.tiktokroutes.schedule.Schedule;
import io.tiktokroutes.schedule.Zones;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the values of settings must look like. Without it a wrong one would fail later, inside a
 * kamelet or a mapping, and in other words.
 */
public final class SettingForms {

    /**
     * How a value is tested.
     *
     * @param problem what is wrong with it and what to write, after a punctuation mark
     * @param secret whether the value must not be shown
     */
    private record Form(Function<String, Optional<String>> problem, boolean secret) {
        Form(Predicate<String> fits, String expected, boolean secret) {
            this(v -> fits.test(v) ? Optional.empty() : Optional.of("; write " + expected), secret);
        }

        Form(Predicate<String> fits, String expected) {
            this(fits, expected, false);
        }

        /** A form that explains by itself what is wrong. */
        static Form explained(Function<String, Optional<String>> problem) {
            return new Form(v -> problem.apply(v).map(why -> ": " + why), false);
        }
    }

    private static final String MAIL = "[^\\s@,]+@[^\\s@,]+";

    private static final Set<String> REGIONS = Set.of("row", "us", "eu");

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private static final Map<String, Form> FORMS = forms();

    private SettingForms() {}

    private static Map<String, Form> forms() {
        Map<String, Form> forms = new LinkedHashMap<>();
        Form schedule = Form.explained(Schedule::wrong);
        List.of("leads.schedule", "reports.schedule", "warehouse.schedule")
                .forEach(name -> forms.put(name, schedule));
        Form zone = Form.explained(Zones::wrong);
        List.of("schedules.zone", "cdp.time-zone").forEach(name -> forms.put(name, zone));
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
        Form address =
                new Form(
                        v -> v.matches("https?://[^\\s/]+.*"),
                        "an address that begins with https:// or http://");
        List.of(
                        "tiktok.api-url",
                        "tiktok.auth-url",
                        "tiktok.redirect-url",
                        "cdp.api-url",
                        "cdp.auth-url",
                        "segment.api-url")
                .forEach(name -> forms.put(name, address));
        forms.put(
                "tiktok.events-api",
                new Form(v -> v.equals("2.0") || v.equals("1.0"), "2.0 or 1.0"));
        forms.put("tiktok.rate-limit", number(1, 1000));
        forms.put("tiktok.event-rate-limit", number(1, 1000));
        forms.put("http.port", number(1, 65535));
        forms.put("http.max-body-bytes", number(1, 1 << 30));
        forms.put("ledger.retention", time("30d or 12h"));
        forms.put("runs.retention", time("7d or 12h"));
        forms.put("leads.retention", time("90d or 12h"));
        forms.put("leads.subscription-check", time("5m or 1h"));
        forms.put("reports.stale-after", time("36h or 8d"));
        forms.put("audiences.check", time("10m or 1h"));
        forms.put("audiences.minimum", number(1, 1_000_000));
        forms.put(
                "leads.webhook-url",
                new Form(
                        SettingForms::isCallback,
                        "the https address at which TikTok reaches this program, such as"
                                + " https://leads.example.com/webhooks/tiktok/leads"));
        addNotifications(forms);
        return forms;
    }

    private static void addNotifications(Map<String, Form> forms) {
        forms.put(
                "notify.on",
                new Form(
                        v ->
                                v.matches(
                                        "fail|success|none|fail\\s*,\\s*success|success\\s*,\\s*fail"),
                        "fail, success, both with a comma between, or none"));
        forms.put("notify.every", time("15m or 6h"));
        forms.put(
                "notify.webhook-url",
                new Form(
                        SettingForms::isAddress,
                        "an address that begins with https:// or http://",
                        true));
        forms.put(
                "notify.mail-host",
                new Form(
                        v -> v.matches("[A-Za-z0-9.-]+(:\\d{1,5})?"),
                        "a host such as smtp.example.com, with :port behind it if need be"));
        Form address = new Form(v -> v.matches(MAIL), "an e-mail address");
        forms.put("notify.mail-from", address);
        forms.put(
                "notify.mail-to",
                new Form(
                        v -> Arrays.stream(v.split(",")).allMatch(one -> one.strip().matches(MAIL)),
                        "e-mail addresses with commas between"));
        forms.put(
                "notify.mail-tls",
                new Form(Set.of("starttls", "tls", "none")::contains, "starttls, tls or none"));
    }

    private static Form time(String such) {
        return new Form(
                v -> v.matches("(?i)\\d*[1-9]\\d*[dhms]"), "a length of time such as " + such);
    }

    private static boolean isAddress(String text) {
        try {
            URI url = new URI(text);
            return url.getHost() != null && Set.of("http", "https").contains(url.getScheme());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Form number(int least, int most) {
        return new Form(
                v ->
                        v.matches("\\d{1,10}")
                                && Long.parseLong(v) >= least
                                && Long.parseLong(v) <= most,
                "a whole number from " + least + " to " + most);
    }

    /** TikTok posts to https only; the sandbox also to this machine. */
    private static boolean isCallback(String address) {
        try {
            URI uri = new URI(address);
            String host = uri.getHost() == null ? "" : uri.getHost();
            return "https".equals(uri.getScheme())
                    ? !host.isEmpty()
                    : "http".equals(uri.getScheme()) && LOOPBACK.contains(host);
        } catch (URISyntaxException e) {
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
        return form == null || value.isEmpty()
                ? Optional.empty()
                : form.problem()
                        .apply(value)
                        .map(
                                problem ->
                                        name
                                                + (form.secret()
                                                        ? " cannot be used"
                                                        : " is '" + value + "'")
                                                + problem);
    }
}
