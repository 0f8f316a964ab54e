package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells subscribers of leads, at least once: anything but 200 is tried again after 0 s, 1 min, 10
 * min, 1 h, 6 h and 24 h (our choice, reference leads 3.8), stretched by a switch. Waits run on the
 * machine's clock, so that a stopped test clock does not stop deliveries.
 */
public final class Webhooks implements AutoCloseable {

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ZERO,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(6),
                    Duration.ofHours(24));
    private static final int MOST_SHOWN = 1000;
    private static final long FIRST_ID = 7440000000000000001L;

    private final Settings settings;
    private final Subscriptions subscriptions;
    private final Clock clock;
    private final WebhookBody bodies;
    private final AtomicLong ids = new AtomicLong(FIRST_ID);
    private final Deque<Delivery> shown = new ArrayDeque<>();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "sandbox-webhooks");
                        thread.setDaemon(true);
                        return thread;
                    });

    public Webhooks(Settings settings, Subscriptions subscriptions, LeadStore leads, Clock clock) {
        this.settings = settings;
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.bodies = new WebhookBody(settings);
        leads.listener(this::tell);
    }

    public synchronized void reset() {
        shown.forEach(delivery -> delivery.end("dropped"));
        shown.clear();
    }

    private void tell(List<Lead> leads) {
        int most = (int) Math.max(1, settings.number(Switch.WEBHOOK_BATCH));
        for (Subscription to : subscriptions.alive()) {
            List<Lead> wanted = leads.stream().filter(to::wants).toList();
            for (int from = 0; from < wanted.size(); from += most) {
                List<Lead> batch = wanted.subList(from, Math.min(from + most, wanted.size()));
                String body = bodies.of(ids.getAndIncrement(), batch, clock.instant());
                for (long copy = 0; copy < settings.number(Switch.WEBHOOK_COPIES); copy++) {
                    start(new Delivery(to, body, batch.size()));
                }
            }
        }
    }

    private void start(Delivery delivery) {
        synchronized (this) {
            shown.addLast(delivery);
            if (shown.size() > MOST_SHOWN) {
                shown.removeFirst();
            }
        }
        attempt(delivery);
    }

    private void attempt(Delivery delivery) {
        if (!subscriptions.isAlive(delivery.to().id())) {
            delivery.end("dropped");
            return;
        }
        boolean escaped = settings.is(Switch.WEBHOOK_BODY, "escaped");
        String body = escaped ? Signature.escape(delivery.body()) : delivery.body();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(delivery.to().callback())
                        .timeout(
                                Duration.ofMillis(
                                        Math.max(1, settings.number(Switch.WEBHOOK_TIMEOUT_MS))))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        String signature = signature(delivery.to().secret(), body);
        if (signature != null) {
            request.header("X-Open-Signature", signature);
        }
        var unused =
                http.sendAsync(request.build(), BodyHandlers.discarding())
                        .handle(
                                (response, error) ->
                                        error == null
                                                ? Integer.toString(response.statusCode())
                                                : reason(error))
                        .thenAccept(answer -> answered(delivery, answer));
    }

    private String signature(String secret, String body) {
        return switch (settings.word(Switch.WEBHOOK_SIGNATURE)) {
            case "none" -> null;
            case "raw" -> Signature.of(secret, body);
            case "wrong" -> Signature.of(secret + "-wrong", body);
            default -> Signature.of(secret, Signature.escape(body));
        };
    }

    private void answered(Delivery delivery, String answer) {
        int attempts = delivery.note(answer);
        if (answer.equals("200")) {
            return;
        }
        if (attempts > WAITS.size()) {
            delivery.end("given up");
            return;
        }
        double factor = settings.factor(Switch.WEBHOOK_TIME_FACTOR);
        long wait = Math.round(WAITS.get(attempts - 1).toMillis() * factor);
        try {
            var unused = timer.schedule(() -> attempt(delivery), wait, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            delivery.end("dropped"); // the sandbox is closing
        }
    }

    private static String reason(Throwable error) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        return cause.getClass().getSimpleName();
    }

    /** The last deliveries, oldest first, with the answer to each attempt. */
    public ArrayNode toJson() {
        List<Delivery> all;
        synchronized (this) {
            all = List.copyOf(shown);
        }
        ArrayNode list = Json.array();
        all.forEach(delivery -> list.add(delivery.toJson()));
        return list;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
