package io.tiktokroutes.cli;

import io.tiktokroutes.cli.PrometheusText.Sample;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code check} reads from the running program: inboxes, outcomes and match quality. */
final class ProgramChecks {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The identifiers in the order they are told, with the words for them. */
    private static final Map<String, String> IDENTIFIERS = new LinkedHashMap<>();

    static {
        IDENTIFIERS.put("email", "e-mail");
        IDENTIFIERS.put("phone", "phone");
        IDENTIFIERS.put("external_id", "external id");
        IDENTIFIERS.put("ttclid", "click id");
        IDENTIFIERS.put("ttp", "ttp");
        IDENTIFIERS.put("ip_and_user_agent", "ip and user agent");
    }

    private final String url;

    /**
     * @param url where the program listens, such as {@code http://127.0.0.1:8080}
     */
    ProgramChecks(String url) {
        this.url = url;
    }

    List<Checked> run() {
        HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        try {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create(url + "/observe/metrics"))
                                    .timeout(TIMEOUT)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200 && answer.body().contains("tiktok_routes_")) {
                return lines(new PrometheusText(answer.body()));
            }
            return List.of(
                    Checked.failed(
                            "program",
                            "something else answers at " + url + "; set http.port to a free one"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // told below: mostly it is not running
        }
        return List.of(Checked.not("program", "it does not run at " + url));
    }

    static boolean isRunning(List<Checked> lines) {
        return lines.get(0).state() == Checked.State.OK;
    }

    private List<Checked> lines(PrometheusText text) {
        List<Checked> lines = new ArrayList<>();
        lines.add(Checked.ok("program", "it runs at " + url));
        text.named("inbox_depth_records").forEach(inbox -> lines.add(inbox(inbox, text)));
        Map<String, List<Sample>> destinations =
                text.named("outcomes_total").stream()
                        .collect(
                                Collectors.groupingBy(
                                        s -> s.label("destination"),
                                        TreeMap::new,
                                        Collectors.toList()));
        destinations.forEach((name, outcomes) -> lines.add(outcomes(name, outcomes)));
        for (Sample sent : text.named("events_sent_total")) {
            lines.add(match(sent, text));
        }
        return lines;
    }

    private static Checked inbox(Sample depth, PrometheusText text) {
        String inbox = depth.label("inbox");
        String name = "inbox " + inbox;
        if (Double.isNaN(depth.value())) {
            return Checked.failed(name, "the database gives no answer");
        }
        double bound = text.value("inbox_bound_records", "inbox", inbox);
        double waiting = text.value("inbox_waiting_records", "inbox", inbox);
        double age = text.value("inbox_oldest_age_seconds", "inbox", inbox);
        String words =
                depth.value() == 0
                        ? "empty"
                        : whole(depth.value())
                                + " records, "
                                + whole(waiting)
                                + " of them wait for another try; the oldest came "
                                + whole(age)
                                + " seconds ago";
        return depth.value() < bound
                ? Checked.ok(name, words)
                : Checked.failed(name, words + "; it is full and takes no more");
    }

    private static Checked outcomes(String name, List<Sample> outcomes) {
        String words =
                outcomes.stream()
                        .map(
                                o ->
                                        whole(o.value())
                                                + " "
                                                + o.label("outcome")
                                                + (o.label("reason").isEmpty()
                                                        ? ""
                                                        : " (" + o.label("reason") + ")"))
                        .collect(Collectors.joining(", "));
        return Checked.ok("destination " + name, words + " since the start");
    }

    private static Checked match(Sample sent, PrometheusText text) {
        String destination = sent.label("destination");
        Map<String, Double> carried = new TreeMap<>();
        for (Sample sample : text.named("events_identifiers_total")) {
            if (sample.label("destination").equals(destination)) {
                carried.put(sample.label("identifier"), 100 * sample.value() / sent.value());
            }
        }
        String shares =
                IDENTIFIERS.entrySet().stream()
                        .map(
                                i ->
                                        i.getValue()
                                                + " "
                                                + whole(carried.getOrDefault(i.getKey(), 0.0))
                                                + " %")
                        .collect(Collectors.joining(", "));
        return Checked.ok(
                "match quality " + destination,
                shares + "; " + advice(carried.getOrDefault("neither_email_nor_phone", 0.0)));
    }

    private static String advice(double neither) {
        if (neither == 0) {
            return "every event carries e-mail or phone";
        }
        return whole(neither)
                + " % of events carry neither e-mail nor phone: "
                + (neither >= 50
                        ? "TikTok matches little of them"
                        : "map one of the two where the source knows it");
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
