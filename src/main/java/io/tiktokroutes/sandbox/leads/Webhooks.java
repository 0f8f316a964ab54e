package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Tells subscribers of leads, at least once, and remembers the last deliveries. */
public final class Webhooks implements AutoCloseable {

    private static final int MOST_SHOWN = 1000;
    private static final long MOST_SHOWN_CHARACTERS = 16L << 20;
    private static final long FIRST_ID = 7440000000000000001L;

    private final Settings settings;
    private final Subscriptions subscriptions;
    private final Clock clock;
    private final WebhookBody bodies;
    private final Courier courier;
    private final AtomicLong ids = new AtomicLong(FIRST_ID);
    private final Deque<Delivery> shown = new ArrayDeque<>();
    private long shownCharacters;
    private long number;

    public Webhooks(Settings settings, Subscriptions subscriptions, LeadStore leads, Clock clock) {
        this.settings = settings;
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.bodies = new WebhookBody(settings);
        this.courier = new Courier(settings, subscriptions);
        leads.listener(this::tell);
    }

    public synchronized void reset() {
        courier.reset();
        shown.clear();
        shownCharacters = 0;
        number = 0;
    }

    private void tell(List<Lead> leads) {
        int most = (int) Math.max(1, settings.number(Switch.WEBHOOK_BATCH));
        for (Subscription to : subscriptions.alive()) {
            List<Lead> wanted = leads.stream().filter(to::wants).toList();
            for (int from = 0; from < wanted.size(); from += most) {
                List<Lead> batch = wanted.subList(from, Math.min(from + most, wanted.size()));
                String body = bodies.of(ids.getAndIncrement(), batch, clock.instant());
                for (long copy = 0; copy < settings.number(Switch.WEBHOOK_COPIES); copy++) {
                    start(to, body, batch.size(), false);
                }
            }
        }
    }

    /**
     * Sends any text, signed, as if TikTok had something else to say.
     *
     * @param subscriptionId one subscription, or null for all that live
     * @return the deliveries' numbers; IllegalArgumentException where nobody listens
     */
    public List<Long> deliver(String body, String subscriptionId) {
        List<Subscription> to =
                subscriptions.alive().stream()
                        .filter(one -> subscriptionId == null || one.id().equals(subscriptionId))
                        .toList();
        if (to.isEmpty()) {
            throw new IllegalArgumentException(
                    subscriptionId == null
                            ? "nobody has subscribed"
                            : "there is no subscription " + subscriptionId);
        }
        List<Long> numbers = new ArrayList<>();
        to.forEach(one -> numbers.add(start(one, body, 0, false)));
        return numbers;
    }

    /**
     * Sends what an earlier delivery sent, though the subscription may be gone.
     *
     * @return the new delivery's number; IllegalArgumentException when the earlier one is forgotten
     */
    public long replay(long earlier) {
        Delivery found;
        synchronized (this) {
            found = shown.stream().filter(one -> one.number() == earlier).findFirst().orElse(null);
        }
        if (found == null) {
            throw new IllegalArgumentException(
                    "there is no delivery " + earlier + "; GET /_sandbox/webhooks lists the last");
        }
        return start(found.to(), found.body(), found.leads(), true);
    }

    private long start(Subscription to, String body, int leads, boolean replayed) {
        Delivery delivery;
        synchronized (this) {
            delivery = new Delivery(++number, to, body, leads, replayed);
            shown.addLast(delivery);
            shownCharacters += body.length();
            while (shown.size() > MOST_SHOWN
                    || (shown.size() > 1 && shownCharacters > MOST_SHOWN_CHARACTERS)) {
                shownCharacters -= shown.removeFirst().body().length();
            }
        }
        courier.take(delivery);
        return delivery.number();
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

    public ObjectNode counts() {
        return courier.counts();
    }

    @Override
    public void close() {
        courier.close();
    }
}
