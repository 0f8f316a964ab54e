package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Carries webhooks to their subscribers, a few at a time: anything but 200 is tried again after 0
 * s, 1 min, 10 min, 1 h, 6 h and 24 h (our choice, reference leads 3.8), stretched by a switch.
 * Waits run on the machine's clock, so that a stopped test clock does not stop deliveries.
 */
final class Courier implements AutoCloseable {

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ZERO,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(6),
                    Duration.ofHours(24));
    private static final int AT_ONCE = 32;
    private static final int MOST_WAITING = 50_000;

    private final Settings settings;
    private final Subscriptions subscriptions;
    private final SignedRequest requests;
    private final Set<Delivery> open = new HashSet<>();
    private final Deque<Delivery> due = new ArrayDeque<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private int underway;
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

    Courier(Settings settings, Subscriptions subscriptions) {
        this.settings = settings;
        this.subscriptions = subscriptions;
        this.requests = new SignedRequest(settings);
    }

    /** Forgets everything that is still under way. */
    synchronized void reset() {
        open.forEach(delivery -> delivery.end("dropped"));
        open.clear();
        due.clear();
        counts.clear();
    }

    /** Takes a delivery; one too many for the memory is dropped at once. */
    void take(Delivery delivery) {
        synchronized (this) {
            count("deliveries", 1);
            count("leads", delivery.leads());
            open.add(delivery);
        }
        if (open() > MOST_WAITING) {
            end(delivery, "dropped");
            return;
        }
        later(delivery, settings.number(Switch.WEBHOOK_DELAY_MS));
    }

    private synchronized int open() {
        return open.size();
    }

    private void later(Delivery delivery, long millis) {
        if (millis == 0) {
            isDue(delivery);
            return;
        }
        try {
            var unused = timer.schedule(() -> isDue(delivery), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            end(delivery, "dropped"); // the sandbox is closing
        }
    }

    private void isDue(Delivery delivery) {
        synchronized (this) {
            due.addLast(delivery);
        }
        sendWhatIsDue();
    }

    private void sendWhatIsDue() {
        while (true) {
            Delivery next;
            synchronized (this) {
                if (due.isEmpty() || underway >= AT_ONCE) {
                    return;
                }
                next = due.removeFirst();
                if (!open.contains(next)) {
                    continue;
                }
                underway++;
            }
            if (next.replayed() || subscriptions.isAlive(next.to().id())) {
                send(next);
            } else {
                end(next, "dropped");
                landed();
            }
        }
    }

    private synchronized void landed() {
        underway--;
    }

    private void send(Delivery delivery) {
        synchronized (this) {
            count("attempts", 1);
        }
        var unused =
                http.sendAsync(requests.of(delivery), BodyHandlers.discarding())
                        .handle(
                                (response, error) ->
                                        error == null
                                                ? Integer.toString(response.statusCode())
                                                : reason(error))
                        .thenAccept(answer -> answered(delivery, answer));
    }

    private void answered(Delivery delivery, String answer) {
        landed();
        int attempts = delivery.note(answer);
        if (answer.equals("200")) {
            end(delivery, "delivered");
        } else if (attempts > WAITS.size()) {
            end(delivery, "given up");
        } else {
            double factor = settings.factor(Switch.WEBHOOK_TIME_FACTOR);
            later(delivery, Math.round(WAITS.get(attempts - 1).toMillis() * factor));
        }
        sendWhatIsDue();
    }

    private static String reason(Throwable error) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        return cause.getClass().getSimpleName();
    }

    private synchronized void end(Delivery delivery, String how) {
        if (open.remove(delivery)) {
            delivery.end(how);
            count(how.replace(' ', '_'), 1);
        }
    }

    private synchronized void count(String what, long more) {
        counts.merge(what, more, Long::sum);
    }

    /** How many deliveries, leads in them and attempts there were, and how they ended. */
    synchronized ObjectNode counts() {
        ObjectNode all = Json.object();
        for (String what :
                List.of("deliveries", "leads", "attempts", "delivered", "given_up", "dropped")) {
            all.put(what, counts.getOrDefault(what, 0L));
        }
        return all.put("waiting", open.size());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
