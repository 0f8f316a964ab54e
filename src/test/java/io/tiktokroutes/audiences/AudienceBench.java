package io.tiktokroutes.audiences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.record.Removal;
import io.tiktokroutes.record.RowVersion;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.Backoff;
import io.tiktokroutes.tiktok.Bench;
import io.tiktokroutes.tiktok.RateLimits;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A sandbox, a database and the sender of members between them. */
final class AudienceBench implements AutoCloseable {

    static final String MAPPING = "/segment/mapping/";
    static final String CREATE = "/segment/audience/";

    final Bench bench = new Bench();
    final Database database;
    final Map<String, String> settings = new HashMap<>();
    AudienceSender sender;

    AudienceBench(String kind, Path folder) throws Exception {
        database = BothDatabases.open(kind, folder);
        reset();
    }

    /** As if it were new. */
    void reset() throws Exception {
        bench.control("POST", "/reset", null);
        bench.set("qps", 0);
        for (String table : List.of("", "_list", "_member", "_id", "_doubt")) {
            execute("delete from audience" + table);
        }
        sender = sender(Duration.ofSeconds(20));
        settings.put("advertisers", Sandbox.ADVERTISER_ID);
        settings.put("audience", "Customers");
        settings.put("audienceId", "");
        settings.put("mode", "mirror");
        settings.put("batchSize", "1000");
    }

    /** As another process would have one. */
    AudienceSender sender(Duration wait) {
        return new AudienceSender(
                bench.api(),
                bench.api(new RateLimits(10_000, Clock.systemUTC()), Backoff.ONCE),
                RecordSchemas.shipped(),
                database.dataSource(),
                Clock.systemUTC(),
                wait);
    }

    /** A digest, made of a short text. */
    static String digest(String text) {
        return String.format("%064x", new BigInteger(1, text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A version of a row with e-mail addresses. */
    static Record row(String key, long run, String... emails) {
        ObjectNode member = JsonNodeFactory.instance.objectNode();
        for (String email : emails) {
            member.withArray("email_sha256").add(digest(email));
        }
        return Record.of("customers", new RowVersion(key, run).recordKey(), member);
    }

    static Record gone(String key, long run) {
        return Record.of("customers", new RowVersion(key, run).recordKey(), Removal.of(key));
    }

    Delivery delivery(Record... records) {
        return new Delivery("customers-audience", settings, null, List.of(records));
    }

    /** The outcomes, each as its kind's first letter and its reason. */
    String send(Record... records) {
        return send(delivery(records));
    }

    String send(Delivery delivery) {
        sender.send(delivery);
        List<String> outcomes = new ArrayList<>();
        for (Delivery.Item item : delivery.items()) {
            Outcome outcome = item.outcome();
            outcomes.add((outcome.kind().name().charAt(0) + " " + outcome.reason()).strip());
        }
        return String.join(", ", outcomes);
    }

    JsonNode audiences() throws Exception {
        return bench.control("GET", "/received/audiences", null).path("audiences");
    }

    /** The texts of the digests in the only audience, or the newest. */
    String members() throws Exception {
        JsonNode all = audiences();
        String id = all.get(all.size() - 1).path("id").asText();
        TreeSet<String> texts = new TreeSet<>();
        for (JsonNode member :
                bench.control("GET", "/received/audiences/" + id, null).path("members")) {
            byte[] text = new BigInteger(member.path("id").asText(), 16).toByteArray();
            texts.add(new String(text, StandardCharsets.US_ASCII));
        }
        return String.join(" ", texts);
    }

    int calls() throws Exception {
        return bench.calls(MAPPING);
    }

    void execute(String statement) throws Exception {
        new Sql(database.dataSource())
                .transaction(
                        connection -> {
                            try (PreparedStatement change =
                                    connection.prepareStatement(statement)) {
                                return change.executeUpdate();
                            }
                        });
    }

    long count(String table) throws Exception {
        return new Sql(database.dataSource())
                .transaction(
                        connection -> {
                            try (PreparedStatement select =
                                            connection.prepareStatement(
                                                    "select count(*) from " + table);
                                    ResultSet rows = select.executeQuery()) {
                                rows.next();
                                return rows.getLong(1);
                            }
                        });
    }

    @Override
    public void close() {
        bench.close();
        database.close();
    }
}
