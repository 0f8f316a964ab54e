package io.tiktokroutes.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Record;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tracking API of Segment and RudderStack: the address says which call is posted, and batches
 * share a context. Libraries in browsers use the first letter, and write their key into the body.
 */
final class SegmentCalls implements Format {

    /** The type of the events by the last part of the address; a batch holds any of them. */
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("track", "track"),
                    Map.entry("page", "page"),
                    Map.entry("screen", "screen"),
                    Map.entry("identify", "identify"),
                    Map.entry("group", "group"),
                    Map.entry("alias", "alias"),
                    Map.entry("t", "track"),
                    Map.entry("p", "page"),
                    Map.entry("s", "screen"),
                    Map.entry("i", "identify"),
                    Map.entry("g", "group"),
                    Map.entry("a", "alias"),
                    Map.entry("batch", ""),
                    Map.entry("b", ""),
                    Map.entry("import", ""));

    private static final List<String> SHARED = List.of("sentAt", "context", "integrations");
    private static final String KEY = "writeKey";

    private final RecordKeys keys = new RecordKeys("messageId");

    @Override
    public Posted read(Request request) throws IntakeException {
        String type = TYPES.get(request.call());
        if (type == null) {
            throw new IntakeException(
                    404, "post to track, page, screen, identify, group, alias or batch");
        }
        List<JsonNode> roots = new ArrayList<>();
        JsonRoots.read(request.body(), roots::add);
        // before the key is taken out of the events: it is not kept
        String key = key(roots.get(0));
        List<Record> records = new ArrayList<>();
        Unfolding unfolding = new Unfolding(request.body());
        for (JsonNode root : roots) {
            if (!type.isEmpty()) {
                records.add(record(request, object(root, 1), shared(root), type));
                continue;
            }
            if (!root.path("batch").isArray()) {
                throw new IntakeException(400, "a batch is {\"batch\":[…]}");
            }
            ObjectNode shared = shared(root);
            unfolding.add(shared, root.path("batch").size());
            for (JsonNode item : root.path("batch")) {
                records.add(record(request, object(item, records.size() + 1), shared, ""));
            }
        }
        unfolding.check(records);
        return new Posted(records, List.of(), key);
    }

    private static ObjectNode object(JsonNode item, int number) throws IntakeException {
        if (item instanceof ObjectNode object) {
            return object;
        }
        throw new IntakeException(400, "event " + number + " is no JSON object");
    }

    private static ObjectNode shared(JsonNode root) {
        ObjectNode shared = JsonNodeFactory.instance.objectNode();
        for (String name : SHARED) {
            if (root.has(name)) {
                shared.set(name, root.get(name));
            }
        }
        return shared;
    }

    private Record record(Request request, ObjectNode item, ObjectNode shared, String type) {
        item.remove(KEY);
        if (!type.isEmpty()) {
            item.put("type", type);
        }
        String key = keys.id(item);
        if (key.isEmpty()) {
            // not of the time of sending: it differs when a library sends the same again
            key = keys.key(item.deepCopy().without("sentAt"));
        }
        return Record.of(request.source(), RecordKeys.fit(key), merged(shared, item));
    }

    /** What both say, in the words of the event where they differ. */
    private static ObjectNode merged(ObjectNode shared, ObjectNode own) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.setAll(own);
        shared.properties()
                .forEach(
                        field -> {
                            JsonNode mine = own.get(field.getKey());
                            if (mine == null) {
                                all.set(field.getKey(), field.getValue());
                            } else if (mine instanceof ObjectNode object
                                    && field.getValue() instanceof ObjectNode theirs) {
                                all.set(field.getKey(), merged(theirs, object));
                            }
                        });
        return all;
    }

    private static String key(JsonNode root) {
        String ofBatch = root.path(KEY).asText();
        return ofBatch.isEmpty() ? root.path("batch").path(0).path(KEY).asText() : ofBatch;
    }

    @Override
    public boolean keyInBody() {
        return true;
    }

    @Override
    public int status(int ours) {
        return ours == 202 ? 200 : Format.super.status(ours);
    }

    @Override
    public ObjectNode taken(Posted posted, Accepted accepted) {
        return JsonNodeFactory.instance.objectNode().put("success", true);
    }

    @Override
    public ObjectNode refusal(int status, String words) {
        return JsonNodeFactory.instance.objectNode().put("success", false).put("error", words);
    }
}
