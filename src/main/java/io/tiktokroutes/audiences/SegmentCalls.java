package io.tiktokroutes.audiences;

import io.tiktokroutes.http.Caller;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokAnswer;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sends people to {@code /segment/mapping/}. TikTok refuses a whole request for one bad identifier;
 * then it is halved until the bad ones stand alone.
 */
final class SegmentCalls implements MemberCalls {

    /** Bytes in one request; TikTok publishes no bound, and other connectors keep to this one. */
    static final int MOST_BYTES = 1_000_000;

    /**
     * When so many were refused alone and none was taken, the people are not to blame: the others
     * are not tried, and all stay.
     */
    private static final int ENOUGH = 8;

    private static final String PATH = "/segment/mapping/";

    /** Words about the request and not about one identifier in it. */
    private static final Pattern ABOUT_REQUEST =
            Pattern.compile("(?i)audience|advertiser|schema|\\baction\\b");

    private final TikTokApi api;
    private final MappingBody body;
    private final int batchSize;
    private boolean taken;
    private int refused;

    /**
     * @param batchSize most people in one request
     */
    SegmentCalls(TikTokApi api, MappingBody body, int batchSize) {
        this.api = api;
        this.body = body;
        this.batchSize = batchSize;
    }

    @Override
    public void send(Action action, List<Person> people) throws TikTokException {
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < people.size(); i++) {
            int more = body.bytes(people.get(i));
            if (i - from == batchSize || (i > from && bytes + more > MOST_BYTES)) {
                deliver(action, people.subList(from, i));
                from = i;
                bytes = 0;
            }
            bytes += more;
        }
        if (from < people.size()) {
            deliver(action, people.subList(from, people.size()));
        }
    }

    private void deliver(Action action, List<Person> people) throws TikTokException {
        TikTokException refusal = call(action, people);
        if (refusal == null) {
            return;
        }
        if (people.size() > 1) {
            int middle = people.size() / 2;
            deliver(action, people.subList(0, middle));
            deliver(action, people.subList(middle, people.size()));
            return;
        }
        refused++;
        if (!taken && refused == ENOUGH) {
            throw refusal;
        }
        String reason =
                refusal.code() == TikTokException.NO_CODE
                        ? "TOO_LARGE"
                        : "TIKTOK_" + refusal.code();
        people.get(0)
                .refuse(
                        Outcome.refused(reason, AudienceTroubles.words(refusal))
                                .withRequestId(refusal.requestId()));
    }

    /** Null when they were taken; otherwise why they were refused for the sake of some of them. */
    private TikTokException call(Action action, List<Person> people) throws TikTokException {
        try {
            TikTokRequest request = TikTokRequest.post(PATH, body.of(action, people));
            TikTokAnswer answer = Caller.about(() -> keys(people), () -> api.call(request));
            if (answer.isPartial()) {
                return new TikTokException(
                        Remedy.HALVE,
                        PATH,
                        answer.code(),
                        "TikTok took it only in part",
                        answer.requestId());
            }
            people.forEach(person -> person.taken(answer.requestId()));
            taken = true;
            return null;
        } catch (TikTokException e) {
            boolean aboutPeople =
                    e.remedy() == Remedy.HALVE
                            || (e.remedy() == Remedy.REFUSE
                                    && !ABOUT_REQUEST.matcher(e.answer()).find());
            if (!aboutPeople) {
                throw e;
            }
            return e;
        }
    }

    /** Of each line in the request: who has two identifiers of one type stands in two. */
    private static List<String> keys(List<Person> people) {
        List<String> keys = new ArrayList<>(people.size());
        for (Person person : people) {
            keys.addAll(Collections.nCopies(MappingBody.lines(person), person.recordKey()));
        }
        return keys;
    }
}
