package io.tiktokroutes.sandbox.audiences;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.world.Settings;
import java.util.Locale;

/** What control endpoints show of audiences, members included. */
public final class AudienceControl {

    private final Settings settings;
    private final AudienceStore store;

    public AudienceControl(Settings settings, AudienceStore store) {
        this.settings = settings;
        this.store = store;
    }

    /** Every audience without its members, oldest first. */
    public Reply list(Call call) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("audiences");
        synchronized (store) {
            store.all().forEach(audience -> list.add(show(audience, call)));
        }
        return Reply.json(200, answer);
    }

    /** One audience with a digest of its members and, unless members is false, each of them. */
    public Reply one(Call call) {
        ObjectNode shown;
        SortedMembers members;
        synchronized (store) {
            Audience audience = store.find(call.segment("id"));
            if (audience == null) {
                throw new IllegalArgumentException("there is no audience " + call.segment("id"));
            }
            shown = show(audience, call);
            members = audience.members().sorted();
        }
        shown.put("digest", members.fingerprint());
        if (call.query("members", "true").equals("false")) {
            return Reply.json(200, shown);
        }
        return Reply.stream(
                "application/json",
                out -> {
                    try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
                        json.writeStartObject();
                        for (var field : shown.properties()) {
                            json.writePOJOField(field.getKey(), field.getValue());
                        }
                        json.writeFieldName("members");
                        members.write(json);
                        json.writeEndObject();
                    }
                });
    }

    /** How many there are of each kind, and how many members they have together. */
    public ObjectNode counts() {
        ObjectNode counts = Json.object();
        synchronized (store) {
            for (Audience.Kind kind : Audience.Kind.values()) {
                counts.put(word(kind), store.all().stream().filter(a -> a.kind == kind).count());
            }
            counts.put("members", store.members());
        }
        return counts;
    }

    private ObjectNode show(Audience audience, Call call) {
        ObjectNode one = Json.object();
        one.put("id", audience.id).put("name", audience.name()).put("kind", word(audience.kind));
        one.put("advertiser_id", audience.advertiserId);
        one.put("state", audience.state(settings, call.at()).name());
        one.put("size", audience.members().size());
        one.put("shown_size", audience.shownSize(settings, call.at()));
        one.put("calculate_type", audience.calculateType);
        one.put("created", audience.created.toString());
        one.put("expires", audience.expires().toString());
        return one;
    }

    private static String word(Audience.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
