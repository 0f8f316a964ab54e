package io.tiktokroutes.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Everything the program counts, as Prometheus reads it at {@code /observe/metrics}.
 *
 * <p>Callers count once per batch or call. Label values are names an integrator chose, or codes; a
 * code that the other side made up is counted as {@code OTHER}.
 */
public final class Metrics {

    /** What all names begin with; Prometheus reads the dots as underscores. */
    private static final String PREFIX = "tiktok.routes.";

    private static final String RECORDS = "records";
    private static final Pattern REASON = Pattern.compile("[A-Z0-9_]{0,40}");
    private static final Pattern ENDPOINT = Pattern.compile("/[a-z0-9_/]{1,60}");

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final Counters outcomes;
    private final Counters tiktokCalls;
    private final Counters cdpCalls;
    private final Counters requests;
    private final Counters webhookEntries;
    private final Counters put;
    private final Counters sent;
    private final Counters identifiers;
    private final Counters oddClickIds;
    private final Counters runs;
    private final Counters rows;
    private final Map<String, Timer> durations = new ConcurrentHashMap<>();

    /**
     * @param registry where the numbers live
     */
    public Metrics(MeterRegistry registry) {
        this.registry = registry;
        outcomes =
                counters(
                        "outcomes",
                        "What destinations made of records",
                        "destination",
                        "outcome",
                        "reason");
        tiktokCalls =
                counters("tiktok.calls", "Calls to TikTok by its return code", "endpoint", "code");
        cdpCalls = counters("cdp.calls", "Calls to CDPs by their HTTP status", "call", "status");
        requests =
                counters(
                        "intake.requests",
                        "Requests to /sources by the HTTP status they were answered with",
                        "source",
                        "status");
        webhookEntries =
                counters(
                        "lead.webhook.entries",
                        "Entries of TikTok's lead webhooks by what became of them",
                        "result");
        put =
                counters(
                        "inbox.put",
                        "Records that were put into an inbox, new ones and ones known already",
                        "inbox",
                        "result");
        sent = counters("events.sent", "Events that TikTok took", "destination");
        identifiers =
                counters(
                        "events.identifiers",
                        "Events that TikTok took, by what they carried to recognise a person by",
                        "destination",
                        "identifier");
        oddClickIds =
                counters(
                        "events.odd.click.ids",
                        "Events that TikTok took whose click id does not begin with E.C.P",
                        "destination");
        runs = counters("sync.runs", "Runs of syncs by how they ended", "sync", "state");
        rows =
                counters(
                        "sync.rows",
                        "Rows of a warehouse that runs of syncs handed on",
                        "sync",
                        "operation");
    }

    /** Counts that nobody reads, for programs and tests that show none. */
    public static Metrics unread() {
        return new Metrics(new SimpleMeterRegistry());
    }

    private Counters counters(String name, String description, String... labels) {
        return new Counters(registry, PREFIX + name, description, labels);
    }

    /** So many records came to that outcome; the reason is empty for delivered ones. */
    public void outcomes(String destination, String outcome, String reason, int count) {
        String code = REASON.matcher(reason).matches() ? reason : "OTHER";
        outcomes.of(destination, outcome, code).increment(count);
    }

    /**
     * One call to TikTok.
     *
     * @param endpoint its path
     * @param code TikTok's return code, or {@code none} when there was none
     * @param nanos until the answer was read, without the wait for the rate limit
     */
    public void tiktokCall(String endpoint, String code, long nanos) {
        String path = ENDPOINT.matcher(endpoint).matches() ? endpoint : "other";
        tiktokCalls.of(path, code).increment();
        durations.computeIfAbsent(path, this::timer).record(Duration.ofNanos(nanos));
    }

