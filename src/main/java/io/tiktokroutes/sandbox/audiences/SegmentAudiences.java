package io.tiktokroutes.sandbox.audiences;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.audiences.Audience.Kind;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.time.Instant;
import java.util.List;

/**
 * {@code /segment/audience/} and {@code /segment/mapping/}: audiences filled by id (reference,
 * events 6.1 and 6.2).
 */
public final class SegmentAudiences {

    private static final int LONGEST_NAME = 70;
    private static final int CUT_NAME = 67;
    private static final int NUMERIC_ID = 200;

    private final Settings settings;
    private final AudienceStore store;

    public SegmentAudiences(Settings settings, AudienceStore store) {
        this.settings = settings;
        this.store = store;
    }

    public void addTo(Routes routes) {
        routes.api("POST", "/segment/audience/", Route.Kind.STREAMING, this::audience);
        routes.api("POST", "/segment/mapping/", Route.Kind.STREAMING, this::mapping);
    }

    private Reply audience(Call call) {
        Fields asked = Fields.ofBody(call);
        String advertiser = call.token().advertiser(asked.required("advertiser_id")).id();
        if (asked.word("action", "create", "delete").equals("delete")) {
            String id = asked.required("delete_audience_id");
            store.delete(own(id, List.of(advertiser), "delete_audience_id"));
            return done(call, Json.object());
        }
        String name = cut(asked.required("custom_audience_name"));
        Audience made = create(advertiser, name, call.at());
        ObjectNode data = Json.object();
        if (settings.number(Switch.SEGMENT_SUCCESS_CODE) == NUMERIC_ID) {
            data.put("audience_id", Long.parseLong(made.id)); // so in the official sample
        } else {
            data.put("audience_id", made.id);
        }
        return done(call, data);
    }

    private Audience create(String advertiser, String name, Instant now) {
        synchronized (store) {
            Audience made =
                    store.create(
                            advertiser,
                            id ->
                                    new Audience(
                                            id, advertiser, Kind.SEGMENT, name, null, null, now));
            made.filled(new Members(), 0, "create", settings, now);
            return made;
        }
    }

    /** The name as TikTok keeps it: one of more than 70 characters ends in dots. */
    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, CUT_NAME)) + "...";
    }

    private Audience own(String id, List<String> advertisers, String place) {
        Audience found = store.find(id, advertisers);
        if (found.kind != Kind.SEGMENT) {
            throw Refusal.invalid(place, id + " is not an audience that takes ids");
        }
        return found;
    }

    private Audience open(String id, List<String> advertisers, String place, Call call) {
        synchronized (store) {
            Audience found = own(id, advertisers, place);
            if (found.state(settings, call.at()) == Audience.State.EXPIRED) {
                throw AudienceStore.notEditable();
            }
            return found;
        }
    }

    private Reply mapping(Call call) {
        Fields asked = Fields.ofBody(call);
        List<String> advertisers = asked.texts("advertiser_ids", Integer.MAX_VALUE);
        advertisers.forEach(call.token()::advertiser);
        boolean add = asked.word("action", "add", "delete").equals("add");
        boolean unhashed = settings.is(Switch.SEGMENT_UNHASHED, "accept");
        long most = settings.number(Switch.MAPPING_LIMIT);
        Mapping mapping =
                Mapping.of(
                        asked, most, unhashed, (id, place) -> open(id, advertisers, place, call));
        synchronized (store) {
            if (add) {
                store.checkRoom(mapping.size());
            }
            mapping.apply(add, call.at());
        }
        return done(call, Json.object());
    }

    private Reply done(Call call, ObjectNode data) {
        int code = (int) settings.number(Switch.SEGMENT_SUCCESS_CODE);
        return Reply.envelope(call, code, "OK", data);
    }
}
