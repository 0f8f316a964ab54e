package io.tiktokroutes.audiences;

import io.tiktokroutes.record.Outcome;
import java.util.Collection;
import java.util.List;

/** Identifiers of one person that travel to TikTok together, and what it said to them. */
final class Person {

    private final RowChange change;
    private final List<MemberId> ids;
    private String requestId = "";
    private boolean taken;
    private Outcome refusal;

    /**
     * @param change the row it comes from
     */
    Person(RowChange change, Collection<MemberId> ids) {
        this.change = change;
        this.ids = List.copyOf(ids);
    }

    RowChange change() {
        return change;
    }

    /** Empty for what an earlier batch began. */
    String recordKey() {
        return change.recordKey();
    }

    List<MemberId> ids() {
        return ids;
    }

    void taken(String request) {
        taken = true;
        requestId = request;
    }

    boolean isTaken() {
        return taken;
    }

    void refuse(Outcome outcome) {
        refusal = outcome;
    }

    boolean isRefused() {
        return refusal != null;
    }

    /** Null when TikTok took it. */
    Outcome refusal() {
        return refusal;
    }

    /** The call that took it; empty when none did. */
    String requestId() {
        return requestId;
    }
}
