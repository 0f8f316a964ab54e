package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;
import java.util.ArrayList;
import java.util.List;

/** One webhook on its way to one subscriber, with the answer to each attempt. */
final class Delivery {

    private final Subscription to;
    private final String body;
    private final int leads;
    private final List<String> attempts = new ArrayList<>();
    private String state = "waiting";

    Delivery(Subscription to, String body, int leads) {
        this.to = to;
        this.body = body;
        this.leads = leads;
    }

    Subscription to() {
        return to;
    }

    /** The text before anything is escaped. */
    String body() {
        return body;
    }

    /**
     * Notes the answer to an attempt: a status, or the name of what went wrong.
     *
     * @return how many attempts there were
     */
    synchronized int note(String answer) {
        attempts.add(answer);
        state = answer.equals("200") ? "delivered" : "waiting";
        return attempts.size();
    }

    synchronized void end(String how) {
        state = how;
    }

    synchronized ObjectNode toJson() {
        ObjectNode one = Json.object();
        one.put("subscription_id", to.id()).put("callback_url", to.callback().toString());
        one.put("leads", leads).put("state", state);
        attempts.forEach(one.putArray("attempts")::add);
        return one;
    }
}
