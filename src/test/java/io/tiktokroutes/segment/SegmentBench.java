package io.tiktokroutes.segment;

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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Deliveries of leads to the sandbox's Segment. */
final class SegmentBench implements AutoCloseable {

    static final String BATCH = "/segment/v1/batch";
    static final Instant NOW = Instant.parse("2026-03-14T09:27:00.123Z");

    final Bench bench = new Bench(Clock.systemUTC(), Duration.ofSeconds(5));
    final Map<String, String> parameters = new TreeMap<>();

    SegmentBench() throws Exception {
        reset();
    }

    /** As it was at the beginning. */
    void reset() throws IOException {
        bench.control("POST", "/reset", null);
        parameters.put("url", bench.sandbox.segmentUrl());
        parameters.put("writeKey", Sandbox.SEGMENT_WRITE_KEY);
        parameters.put("batchSize", "1000");
    }

    static ObjectNode lead(int number) {
        ObjectNode lead = Bench.JSON.createObjectNode();
        lead.put("anonymousId", "a" + number).put("event", "Lead Submitted");
        lead.put("timestamp", "2026-03-14T02:26:50Z");
        lead.putObject("traits").put("name", "Mai Trần " + number);
        lead.putObject("properties").put("lead_id", "739100451220883" + (1000 + number));
        lead.putObject("context").putObject("campaign").put("source", "tiktok");
        return lead;
    }

    Delivery delivery(int count) {
        return delivery(IntStream.range(0, count).mapToObj(SegmentBench::lead).toList());
    }

    Delivery delivery(List<ObjectNode> payloads) {
        List<Record> records =
                IntStream.range(0, payloads.size())
                        .mapToObj(i -> Record.of("leads", "k" + i, payloads.get(i)))
                        .toList();
        return new Delivery("segment", parameters, null, records);
    }

    Delivery send(Delivery delivery) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        new SegmentSender(bench.http, RecordSchemas.shipped(), Metrics.unread(), clock)
                .send(delivery);
        return delivery;
    }

    /** What the sandbox kept: counts, and the calls in their order. */
    JsonNode received() throws IOException {
        return bench.control("GET", "/received/segment?limit=10000", null);
    }

    static String kinds(Delivery delivery) {
        StringBuilder kinds = new StringBuilder();
        delivery.items().forEach(i -> kinds.append(i.outcome().kind().name().charAt(0)));
        return kinds.toString();
    }

    @Override
    public void close() {
        bench.close();
    }
}
