package io.tiktokroutes.cdp;

import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.record.Outcome;

/** What a status of the CDP means for the record that was sent. */
final class CdpAnswers {

    private CdpAnswers() {}

    /** The outcome for every status but success. */
    static Outcome outcome(HttpAnswer answer) {
        int status = answer.status();
        String reason = "CDP_" + status;
        return switch (status) {
            case 400, 404, 413, 422 -> Outcome.refused(reason, "the CDP answered HTTP " + status);
            case 401, 403 ->
                    Outcome.failed(
                            reason,
                            "the CDP does not let us in: check cdp.token and cdp.portal-id");
            default -> Outcome.failed(reason, "the CDP answered HTTP " + status);
        };
    }

    /** The outcome when there was no answer. */
    static Outcome noAnswer() {
        return Outcome.failed("NO_ANSWER", "the CDP did not answer");
    }
}