    private Timer timer(String endpoint) {
        return Timer.builder(PREFIX + "tiktok.call.duration")
                .description("How long TikTok took to answer")
                .tag("endpoint", endpoint)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /**
     * One call to a CDP.
     *
     * @param call {@code event}, {@code records} or {@code segment-batch}
     * @param status the HTTP status, or {@code none} when nobody answered
     */
    public void cdpCall(String call, String status) {
        cdpCalls.of(call, status).increment();
    }

    /** One request to a source of the routes; a path that no route serves is no source. */
    public void request(String source, int status) {
        requests.of(source, "" + status).increment();
    }

    /**
     * Entries of a lead webhook.
     *
     * @param result {@code accepted}, {@code duplicate}, {@code ignored}, {@code malformed}, or
     *     {@code bad_signature} for a body that was not opened
     */
    public void webhookEntries(String result, int count) {
        if (count > 0) {
            webhookEntries.of(result).increment(count);
        }
    }

    /** Records that were put into an inbox and committed. */
    public void put(String inbox, int accepted, int duplicates) {
        put.of(inbox, "accepted").increment(accepted);
        put.of(inbox, "duplicate").increment(duplicates);
    }

    /** Events that a destination delivered, and what they carried. */
    public void sent(String destination, SentEvents events) {
        sent.of(destination).increment(events.all());
        identifiers.of(destination, "email").increment(events.email());
        identifiers.of(destination, "phone").increment(events.phone());
        identifiers.of(destination, "external_id").increment(events.externalId());
        identifiers.of(destination, "ttclid").increment(events.clickId());
        identifiers.of(destination, "ttp").increment(events.cookieId());
        identifiers.of(destination, "ip_and_user_agent").increment(events.ipAndUserAgent());
        identifiers.of(destination, "neither_email_nor_phone").increment(events.neither());
        oddClickIds.of(destination).increment(events.oddClickId());
    }

    /**
     * One run of a sync is over, and the outcomes of its rows are known.
     *
     * @param state such as {@code completed with errors}
     * @param operations rows that were added, changed, removed or tried again
     */
    public void run(String sync, String state, Map<String, Long> operations) {
        runs.of(sync, state.replace(' ', '_')).increment();
        operations.forEach((operation, count) -> rows.of(sync, operation).increment(count));
    }

    /** Shows an inbox, which is looked at whenever somebody reads the metrics. */
    public void inbox(String inbox, Supplier<Number> bound, Supplier<InboxReading> reading) {
        gauge(
                "inbox.depth",
                "Records an inbox holds, counted no further than its bound",
                RECORDS,
                inbox,
                () -> reading.get().depth());
        gauge(
                "inbox.waiting",
                "Records that failed and are not due for another try yet",
                RECORDS,
                inbox,
                () -> reading.get().waiting());
        gauge(
                "inbox.oldest.age",
                "Seconds since the oldest record of an inbox was accepted",
                "seconds",
                inbox,
                () -> reading.get().oldestAge());
        gauge(
                "inbox.bound",
                "More records than that an inbox does not accept",
                RECORDS,
                inbox,
                bound);
    }

    /** Shows how long ago the last run of a schedule began. */
    public void schedule(String schedule, Supplier<Number> age) {
        register(
                Gauge.builder(PREFIX + "schedule.last.run.age", age).tag("schedule", schedule),
                "Seconds since the last run of a schedule that ended began",
                "seconds");
    }

    /**
     * Shows how fresh the report of an ad account is.
     *
     * @param day days since the newest day that was read
     * @param success seconds since it was read
     */
    public void report(
            String report, String advertiser, Supplier<Number> day, Supplier<Number> success) {
        Tags tags = Tags.of("report", report, "advertiser", advertiser);
        register(
                Gauge.builder(PREFIX + "report.newest.day.age", day).tags(tags),
                "Days since the newest day of a report that was read",
                "days");
        register(
                Gauge.builder(PREFIX + "report.last.success.age", success).tags(tags),
                "Seconds since the newest day of a report was read last",
                "seconds");
    }

    /** Shows how many people TikTok has matched with the members of an audience. */
    public void audience(String destination, String advertiser, Supplier<Number> size) {
        Tags tags = Tags.of("destination", destination, "advertiser", advertiser);
        register(
                Gauge.builder(PREFIX + "audience.size", size).tags(tags),
                "People of an audience that TikTok has matched",
                "people");
    }

    private void gauge(
            String name, String description, String unit, String inbox, Supplier<Number> value) {
        register(Gauge.builder(PREFIX + name, value).tag("inbox", inbox), description, unit);
    }

    private void register(Gauge.Builder<Supplier<Number>> gauge, String description, String unit) {
        gauge.description(description).baseUnit(unit).strongReference(true).register(registry);
    }
}
