package io.tiktokroutes.calls;

import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.http.HttpRequest;
import io.tiktokroutes.http.MadeCall;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What it costs to keep a call with 100 events: processor time of the thread that does it, which is
 * the same on a machine that is busy with other things.
 */
public final class CallBench {

    private static final int EVENTS = 100;
    private static final byte[] ANSWER =
            ("{\"code\":0,\"message\":\"OK\",\"request_id\":\"20261127031011ABCDEF\","
                            + "\"data\":{}}")
                    .getBytes(StandardCharsets.UTF_8);

    private CallBench() {}

    /** One piece of work. */
    private interface Work {
        void go() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        MadeCall call = call();
        Written written = new Written("http://127.0.0.1/open_api/v1.3");
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] kilobyte = new byte[1024];
        double hash = nanos(() -> kilobyte[0] = sha256.digest(kilobyte)[0], 100_000);
        double sender = nanos(() -> Written.isFailed(call), 100_000);
        double whole = nanos(() -> keep(written, call, true), 2_000);
        MadeCall bare = call.withoutBodies();
        double head = nanos(() -> keep(written, bare, false), 10_000);
        System.out.printf("request                    %,10d bytes%n", call.request().body().length);
        System.out.printf("control hash               %,10.0f ns%n", hash);
        System.out.printf("sender, per call           %,10.0f ns%n", sender);
        System.out.printf("writer, per call           %,10.1f us%n", whole / 1000);
        System.out.printf(
                "writer, per event          %,10.2f us, %.1f control hashes%n",
                whole / EVENTS / 1000, whole / EVENTS / hash);
        System.out.printf(
                "  the same without bodies  %,10.2f us, %.1f control hashes%n",
                head / EVENTS / 1000, head / EVENTS / hash);
        System.out.printf(
                "writer, 1 MB of requests   %,10.1f ms%n",
                whole / 1e6 * (1 << 20) / call.request().body().length);
    }

    private static void keep(Written written, MadeCall call, boolean kept) {
        SentCall sent = written.of(call, false, kept);
        Packed.pack(sent.request().getBytes(StandardCharsets.UTF_8));
        Packed.pack(sent.answer().getBytes(StandardCharsets.UTF_8));
        Packed.pack(String.join("\",\"", sent.keys()).getBytes(StandardCharsets.UTF_8));
    }

    /** The fastest of some rounds, after the compiler has had its time. */
    private static double nanos(Work work, int times) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            long begin = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < times; i++) {
                work.go();
            }
            best = Math.min(best, (threads.getCurrentThreadCpuTime() - begin) / (double) times);
        }
        return best;
    }

    private static MadeCall call() throws Exception {
        List<String> events = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            String key = "0f8fad5b-d9cb-469f-a165-%012d".formatted(i * 7919L);
            keys.add(key);
            events.add(event(key, i));
        }
        String body =
                "{\"event_source\":\"web\",\"event_source_id\":\"PIXEL\",\"data\":["
                        + String.join(",", events)
                        + "]}";
        return new MadeCall(
                "tiktok-web",
                keys,
                HttpRequest.post(
                        "http://127.0.0.1/open_api/v1.3/event/track/",
                        "",
                        Map.of("Access-Token", "x"),
                        body.getBytes(StandardCharsets.UTF_8)),
                new HttpAnswer(200, Map.of(), ANSWER),
                "",
                Instant.now(),
                12);
    }

    private static String event(String key, int number) throws Exception {
        String contents =
                "{\"content_id\":\"SKU-%d\",\"price\":42.3,\"quantity\":2}".formatted(number);
        return """
               {"event":"CompletePayment","event_time":1795000000,"event_id":"%s","user":{\
               "email":"%s","phone":"%s","external_id":"%s","ip":"203.0.113.24","user_agent":\
               "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36",\
               "ttclid":"E.C.P.CqsBTestClick%d"},"page":{"url":"https://shop.example.com/thanks?o=%d"},\
               "properties":{"currency":"USD","value":84.6,"contents":[%s,%s]}}"""
                .formatted(
                        key,
                        digest("m" + number),
                        digest("p" + number),
                        digest("x" + number),
                        number,
                        number,
                        contents,
                        contents);
    }

    private static String digest(String text) throws Exception {
        StringBuilder hex = new StringBuilder();
        byte[] bytes =
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        for (byte b : bytes) {
            hex.append("%02x".formatted(b));
        }
        return hex.toString();
    }
}
