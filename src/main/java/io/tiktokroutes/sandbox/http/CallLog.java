package io.tiktokroutes.sandbox.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The last calls as they came, secrets masked; bounded by number and by bytes. */
public final class CallLog {

    private static final int MOST = 500;
    private static final long MOST_BYTES = 16L << 20;
    private static final int LONGEST_BODY = 256 << 10;
    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i)(\"?(?:secret|access_token|client_secret|auth_code)\"?\\s*[:=]\\s*\"?)[^\"&\\s,}]+");
    private static final Pattern SECRET_HEADER = Pattern.compile("(?i)access-token|authorization");

    /** A call without what was made of it: a parsed body is many times as large as its text. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares entries
    private record Entry(
            Instant at,
            String method,
            String path,
            String query,
            Map<String, List<String>> headers,
            byte[] body,
            long bodyBytes,
            String requestId,
            String code,
            int status) {

        static Entry of(Call call, String code, int status) {
            byte[] body = call.body();
            return new Entry(
                    call.at(),
                    call.method(),
                    call.endpoint(),
                    call.rawQuery(),
                    call.headers(),
                    body.length > LONGEST_BODY ? Arrays.copyOf(body, LONGEST_BODY) : body,
                    call.bodyBytes(),
                    call.requestId(),
                    code,
                    status);
        }

        long bytes() {
            return 512L + body.length;
        }
    }

    private final Deque<Entry> last = new ArrayDeque<>();
    private long bytes;

    synchronized void add(Call call, Reply reply) {
        Entry entry =
                reply == null
                        ? Entry.of(call, "cut", 0)
                        : Entry.of(call, reply.code(), reply.status());
        last.addLast(entry);
        bytes += entry.bytes();
        while (last.size() > 1 && (last.size() > MOST || bytes > MOST_BYTES)) {
            bytes -= last.removeFirst().bytes();
        }
    }

    public synchronized void reset() {
        last.clear();
        bytes = 0;
    }

    /**
     * @param path only calls of this endpoint; null for all
     * @param limit at most this many, the latest ones; oldest first
     */
    public ArrayNode toJson(String path, int limit) {
        List<Entry> all;
        synchronized (this) {
            all = List.copyOf(last);
        }
        Iterator<Entry> fitting =
                all.stream().filter(e -> path == null || path.equals(e.path())).iterator();
        Deque<Entry> latest = new ArrayDeque<>();
        fitting.forEachRemaining(
                e -> {
                    latest.addLast(e);
                    if (latest.size() > limit) {
                        latest.removeFirst();
                    }
                });
        ArrayNode shown = Json.array();
        latest.forEach(e -> shown.add(show(e)));
        return shown;
    }

    private static ObjectNode show(Entry entry) {
        ObjectNode one = Json.object();
        one.put("at", entry.at().toString());
        one.put("method", entry.method());
        one.put("path", entry.path());
        one.put("query", mask(entry.query()));
        ObjectNode headers = one.putObject("headers");
        for (Map.Entry<String, List<String>> header : entry.headers().entrySet()) {
            boolean secret = SECRET_HEADER.matcher(header.getKey()).matches();
            headers.put(header.getKey(), secret ? "***" : String.join(", ", header.getValue()));
        }
        one.put("body", mask(new String(entry.body(), StandardCharsets.UTF_8)));
        one.put("body_bytes", entry.bodyBytes());
        one.put("request_id", entry.requestId());
        one.put("code", entry.code());
        one.put("status", entry.status());
        return one;
    }

    private static String mask(String text) {
        return SECRET.matcher(text).replaceAll("$1***");
    }
}
