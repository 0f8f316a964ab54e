package io.tiktokroutes.sandbox.cdp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import java.time.Duration;

/**
 * What the CDP's console shows and does: event log, data tables, objects and events of one's own.
 */
public final class CdpControl {

    private final CdpStore store;

    public CdpControl(CdpStore store) {
        this.store = store;
    }

    /** The event log: {@code tab} received or rejected, {@code event}, {@code minutes}. */
    public Reply eventLog(Call call, int limit, int offset) {
        String tab = call.query("tab", "received");
        if (!tab.equals("received") && !tab.equals("rejected")) {
            throw new IllegalArgumentException("tab is received or rejected, not " + tab);
        }
        int minutes = call.queryInt("minutes", CdpEventLog.MOST_MINUTES);
        if (minutes < 1 || minutes > CdpEventLog.MOST_MINUTES) {
            throw new IllegalArgumentException(
                    "minutes is a number from 1 to " + CdpEventLog.MOST_MINUTES);
        }
        return Reply.json(
                200,
                store.log()
                        .tab(
                                tab.equals("received"),
                                call.query("event"),
                                call.at().minus(Duration.ofMinutes(minutes)),
                                limit,
                                offset));
    }

    /** The data table of an object: its columns and its records. */
    public Reply dataTable(Call call, int limit, int offset) {
        String code = call.segment("object");
        CdpObject object = store.schemas().object(code);
        if (object == null) {
            throw new IllegalArgumentException("there is no object " + code);
        }
        ObjectNode records = store.records(code, call.query("id"), limit, offset);
        ObjectNode table = Json.object().put("object", code);
        table.set("columns", object.toJson());
        table.set("total", records.path("total"));
        table.set("rows", records.path("records"));
        return Reply.json(200, table);
    }

    /** Makes an object, or adds attributes to it. */
    public Reply object(Call call) {
        CdpObject object = store.schemas().define(call.segment("object"), call.json());
        ObjectNode answer = Json.object().put("code", object.code());
        answer.set("attributes", object.toJson());
        return Reply.json(200, answer);
    }

    /** Makes an event, or adds attributes and objects to it. */
    public Reply event(Call call) {
        return Reply.json(
                200, store.schemas().defineEvent(call.segment("event"), call.json()).toJson());
    }
}
