package io.tiktokroutes.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Record;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * mParticle's batches: as apps send them, as its webhook forwards them, and Firehose messages; one,
 * an array of them, or several one after the other.
 *
 * <p>As at the vendor, bad batches among good ones are told and left out, and the others are taken.
 */
final class MParticleBatches implements Format {

    static final Limits LIMITS = new Limits(128 * 1024, 256 * 1024, 100);

    private static final Map<Integer, String> CODES =
            Map.of(
                    400, "BAD_REQUEST",
                    401, "UNAUTHORIZED",
                    403, "FORBIDDEN",
                    413, "REQUEST_TOO_LARGE",
                    415, "UNSUPPORTED_MEDIA_TYPE",
                    429, "TOO_MANY_REQUESTS",
                    503, "SERVICE_UNAVAILABLE");

    private final RecordKeys keys;
    private final Limits limits;
    private final boolean asTheVendor;

    MParticleBatches(RecordKeys keys, Limits limits, boolean asTheVendor) {
        this.keys = keys;
        this.limits = limits;
        this.asTheVendor = asTheVendor;
    }

    @Override
    public Posted read(Request request) throws IntakeException {
        limits.checkRequest(request.body());
        List<JsonNode> batches = batches(request.body());
        List<Record> records = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Unfolding unfolding = new Unfolding(request.body());
        IntakeException first = null;
        for (int i = 0; i < batches.size(); i++) {
            try {
                records.addAll(records(request, batches.get(i), unfolding));
            } catch (IntakeException e) {
                String words = "batch " + (i + 1) + " " + e.getMessage();
                problems.add(words);
                first = first == null ? new IntakeException(e.status(), words) : first;
            }
        }
        if (first != null && problems.size() == batches.size()) {
            throw first;
        }
        return new Posted(records, problems, "");
    }

    private List<JsonNode> batches(byte[] body) throws IntakeException {
        List<JsonNode> batches = new ArrayList<>();
        JsonRoots.read(
                body,
                root -> {
                    if (root.isArray()) {
                        root.forEach(batches::add);
                    } else {
                        batches.add(root);
                    }
                });
        if (batches.size() > limits.parts()) {
            throw new IntakeException(
                    413,
                    "the body holds %d batches; at most %d are taken at once, and nothing was"
                                    .formatted(batches.size(), limits.parts())
                            + " taken");
        }
        return batches;
    }

    private List<Record> records(Request request, JsonNode node, Unfolding unfolding)
            throws IntakeException {
        if (!limits.holdFor(node, request.body())) {
            throw new IntakeException(413, "is larger than %d KB".formatted(limits.part() / 1024));
        }
        MParticleBatch batch = MParticleBatch.of(node);
        unfolding.add(batch.shared(), batch.events().size());
        List<Record> records = batch.records(request.source(), keys);
        unfolding.check(records);
        return records;
    }

    @Override
    public int status(int ours) {
        // the vendor's clients tell a wrong key from none, and know no 413
        return ours == 413 && asTheVendor ? 400 : ours;
    }

    @Override
    public ObjectNode taken(Posted posted, Accepted accepted) {
        ObjectNode answer = Format.super.taken(posted, accepted);
        if (!posted.problems().isEmpty()) {
            ArrayNode errors = answer.putArray("errors");
            posted.problems().forEach(words -> errors.add(error("BAD_REQUEST", words)));
        }
        return answer;
    }

    @Override
    public ObjectNode refusal(int status, String words) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("errors").add(error(CODES.getOrDefault(status, "INTERNAL_ERROR"), words));
        return answer;
    }

    private static ObjectNode error(String code, String words) {
        return JsonNodeFactory.instance.objectNode().put("code", code).put("message", words);
    }
}
