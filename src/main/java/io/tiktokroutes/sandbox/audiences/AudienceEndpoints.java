package io.tiktokroutes.sandbox.audiences;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Paging;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What is asked and done about audiences of either kind (reference, events 6.8 and 6.9). */
public final class AudienceEndpoints {

    private static final int MOST = 100;
    private static final String IDS = "custom_audience_ids";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Settings settings;
    private final AudienceStore store;

    public AudienceEndpoints(Settings settings, AudienceStore store) {
        this.settings = settings;
        this.store = store;
    }

    public void addTo(Routes routes) {
        routes.api("GET", "/dmp/custom_audience/list/", Kind.TOKEN, this::list);
        routes.api("GET", "/dmp/custom_audience/get/", Kind.TOKEN, this::get);
        routes.api("POST", "/dmp/custom_audience/delete/", Kind.TOKEN, this::delete);
    }

    private Reply list(Call call) {
        Fields asked = Fields.ofQuery(call, IDS);
        String advertiser = advertiser(call, asked);
        List<String> ids = asked.has(IDS) ? asked.texts(IDS, MOST) : null;
        ObjectNode data = Json.object();
        synchronized (store) {
            List<Audience> found =
                    store.of(advertiser).stream()
                            .filter(audience -> ids == null || ids.contains(audience.id))
                            .toList();
            Paging paging = Paging.of(call, MOST, found.size());
            data.set("page_info", paging.toJson());
            ArrayNode list = data.putArray("list");
            paging.cut(found).forEach(one -> list.add(row(one, "audience_type", call.at())));
        }
        return Reply.ok(call, data);
    }

    private Reply get(Call call) {
        Fields asked = Fields.ofQuery(call, IDS);
        String advertiser = advertiser(call, asked);
        List<String> ids = asked.texts(IDS, MOST);
        int changes = call.queryInt("history_size", MOST);
        if (changes < 1 || changes > MOST) {
            throw Refusal.invalid("history_size", "must be between 1 and " + MOST);
        }
        ObjectNode data = Json.object();
        ArrayNode list = data.putArray("list");
        synchronized (store) {
            for (Audience one : store.of(advertiser)) {
                if (ids.contains(one.id)) {
                    ObjectNode shown = list.addObject();
                    shown.set("audience_details", details(one, call.at()));
                    shown.set("audience_history", history(one, changes));
                }
            }
        }
        return Reply.ok(call, data);
    }

    private Reply delete(Call call) {
        Fields asked = Fields.ofBody(call);
        List<String> owner = List.of(advertiser(call, asked));
        List<String> ids = asked.texts(IDS, MOST);
        synchronized (store) {
            ids.stream().map(id -> store.find(id, owner)).toList().forEach(store::delete);
        }
        return Reply.ok(call, Json.object());
    }

    private static String advertiser(Call call, Fields asked) {
        return call.token().advertiser(asked.required("advertiser_id")).id();
    }

    /** The type has another name in lists than in details, which is TikTok's. */
    private ObjectNode row(Audience one, String typeField, Instant now) {
        ObjectNode row = Json.object();
        row.put("audience_id", one.id).put("name", one.name());
        row.put(typeField, one.kind.shown).put("calculate_type", one.calculateType);
        row.put("cover_num", one.shownSize(settings, now));
        row.put("is_valid", one.state(settings, now) == Audience.State.VALID);
        row.put("is_expiring", one.expiring(now));
        row.put("create_time", TIME.format(one.created));
        row.put("expired_time", TIME.format(one.expires()));
        return row.put("shared", false).put("is_creator", true);
    }

    private ObjectNode details(Audience one, Instant now) {
        ObjectNode details = row(one, "type", now);
        details.put("audience_sub_type", one.subType());
        details.put("is_auto_refresh", false).put("owner_id", one.advertiserId);
        details.putNull("rule").putNull("lookalike_spec");
        return details.putNull("msg").putNull("error_msg");
    }

    private static ArrayNode history(Audience one, int most) {
        ArrayNode history = Json.array();
        for (Audience.Change change : one.history()) {
            if (history.size() < most) {
                history.addObject()
                        .put("action", change.action())
                        .put("action_detail", change.detail())
                        .put("editor", "open_api")
                        .putNull("msg")
                        .put("opt_time", TIME.format(change.at()));
            }
        }
        return history;
    }
}
