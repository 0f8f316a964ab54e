package io.tiktokroutes.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Record;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Makes the calls of a record: identify with its traits, then track with its event. */
final class CallMaker {

    /** Milliseconds always, as the vendors' own libraries write it. */
    static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final int ID_DIGITS = 32;
    private static final String TIMESTAMP = "timestamp";
    private static final String CONTEXT = "context";

    private final String writeKey;
    private final String destination;

    /**
     * @param writeKey of the source that takes the calls
     * @param destination the name in the ledger
     */
    CallMaker(String writeKey, String destination) {
        this.writeKey = writeKey;
        this.destination = destination;
    }

    /**
     * The calls, in the order in which they must arrive.
     *
     * @param mapped keeps the schema {@code segment-record}
     */
    ArrayNode calls(Record record, JsonNode mapped) {
        ArrayNode calls = JsonNodeFactory.instance.arrayNode();
        if (!mapped.path("traits").isEmpty()) {
            calls.add(call("identify", record, mapped).set("traits", mapped.get("traits")));
        }
        ObjectNode track = call("track", record, mapped);
        track.set("event", mapped.get("event"));
        if (mapped.has("properties")) {
            track.set("properties", mapped.get("properties"));
        }
        return calls.add(track);
    }

    private ObjectNode call(String type, Record record, JsonNode mapped) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        call.put("type", type).put("messageId", messageId(type, record, mapped));
        for (String name : new String[] {"userId", "anonymousId", "integrations"}) {
            if (mapped.has(name)) {
                call.set(name, mapped.get(name));
            }
        }
        if (mapped.has(TIMESTAMP)) {
            call.set(TIMESTAMP, mapped.get(TIMESTAMP));
        } else {
            call.put(TIMESTAMP, ISO.format(record.receivedAt()));
        }
        ObjectNode context = call.putObject(CONTEXT);
        context.putObject("library").put("name", "tiktok-routes").put("version", version());
        mapped.path(CONTEXT).properties().forEach(one -> context.set(one.getKey(), one.getValue()));
        return call;
    }

    /**
     * The same for a repeat of the same call only: after a mapping was mended the vendor must not
     * take the replay for the call it had before, and drop it. Segment tells repeats by it among
     * the calls of all its customers, and takes at most 100 characters: so it holds a digest, of
     * the write key too, since a record key such as 1 is nothing special.
     */
    private String messageId(String type, Record record, JsonNode mapped) {
        String text =
                String.join(
                        "\n",
                        writeKey,
                        destination,
                        record.inbox(),
                        record.key(),
                        type,
                        mapped.toString());
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return type + "-" + HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String version() {
        String version = CallMaker.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }

    /** What stands around the calls of a request; the time lets the vendor correct our clock. */
    static byte[] tail(Instant sentAt) {
        return ("],\"sentAt\":\"" + ISO.format(sentAt) + "\"}").getBytes(StandardCharsets.UTF_8);
    }
}
