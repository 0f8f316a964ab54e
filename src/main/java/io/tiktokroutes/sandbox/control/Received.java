package io.tiktokroutes.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.audiences.AudienceControl;
import io.tiktokroutes.sandbox.cdp.CdpControl;
import io.tiktokroutes.sandbox.cdp.CdpStore;
import io.tiktokroutes.sandbox.events.EventStore;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Gate;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.leads.LeadStore;
import io.tiktokroutes.sandbox.leads.Webhooks;
import io.tiktokroutes.sandbox.segment.SegmentStore;

/** Control endpoints that show what the sandbox was sent. */
public final class Received {

    private static final int MOST = 10_000;

    private final Gate gate;
    private final EventStore events;
    private final CdpStore cdp;
    private final SegmentStore segment;
    private final LeadStore leads;
    private final Webhooks webhooks;
    private final AudienceControl audiences;

    public Received(
            Gate gate,
            EventStore events,
            CdpStore cdp,
            SegmentStore segment,
            LeadStore leads,
            Webhooks webhooks,
            AudienceControl audiences) {
        this.gate = gate;
        this.events = events;
        this.cdp = cdp;
        this.segment = segment;
        this.leads = leads;
        this.webhooks = webhooks;
        this.audiences = audiences;
    }

    public void addTo(Routes routes) {
        Control.add(routes, "GET", "/counts", this::counts);
        Control.add(routes, "GET", "/received/events", this::events);
        Control.add(routes, "GET", "/received/event-ids", this::eventIds);
        Control.add(routes, "GET", "/received/calls", this::calls);
        Control.add(
                routes,
                "GET",
                "/received/cdp-events",
                call -> Reply.json(200, cdp.events(limit(call), offset(call))));
        Control.add(
                routes,
                "GET",
                "/received/segment",
                call ->
                        Reply.json(
                                200, segment.calls(call.query("type"), limit(call), offset(call))));
        Control.add(
                routes,
                "GET",
                "/received/cdp-objects/{object}",
                call ->
                        Reply.json(
                                200,
                                cdp.records(
                                        call.segment("object"),
                                        call.query("id"),
                                        limit(call),
                                        offset(call))));
        Control.add(routes, "GET", "/received/audiences", audiences::list);
        Control.add(routes, "GET", "/received/audiences/{id}", audiences::one);
        CdpControl console = new CdpControl(cdp);
        Control.add(
                routes,
                "GET",
                "/cdp/event-log",
                call -> console.eventLog(call, limit(call), offset(call)));
        Control.add(
                routes,
                "GET",
                "/cdp/data-tables/{object}",
                call -> console.dataTable(call, limit(call), offset(call)));
        Control.add(routes, "POST", "/cdp/objects/{object}", console::object);
        Control.add(routes, "POST", "/cdp/events/{event}", console::event);
    }

    private Reply counts(Call call) {
        ObjectNode all = Json.object();
        all.set("calls", gate.counts().toJson());
        all.set("events", events.counts());
        all.set("cdp", cdp.counts());
        all.set("segment", segment.counts());
        all.set("leads", leads.counts());
        all.set("webhooks", webhooks.counts());
        all.set("audiences", audiences.counts());
        return Reply.json(200, all);
    }

    private Reply events(Call call) {
        int limit = limit(call);
        int offset = offset(call);
        return Reply.stream(
                "application/json",
                out ->
                        events.write(
                                out,
                                call.query("event_id"),
                                call.query("event"),
                                call.query("event_source_id"),
                                limit,
                                offset));
    }

    private Reply eventIds(Call call) {
        return Reply.stream(
                "application/x-ndjson",
                out -> events.writeIds(out, call.query("event_source_id"), call.query("event")));
    }

    private Reply calls(Call call) {
        ObjectNode answer = Json.object();
        answer.set("calls", gate.calls().toJson(call.query("path"), limit(call)));
        return Reply.json(200, answer);
    }

    private static int limit(Call call) {
        return Math.min(MOST, Math.max(0, call.queryInt("limit", 100)));
    }

    private static int offset(Call call) {
        return Math.max(0, call.queryInt("offset", 0));
    }
}
