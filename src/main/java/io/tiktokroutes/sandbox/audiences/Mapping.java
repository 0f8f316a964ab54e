package io.tiktokroutes.sandbox.audiences;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.world.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The people of one {@code /segment/mapping/}, all of them looked through before the first is taken
 * (reference, events 6.2).
 */
final class Mapping {

    private record Entry(Audience audience, IdType type, byte[] digest) {}

    private final List<IdType> schema;
    private final boolean unhashed;
    private final BiFunction<String, String, Audience> audiences;
    private final Map<String, Audience> known = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    private Mapping(
            List<IdType> schema, boolean unhashed, BiFunction<String, String, Audience> audiences) {
        this.schema = schema;
        this.unhashed = unhashed;
        this.audiences = audiences;
    }

    /**
     * Reads the people, or refuses the call for the first thing wrong.
     *
     * @param most how many there may be
     * @param unhashed whether ids that are no digest are passed over in silence
     * @param audiences finds an audience by id, or refuses it; also told where the id stands
     */
    static Mapping of(
            Fields asked,
            long most,
            boolean unhashed,
            BiFunction<String, String, Audience> audiences) {
        Mapping mapping = new Mapping(schema(asked), unhashed, audiences);
        JsonNode people = asked.list("batch_data");
        if (people.size() > most) {
            throw new Refusal(
                    40061, "Invalid batch size: batch_data has more than " + most + " entries.");
        }
        for (int i = 0; i < people.size(); i++) {
            mapping.person(people.get(i), "batch_data." + i);
        }
        return mapping;
    }

    private static List<IdType> schema(Fields asked) {
        List<IdType> schema = new ArrayList<>();
        for (String name : asked.texts("id_schema", Integer.MAX_VALUE)) {
            IdType type =
                    IdType.segment(name)
                            .orElseThrow(
                                    () ->
                                            Refusal.invalid(
                                                    "id_schema",
                                                    "must be one of "
                                                            + IdType.SEGMENT.stream()
                                                                    .sorted()
                                                                    .toList()));
            if (schema.contains(type)) {
                throw Refusal.invalid("id_schema", type + " stands there twice");
            }
            schema.add(type);
        }
        return schema;
    }

    private void person(JsonNode person, String place) {
        if (!person.isArray()) {
            throw Refusal.invalid(place, "not a valid list");
        }
        if (person.size() != schema.size()) {
            throw Refusal.invalid(
                    place,
                    "has %d entries, but id_schema has %d; an empty object stands for an id the"
                                    .formatted(person.size(), schema.size())
                            + " user does not have");
        }
        boolean any = false;
        for (int i = 0; i < person.size(); i++) {
            JsonNode id = person.get(i);
            if (!id.isObject()) {
                throw Refusal.invalid(place + "." + i, "not a valid object");
            }
            if (!id.isEmpty()) {
                any = true;
                id(id, schema.get(i), place + "." + i);
            }
        }
        if (!any) {
            throw Refusal.invalid(place, "has no id");
        }
    }

    private void id(JsonNode given, IdType type, String place) {
        JsonNode id = given.path("id");
        if (id.isMissingNode() || id.isNull()) {
            throw Refusal.missing(place + ".id");
        }
        if (!id.isTextual()) {
            throw Refusal.invalid(place + ".id", "not a valid string");
        }
        byte[] digest = Hex.digest(id.textValue(), type.bytes());
        if (digest == null && !unhashed) {
            throw new Refusal(40062, place + ".id is not hashed: " + type + " is expected.");
        }
        JsonNode into = given.path("audience_ids");
        if (into.isMissingNode() || into.isNull()) {
            throw Refusal.missing(place + ".audience_ids");
        }
        if (!into.isArray() || into.isEmpty()) {
            throw Refusal.invalid(place + ".audience_ids", "must be a list of at least one id");
        }
        for (JsonNode one : into) {
            Audience audience = audience(one, place);
            if (digest != null) {
                entries.add(new Entry(audience, type, digest));
            }
        }
    }

    private Audience audience(JsonNode id, String place) {
        if (!id.isTextual()) {
            throw Refusal.invalid(place + ".audience_ids", "not a valid string");
        }
        // thousands of people, but seldom more than one audience
        return known.computeIfAbsent(
                id.textValue(), any -> audiences.apply(any, place + ".audience_ids"));
    }

    /** How many members it brings at most. */
    int size() {
        return entries.size();
    }

    /** Puts the ids into their audiences, or takes them out. The caller holds the store. */
    void apply(boolean add, Instant now) {
        for (Entry entry : entries) {
            if (add) {
                entry.audience.members().add(entry.type, entry.digest);
            } else {
                entry.audience.members().remove(entry.type, entry.digest);
            }
        }
        known.values().forEach(audience -> audience.touch(now));
    }
}
