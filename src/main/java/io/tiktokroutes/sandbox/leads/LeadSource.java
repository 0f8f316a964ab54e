package io.tiktokroutes.sandbox.leads;

import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.world.Refusal;
import java.util.Arrays;

/** Where leads come from. The sandbox gathers none in direct messages. */
enum LeadSource {
    INSTANT_FORM,
    DIRECT_MESSAGE;

    /** The source a call names, instant forms when it names none. */
    static LeadSource of(Call call) {
        return of(
                call.param("lead_source").orElse(INSTANT_FORM.name()),
                call.param("page_id").isPresent());
    }

    /** Direct messages have no page (reference, leads 3.2, 3.7). */
    static LeadSource of(String word, boolean withPage) {
        LeadSource source =
                Arrays.stream(values())
                        .filter(one -> one.name().equals(word))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        Refusal.invalid(
                                                "lead_source",
                                                "must be one of INSTANT_FORM, DIRECT_MESSAGE"));
        if (source == DIRECT_MESSAGE && withPage) {
            throw Refusal.invalid("page_id", "not allowed for DIRECT_MESSAGE");
        }
        return source;
    }
}
