package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.tiktok.Bench;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Deliveries of leads to the sandbox's CDP; run by hand it measures events per second. */
final class CdpBench implements AutoCloseable {

    static final String OBJECTS = "/cdp/v1/portals/{portal}/objects/{object}/records";
    static final String EVENT = "/cdp/event";

    final Bench bench = new Bench(Clock.systemUTC(), Duration.ofSeconds(5));

    RecordSchemas schemas = RecordSchemas.shipped();

    CdpBench() throws Exception {}

    /** Asks nobody; see {@link #declared}. */
    CdpDefinitions definitions = new CdpDefinitions(calls(""), Clock.systemUTC());

    Clock clock = Clock.systemUTC();

    /** What the settings of every delivery hold besides. */
    static final Map<String, String> LEAD = Map.of("object", "lead");

    CdpAccount account() {
        return new CdpAccount(bench.sandbox.cdpUrl(), Sandbox.CDP_PORTAL_ID, Sandbox.CDP_SOURCE_ID);
    }

    CdpCalls calls(String token) {
        return calls(CdpToken.fixed(token));
    }

    CdpCalls calls(CdpToken token) {
        return new CdpCalls(bench.http, Metrics.unread(), account(), token);
    }

    /** As it was at the beginning, for the next test. */
    void reset() throws IOException {
        bench.control("POST", "/reset", null);
        definitions.stop();
        definitions = new CdpDefinitions(calls(""), Clock.systemUTC());
        clock = Clock.systemUTC();
        schemas = RecordSchemas.shipped();
    }

    /** From now on what the sandbox declares is known. */
    CdpBench declared() {
        definitions.stop();
        definitions = new CdpDefinitions(calls(Sandbox.CDP_TOKEN), Clock.systemUTC());
        return this;
    }

    static ObjectNode lead(int number) {
        ObjectNode lead = Bench.JSON.createObjectNode();
        lead.put("id", "739100451220883" + (1000 + number)).put("name", "Mai Trần " + number);
        lead.putObject("attributes").put("email", "mai@example.com").put("lead_source", "TikTok");
        return lead;
    }

    static ObjectNode event(int number) {
        ObjectNode event = Bench.JSON.createObjectNode();
        event.put("uid", "u" + number).put("aid", "u" + number);
        event.put("ec", "lead_form").put("ea", "submit").put("et", "2026-03-14 09:26:50");
        event.putArray("items")
                .addObject()
                .put("type", "lead")
                .put("id", "739100451220883" + (1000 + number))
                .put("name", "Mai Trần " + number);
        event.putObject("extra").put("lead_source", "TikTok").put("ad_id", "1790000000000000301");
        return event;
    }

    static Delivery leads(int count) {
        return delivery(IntStream.range(0, count).mapToObj(CdpBench::lead).toList());
    }

    static Delivery events(int count) {
        return delivery(IntStream.range(0, count).mapToObj(CdpBench::event).toList());
    }

    static Delivery delivery(List<ObjectNode> payloads) {
        return delivery(LEAD, payloads);
    }

    static Delivery delivery(Map<String, String> settings, List<ObjectNode> payloads) {
        List<Record> records =
                IntStream.range(0, payloads.size())
                        .mapToObj(i -> Record.of("leads", "k" + i, payloads.get(i)))
                        .toList();
        return new Delivery("cdp", settings, null, records);
    }

    Delivery sendObjects(Delivery delivery) {
        return sendObjects(delivery, CdpToken.fixed(Sandbox.CDP_TOKEN));
    }

    Delivery sendObjects(Delivery delivery, CdpToken token) {
        objects(token).send(delivery);
        return delivery;
    }

    CdpObjectSender objects(CdpToken token) {
        return new CdpObjectSender(
                calls(token), definitions, schemas, mapping -> Set.of("attributes.city"), clock);
    }

    Delivery sendEvents(Delivery delivery) {
        CdpEventSender sender = events();
        sender.send(delivery);
        sender.stop();
        return delivery;
    }

    CdpEventSender events() {
        CdpEventSender sender = new CdpEventSender(calls(""), definitions, schemas, clock);
        sender.start();
        return sender;
    }

    JsonNode stored(String object) throws IOException {
        return bench.control("GET", "/received/cdp-objects/" + object + "?limit=10000", null);
    }

    JsonNode logged() throws IOException {
        return bench.control("GET", "/received/cdp-events?limit=10000", null).path("events");
    }

    static String kinds(Delivery delivery) {
        StringBuilder kinds = new StringBuilder();
        delivery.items().forEach(i -> kinds.append(i.outcome().kind().name().charAt(0)));
        return kinds.toString();
    }

    /** Prints events per second: over loopback, and with a tracker that takes 20 ms to answer. */
    public static void main(String[] arguments) throws Exception {
        for (int delay : new int[] {0, 20}) {
            try (CdpBench cdp = new CdpBench()) {
                cdp.sendEvents(events(2000));
                if (delay > 0) {
                    cdp.bench.fault(
                            "{'path':'/cdp/event','times':-1,'delay_ms':%d}".formatted(delay));
                }
                int count = delay > 0 ? 1000 : 10_000;
                long start = System.nanoTime();
                cdp.sendEvents(events(count));
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf("%d ms: %.0f events/s%n", delay, count / seconds);
            }
        }
    }

    @Override
    public void close() {
        bench.close();
    }
}
