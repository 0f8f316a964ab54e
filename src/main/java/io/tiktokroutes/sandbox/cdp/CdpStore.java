package io.tiktokroutes.sandbox.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the CDP was given: the event log, and the objects' records by id. */
public final class CdpStore {

    private static final int MOST_RECORDS = 100_000;

    private final CdpSchemas schemas = new CdpSchemas();
    private final CdpEventLog log = new CdpEventLog();
    private final Map<String, Map<String, ObjectNode>> records = new ConcurrentHashMap<>();

    public synchronized void reset() {
        log.reset();
        records.clear();
        schemas.reset();
    }

    CdpSchemas schemas() {
        return schemas;
    }

    CdpEventLog log() {
        return log;
    }

    /** How a write of one record ended. */
    enum Written {
        CREATED,
        UPDATED,
        KEPT,
        REMOVED,
        MISSING
    }

    /**
     * Writes one record; attributes that are not given stay, null clears (reference, formats 1.8).
     */
    synchronized Written write(String object, String mode, ObjectNode record) {
        Map<String, ObjectNode> all = records.computeIfAbsent(object, any -> new LinkedHashMap<>());
        String id = record.get("id").asText();
        ObjectNode before = all.get(id);
        if (mode.equals("remove")) {
            return all.remove(id) == null ? Written.MISSING : Written.REMOVED;
        }
        if (before == null && mode.equals("update_only")) {
            return Written.MISSING;
        }
        if (before != null && mode.equals("insert_new")) {
            return Written.KEPT;
        }
        ObjectNode after = before == null ? Json.object() : before.deepCopy();
        for (Map.Entry<String, JsonNode> field : record.properties()) {
            if (field.getValue().isNull()) {
                after.remove(field.getKey());
            } else {
                after.set(field.getKey(), field.getValue());
            }
        }
        all.put(id, after);
        if (all.size() > MOST_RECORDS) {
            all.remove(all.keySet().iterator().next());
        }
        return before == null ? Written.CREATED : Written.UPDATED;
    }

    public synchronized ObjectNode counts() {
        ObjectNode counts = Json.object();
        log.count(counts);
        ObjectNode sizes = counts.putObject("objects");
        records.forEach((object, all) -> sizes.put(object, all.size()));
        return counts;
    }

    /** The last events, oldest first: each with the ids it came with, its body and the verdict. */
    public ObjectNode events(int limit, int offset) {
        return log.all(limit, offset);
    }

    /** The records of an object as they stand now. */
    public synchronized ObjectNode records(String object, String id, int limit, int offset) {
        Map<String, ObjectNode> all = records.getOrDefault(object, Map.of());
        ObjectNode answer = Json.object().put("total", all.size());
        ArrayNode shown = answer.putArray("records");
        all.values().stream()
                .filter(record -> id == null || id.equals(record.path("id").asText()))
                .skip(offset)
                .limit(limit)
                .forEach(shown::add);
        return answer;
    }
}
