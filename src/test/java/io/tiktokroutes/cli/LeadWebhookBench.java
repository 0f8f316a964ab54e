package io.tiktokroutes.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.leads.Signing;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * {@code bench/lead-webhook.sh}: leads from the webhook's post to their receipt at the CDP, as an
 * event and as an object, at a steady pace.
 */
public final class LeadWebhookBench {

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long FIRST = 7480000000000000000L;
    private static final Pattern ID = Pattern.compile("Lead (748\\d{16})");
    private static final List<String> SINKS = List.of("cdp-events", "cdp-objects/customers");

    private final Sandbox sandbox;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Long, Long> posted = new ConcurrentHashMap<>();
    private final List<Long> answers = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();

    /** By sink: nanoseconds from the moment a lead was due to be posted to its receipt. */
    private final List<List<Long>> taken = List.of(new ArrayList<>(), new ArrayList<>());

    private final int[] read = new int[SINKS.size()];
    private volatile boolean measuring;

    private LeadWebhookBench(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * @param arguments h2 or postgresql, leads per second, seconds, options of the program's JVM
     */
    public static void main(String[] arguments) throws Exception {
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.ERROR);
        Path folder = Files.createTempDirectory("lead-webhook-");
        try (Sandbox sandbox = Sandbox.start(0)) {
            boolean postgres = arguments[0].equalsIgnoreCase("postgresql");
            Place place =
                    Place.forThroughput(folder)
                            .pointAt(sandbox)
                            // no export meanwhile
                            .set("LEADS_SCHEDULE", "0 0 0 1 1 ? 2099");
            List.of(arguments).subList(3, arguments.length).forEach(place::option);
            if (postgres) {
                place.set("DATABASE_URL", BothDatabases.postgres());
            }
            System.out.print((postgres ? "PostgreSQL" : "H2") + ", ");
            new LeadWebhookBench(sandbox)
                    .run(
                            place,
                            Integer.parseInt(arguments[1]),
                            Duration.ofSeconds(Long.parseLong(arguments[2])));
        } finally {
            KillBench.delete(folder);
        }
        System.exit(0);
    }

    private void run(Place place, int perSecond, Duration time) throws Exception {
        try (Program program = place.start("run").awaitReady()) {
            URI url = URI.create(program.url() + "/webhooks/tiktok/leads");
            Thread watch = new Thread(this::watch, "watch");
            watch.setDaemon(true);
            watch.start();
            long warm = WARM_UP.toSeconds() * perSecond;
            long all = warm + time.toSeconds() * perSecond;
            long begin = System.nanoTime();
            for (long n = 0; n < all; n++) {
                long due = begin + n * TimeUnit.SECONDS.toNanos(1) / perSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                measuring = n >= warm;
                post(url, FIRST + n, due);
            }
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!posted.isEmpty() && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            print(perSecond, time, all - warm, program);
        }
    }

    private void post(URI url, long id, long due) {
        byte[] body =
                ("{\"request_id\":7440000000000000123,\"object\":1,\"time\":1768046460,\"entry\":[{"
                                + "\"id\":%1$d,\"page_id\":%2$s,\"page_name\":\"Spring demo request\","
                                + "\"advertiser_id\":%3$s,\"library_id\":0,"
                                + "\"campaign_id\":7500000000000000011,\"campaign_name\":\"Spring\","
                                + "\"create_time\":1768046400,\"changes\":[{\"field\":\"name\","
                                + "\"value\":\"Lead %1$d\"},{\"field\":\"email\","
                                + "\"value\":\"lead%1$d@example.com\"}]}]}")
                        .formatted(id, Sandbox.FORM_ID, Sandbox.ADVERTISER_ID)
                        .getBytes(UTF_8);
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/json")
                        .header("X-Open-Signature", Signing.raw(Sandbox.APP_SECRET, body))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        boolean counts = measuring;
        if (counts) {
            posted.put(id, due);
        }
        var unused =
                http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .whenComplete(
                                (answer, failure) -> {
                                    if (failure != null || answer.statusCode() != 200) {
                                        refused.merge(
                                                failure == null
                                                        ? "HTTP " + answer.statusCode()
                                                        : String.valueOf(failure.getCause()),
                                                1,
                                                Integer::sum);
                                    } else if (counts) {
                                        answers.add(System.nanoTime() - due);
                                    }
                                });
    }

    /** Reads what the CDP got since the last time, every few milliseconds. */
    private void watch() {
        Map<Long, Integer> arrived = new ConcurrentHashMap<>();
        while (true) {
            try {
                for (int sink = 0; sink < SINKS.size(); sink++) {
                    String list = sandbox.url() + "/_sandbox/received/" + SINKS.get(sink);
                    JsonNode answer = Web.get(list + "?limit=1000&offset=" + read[sink]);
                    long now = System.nanoTime();
                    JsonNode items = answer.path(sink == 0 ? "events" : "records");
                    read[sink] += items.size();
                    for (JsonNode item : items) {
                        Matcher id = ID.matcher(item.toString());
                        Long due = id.find() ? posted.get(Long.valueOf(id.group(1))) : null;
                        if (due != null) {
                            taken.get(sink).add(now - due);
                            arrived.merge(Long.valueOf(id.group(1)), 1, Integer::sum);
                        }
                    }
                }
                arrived.forEach(
                        (id, sinks) -> {
                            if (sinks == SINKS.size()) {
                                posted.remove(id);
                                arrived.remove(id);
                            }
                        });
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            } catch (IOException e) {
                return; // the sandbox is gone
            }
        }
    }

    private void print(int perSecond, Duration time, long leads, Program program)
            throws IOException {
        System.out.printf("%d leads per second for %d s:%n", perSecond, time.toSeconds());
        System.out.printf(
                "  leads                   %,8d posted, not answered 200: %s, not at the CDP: %d%n",
                leads, refused, posted.size());
        line("post to 200", answers);
        line("post to the CDP's event", taken.get(0));
        line("post to its object", taken.get(1));
        System.out.printf("  resident at most        %,8d MB%n", program.mostResident() >> 20);
    }

    private static void line(String what, List<Long> nanos) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        System.out.printf(
                "  %-23s %,8d ms p50, %,d ms p99, %,d ms at most%n",
                what, at(sorted, 50), at(sorted, 99), at(sorted, 100));
    }

    private static long at(List<Long> sorted, int percent) {
        return sorted.isEmpty()
                ? -1
                : TimeUnit.NANOSECONDS.toMillis(sorted.get((sorted.size() - 1) * percent / 100));
    }
}
