package io.tiktokroutes.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.tiktok.Bench;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Deliveries of web events to a sandbox's pixel. */
final class SenderBench implements AutoCloseable {

    static final String PATH = "/event/track/";

    static final String HASH = "dbf1912b4cad4df9823f627874244e64b50a6ac550b9cb33b17df671a26679db";

    final Bench bench = new Bench();
    final Map<String, String> settings = new TreeMap<>();

    SenderBench() throws Exception {
        settings.put("eventSource", "web");
        settings.put("eventSourceId", Sandbox.PIXEL_CODE);
        bench.set("events_age", true);
        bench.set("events_qps", 0);
    }

    /** Sends to the event set for offline events from now on. */
    void offline(String api) {
        settings.put("eventSource", "offline");
        settings.put("eventSourceId", Sandbox.EVENT_SET_ID);
        settings.put("api", api);
    }

    /** A web event without an id; a bad one passes our rules and not the sandbox's. */
    static Record record(int number, boolean bad) {
        ObjectNode event = Bench.JSON.createObjectNode();
        Instant happened = bad ? Instant.now().minus(Duration.ofDays(40)) : Instant.now();
        event.put("event", "ViewContent").put("event_time", happened.getEpochSecond());
        event.putObject("user").put("ip", "203.0.113.24");
        event.putObject("page").put("url", "https://shop.example.com/" + number);
        event.putObject("properties").put("content_type", "product");
        return new Record(number + 1L, "in", "k" + number, event, 0, Instant.now());
    }

    static List<Record> records(int count, IntPredicate bad) {
        return new Batch(
                "in", IntStream.range(0, count).mapToObj(i -> record(i, bad.test(i))).toList());
    }

    /** The same as offline events, which name their person. */
    static List<Record> offlineRecords(int count, IntPredicate bad) {
        List<Record> records = records(count, bad);
        for (Record record : records) {
            ObjectNode event = (ObjectNode) record.payload();
            event.remove("page");
            event.putObject("user").putArray("email").add(HASH);
        }
        return records;
    }

    Delivery send(List<Record> records) {
        Delivery delivery = new Delivery("tiktok-web", settings, null, records);
        return send(delivery);
    }

    Delivery send(Delivery delivery) {
        new EventSender(bench.api(), RecordSchemas.shipped()).send(delivery);
        return delivery;
    }

    static long count(Delivery delivery, Outcome.Kind kind) {
        return delivery.items().stream().filter(i -> i.outcome().kind() == kind).count();
    }

    int calls() throws IOException {
        return bench.calls(PATH);
    }

    int calls(String path) throws IOException {
        return bench.calls(path);
    }

    /** The sandbox's counters of events. */
    JsonNode counted() throws IOException {
        return bench.control("GET", "/counts", null).path("events");
    }

    @Override
    public void close() {
        bench.close();
    }
}
