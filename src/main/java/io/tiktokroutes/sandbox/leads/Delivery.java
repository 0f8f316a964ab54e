package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;
import java.util.ArrayList;
import java.util.List;

/** One webhook on its way to one subscriber, with the answer to each attempt. */
final class Delivery {

    private final long number;
    private final Subscription to;
    private final String body;
    private final int leads;
    private final boolean replayed;
    private final List<String> attempts = new ArrayList<>();
    private String state = "waiting";

    /**
     * @param body the text before anything is escaped
     * @param replayed sent whether or not the subscription still lives
     */
    Delivery(long number, Subscription to, String body, int leads, boolean replayed) {
        this.number = number;
        this.to = to;
        this.body = body;
        this.leads = leads;
        this.replayed = replayed;
    }

    long number() {
        return number;
    }

    Subscription to() {
        return to;
    }

    String body() {
        return body;
    }

    int leads() {
        return leads;
    }

    boolean replayed() {
        return replayed;
    }

    /**
     * Notes the answer to an attempt: a status, or the name of what went wrong.
     *
     * @return how many attempts there were
     */
    synchronized int note(String answer) {
        attempts.add(answer);
        return attempts.size();
    }

    synchronized void end(String how) {
        state = how;
    }

    synchronized ObjectNode toJson() {
        ObjectNode one = Json.object();
        one.put("delivery", number);
        one.put("subscription_id", to.id()).put("callback_url", to.callback().toString());
        one.put("leads", leads).put("state", state);
        attempts.forEach(one.putArray("attempts")::add);
        return one;
    }
}
