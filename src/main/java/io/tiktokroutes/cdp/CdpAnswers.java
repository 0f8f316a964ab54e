package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.schema.RecordSchema;
import java.io.IOException;
import java.util.Set;

/** What becomes of a record: what a status of the CDP means, and what is not sent at all. */
final class CdpAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** So many failures one after the other mean that the CDP is not well. */
    static final int MOST_IN_A_ROW = 3;

    private static final Set<String> FOR_ALL = Set.of("CDP_401", "CDP_403", "CDP_429", "CDP_503");

    private CdpAnswers() {}

    /** Refuses what does not keep our own schema. */
    static void refuseUnless(RecordSchema schema, Delivery.Item item) {
        schema.check(item.payload())
                .ifPresent(v -> item.outcome(Outcome.refused(v.reason(), v.message())));
    }

    /** The outcome for every status but success. */
    static Outcome outcome(HttpAnswer answer, Discretion discretion) {
        int status = answer.status();
        String reason = "CDP_" + status;
        return switch (status) {
            case 400, 404, 413, 422 -> Outcome.refused(reason, words(answer, discretion));
            case 401, 403 ->
                    Outcome.failed(
                            reason,
                            "the CDP does not let us in: check cdp.token or cdp.client-id, and"
                                    + " cdp.portal-id");
            default -> Outcome.failed(reason, words(answer, discretion));
        };
    }

    /** The CDP's own message when it gives one; what it repeats of the record is left out. */
    private static String words(HttpAnswer answer, Discretion discretion) {
        String words = "the CDP answered HTTP " + answer.status();
        try {
            String message = JSON.readTree(answer.body()).path("message").asText("");
            return message.isEmpty() ? words : words + ": " + discretion.keptIn(message);
        } catch (IOException e) {
            return words;
        }
    }

    /**
     * True for an outcome that every other record would come to as well: the account, the pace, or
     * a CDP that is away for now.
     */
    static boolean isForAll(Outcome outcome) {
        return FOR_ALL.contains(outcome.reason());
    }

    /** The outcome when there was no answer. */
    static Outcome noAnswer() {
        return Outcome.failed("NO_ANSWER", "the CDP did not answer");
    }

    /** The outcome when the CDP gives no token. */
    static Outcome noToken(CdpToken.RefusedException refused) {
        return Outcome.failed("CDP_401", refused.getMessage());
    }
}
