package io.tiktokroutes.segment;

import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.record.Outcome;
import java.util.Set;

/** What an answer of the tracking API means for the records of the request. */
final class SegmentAnswers {

    /** So many failures one after the other mean that the other side is not well. */
    static final int MOST_IN_A_ROW = 3;

    /** The whole truth: neither vendor says what became of a single call. */
    static final String RECEIVED = "received; no verdict on single calls is given";

    /** About what was sent. Everything else is about the account, the address or the moment. */
    private static final Set<Integer> ABOUT_RECORDS = Set.of(400, 413, 422);

    private static final Set<Integer> FOR_ALL = Set.of(401, 403, 404, 405, 429, 503);

    private SegmentAnswers() {}

    /** True when smaller requests may fare better. */
    static boolean isDivisible(HttpAnswer answer) {
        return ABOUT_RECORDS.contains(answer.status());
    }

    /** True when every other request would be answered so. */
    static boolean isForAll(HttpAnswer answer) {
        return FOR_ALL.contains(answer.status());
    }

    static Outcome outcome(HttpAnswer answer) {
        if (answer.isSuccess()) {
            return new Outcome(Outcome.Kind.DELIVERED, "", RECEIVED, "");
        }
        String reason = "SEGMENT_" + answer.status();
        String words = "answered HTTP " + answer.status();
        return isDivisible(answer)
                ? Outcome.refused(reason, words + " to this record alone")
                : Outcome.failed(reason, words + remedy(answer));
    }

    private static String remedy(HttpAnswer answer) {
        return switch (answer.status()) {
            case 401, 403 ->
                    ": the write key opens nothing; check segment.sink-write-key, or the"
                            + " sink's writeKey";
            case 404, 405 ->
                    ": there is no tracking API at this address; check segment.api-url,"
                            + " or the sink's url";
            default ->
                    answer.header("retry-after")
                            .filter(seconds -> seconds.matches("\\d{1,6}"))
                            .map(seconds -> " and asks to wait " + seconds + " seconds")
                            .orElse("");
        };
    }

    /** The outcome when there was no answer. */
    static Outcome noAnswer() {
        return Outcome.failed("NO_ANSWER", "nobody answered at the address of the tracking API");
    }
}
