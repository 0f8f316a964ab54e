package io.tiktokroutes.audiences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Gathering;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.sandbox.SteppingClock;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.Backoff;
import io.tiktokroutes.tiktok.Bench;
import io.tiktokroutes.tiktok.RateLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A sandbox, a real database and the sender of files between them, on one clock. */
final class FileBench implements AutoCloseable {

    static final String DESTINATION = "customers-file";
    static final String UPLOAD = "/dmp/custom_audience/file/upload/";
    static final String CREATE = "/dmp/custom_audience/create/";
    static final String UPDATE = "/dmp/custom_audience/update/";

    final SteppingClock clock = new SteppingClock(Instant.parse("2026-03-31T22:00:00Z"));
    final Bench bench;
    final Database database;
    final ListedAudiences lists;
    final AudienceWatch watch;
    final Map<String, String> settings = new HashMap<>();
    private final AudienceFileSender sender;

    FileBench(String kind, Path folder) throws Exception {
        bench = new Bench(clock, Duration.ofSeconds(10));
        database = BothDatabases.open(kind, folder);
        Sql sql = new Sql(database.dataSource());
        lists = new ListedAudiences(sql, clock);
        ListUpload upload =
                new ListUpload(
                        new AudienceBook(sql, clock),
                        lists,
                        bench.api(),
                        bench.api(new RateLimits(10_000, Clock.systemUTC()), Backoff.ONCE),
                        1000,
                        clock);
        sender = new AudienceFileSender(upload, Metrics.unread());
        watch =
                new AudienceWatch(
                        lists, bench.api(), Duration.ofMinutes(10), 1000, Metrics.unread(), clock);
        settings.put("destination", DESTINATION);
        settings.put("advertiser", Sandbox.ADVERTISER_ID);
        settings.put("audience", "Customers");
        settings.put("matchField", "EMAIL_SHA256");
    }

    static String digest(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Members with one e-mail address each, numbered. */
    static List<ObjectNode> members(int from, int to) {
        List<ObjectNode> members = new ArrayList<>();
        for (int i = from; i < to; i++) {
            ObjectNode member = Bench.JSON.createObjectNode();
            member.putArray("email_sha256").add(digest("person-" + i + "@example.com"));
            members.add(member);
        }
        return members;
    }

    /** What a run does: batches, then the end. */
    Map<String, Long> run(List<? extends JsonNode> members) throws Exception {
        Gathering gathering = new Gathering();
        for (int from = 0; from < members.size(); from += 400) {
            gather(members.subList(from, Math.min(members.size(), from + 400)), gathering);
        }
        gathering.complete();
        Map<String, Long> counts = new TreeMap<>();
        gathering
                .counts()
                .get(settings.get("destination"))
                .forEach(
                        (outcome, count) ->
                                counts.put(
                                        (outcome.kind().word() + " " + outcome.reason()).strip(),
                                        count));
        return counts;
    }

    /**
     * One batch.
     *
     * @param gathering null for records that come by themselves
     */
    Delivery gather(List<? extends JsonNode> members, Gathering gathering) throws Exception {
        List<Record> records = new ArrayList<>();
        members.forEach(each -> records.add(Record.of("customers", "k" + records.size(), each)));
        Batch batch = new Batch("customers", records);
        Delivery delivery =
                new Delivery(settings.get("destination"), settings, batch, List.copyOf(batch));
        sender.gather(delivery, gathering);
        return delivery;
    }

    /** The audiences of the sandbox. */
    List<JsonNode> audiences() throws Exception {
        List<JsonNode> all = new ArrayList<>();
        bench.control("GET", "/received/audiences", null).path("audiences").forEach(all::add);
        return all;
    }

    /** The e-mail digests that the only audience has. */
    Set<String> held() throws Exception {
        String id = audiences().get(0).path("id").asText();
        TreeSet<String> ids = new TreeSet<>();
        bench.control("GET", "/received/audiences/" + id, null)
                .path("members")
                .forEach(each -> ids.add(each.path("id").asText()));
        return ids;
    }

    static Set<String> digests(List<? extends JsonNode> members) {
        TreeSet<String> digests = new TreeSet<>();
        members.forEach(m -> m.path("email_sha256").forEach(d -> digests.add(d.asText())));
        return digests;
    }

    @Override
    public void close() {
        database.close();
        bench.close();
    }
}
