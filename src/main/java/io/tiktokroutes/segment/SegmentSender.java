package io.tiktokroutes.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.schema.RecordSchema;
import io.tiktokroutes.schema.RecordSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends people and events to the tracking API of Segment or RudderStack, many in one request.
 *
 * <p>The API answers success before it looks at single calls, and drops bad ones without a word. So
 * each record is checked before: who it is about, the event, the sizes. A request that is refused
 * all the same is halved until the bad records stand alone. A repeat carries the same ids.
 */
public final class SegmentSender {

    /**
     * Bytes of one call; the vendors' own libraries take "32 KB" in this, the larger meaning, so
     * nothing is refused here that would be taken there.
     */
    static final int MOST_CALL_BYTES = 32 << 10;

    /** Bytes of one request; the smaller meaning of "500 KB" costs nothing but calls. */
    static final int MOST_BYTES = 500_000;

    /** What a request holds besides its calls. */
    private static final int FRAME_BYTES = 100;

    private final HttpCalls http;
    private final RecordSchemas schemas;
    private final Metrics metrics;
    private final Clock clock;

    /**
     * @param schemas where {@code segment-record} is
     */
    public SegmentSender(HttpCalls http, RecordSchemas schemas, Metrics metrics) {
        this(http, schemas, metrics, Clock.systemUTC());
    }

    SegmentSender(HttpCalls http, RecordSchemas schemas, Metrics metrics, Clock clock) {
        this.http = http;
        this.schemas = schemas;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Gives every open item of the delivery an outcome.
     *
     * <p>The delivery's settings are the parameters of the kamelet {@code segment-sink}.
     */
    public void send(Delivery delivery) {
        SegmentParameters sink = SegmentParameters.of(delivery.settings());
        List<Prepared> ready = ready(delivery, sink);
        Sending sending = new Sending(new BatchCall(http, metrics, clock, sink), delivery);
        requests(ready, sink.batchSize()).forEach(sending::send);
    }

    /** The records that may be sent; the others have their outcomes afterwards. */
    private List<Prepared> ready(Delivery delivery, SegmentParameters sink) {
        RecordSchema schema = schemas.named("segment-record");
        CallMaker maker = new CallMaker(sink.writeKey(), delivery.destination());
        List<Prepared> ready = new ArrayList<>();
        for (Delivery.Item item : delivery.open()) {
            schema.check(item.payload())
                    .ifPresent(v -> item.outcome(Outcome.refused(v.reason(), v.message())));
            if (item.isOpen()) {
                ArrayNode calls = maker.calls(item.record(), item.payload());
                // a dry run tells what stands here
                item.payload(calls);
                prepare(item, calls, ready);
            }
        }
        return ready;
    }

    private static void prepare(Delivery.Item item, ArrayNode calls, List<Prepared> ready) {
        List<byte[]> written = new ArrayList<>(calls.size());
        for (JsonNode call : calls) {
            byte[] bytes = call.toString().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > MOST_CALL_BYTES) {
                item.outcome(
                        Outcome.refused(
                                "TOO_LARGE",
                                "the %s call has %d bytes, and at most %d are taken"
                                        .formatted(
                                                call.path("type").asText(),
                                                bytes.length,
                                                MOST_CALL_BYTES)));
                return;
            }
            written.add(bytes);
        }
        ready.add(new Prepared(item, written));
    }

    /** As few requests as the two bounds allow. */
    private static List<List<Prepared>> requests(List<Prepared> records, int mostRecords) {
        List<List<Prepared>> requests = new ArrayList<>();
        int from = 0;
        int size = FRAME_BYTES;
        for (int i = 0; i < records.size(); i++) {
            int bytes = records.get(i).bytes();
            if (i - from == mostRecords || (i > from && size + bytes > MOST_BYTES)) {
                requests.add(records.subList(from, i));
                from = i;
                size = FRAME_BYTES;
            }
            size += bytes;
        }
        if (from < records.size()) {
            requests.add(records.subList(from, records.size()));
        }
        return requests;
    }

    /** The requests of one delivery, until one tells that no other need be tried. */
    private static final class Sending {
        private final BatchCall call;
        private final Delivery delivery;
        private int failuresInARow;

        Sending(BatchCall call, Delivery delivery) {
            this.call = call;
            this.delivery = delivery;
        }

        void send(List<Prepared> records) {
            if (!records.get(0).item().isOpen()) {
                return; // an answer before was for all
            }
            try {
                settle(records, call.send(records));
            } catch (IOException e) {
                fail(records, SegmentAnswers.noAnswer(), false);
            }
        }

        private void settle(List<Prepared> records, HttpAnswer answer) {
            boolean divisible = SegmentAnswers.isDivisible(answer);
            Outcome outcome = SegmentAnswers.outcome(answer);
            if (divisible && records.size() > 1) {
                int middle = records.size() / 2;
                send(records.subList(0, middle));
                send(records.subList(middle, records.size()));
            } else if (answer.isSuccess() || divisible) {
                failuresInARow = 0;
                records.forEach(record -> record.item().outcome(outcome));
            } else {
                fail(records, outcome, SegmentAnswers.isForAll(answer));
            }
        }

        /** One failure may be for a record among these, and must not hold up the ones behind. */
        private void fail(List<Prepared> records, Outcome outcome, boolean forAll) {
            failuresInARow++;
            records.forEach(record -> record.item().outcome(outcome));
            if (forAll || failuresInARow == SegmentAnswers.MOST_IN_A_ROW) {
                delivery.settleOpen(outcome);
            }
        }
    }
}
