package io.tiktokroutes.sandbox.events;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tiktokroutes.sandbox.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The keys (source id, event, event id) seen within 48 hours (reference, events 5.6). It forgets
 * the oldest once there are two million more than fit, a generation at a time.
 */
final class SeenKeys {

    static final int HOURS = 48;
    private static final int MOST_GENERATIONS = 17; // 2.2 million keys; at least 2 million stay
    private static final int MOST_PAIRS = 0xFFFF;

    private final Deque<Generation> generations = new ArrayDeque<>();
    private final Map<String, Integer> pairs = new HashMap<>();
    private final List<String[]> pairNames = new ArrayList<>();

    SeenKeys() {
        pairName("", "");
    }

    /** Notes a key; true when it was not seen in the last 48 hours. */
    synchronized boolean first(
            String sourceId, String event, String id, boolean test, long second) {
        long hash = hash(sourceId, event, id, test);
        int now = (int) second;
        int oldest = now - HOURS * 3600;
        for (Iterator<Generation> each = generations.descendingIterator(); each.hasNext(); ) {
            int seen = each.next().seen(hash);
            if (seen >= 0 && seen > oldest) {
                return false;
            }
        }
        Generation last = generations.peekLast();
        if (last == null || last.full() || last.seen(hash) >= 0) {
            last = new Generation();
            generations.addLast(last);
            while (generations.size() > MOST_GENERATIONS
                    || (generations.size() > 1 && generations.getFirst().latest() < oldest)) {
                generations.removeFirst();
            }
        }
        last.put(hash, now, pairName(sourceId, event), id);
        return true;
    }

    synchronized long size() {
        return generations.stream().mapToLong(Generation::size).sum();
    }

    private int pairName(String sourceId, String event) {
        Integer known = pairs.get(sourceId + ' ' + event);
        if (known != null) {
            return known;
        }
        if (pairNames.size() >= MOST_PAIRS) {
            return 0; // too many names to tell apart; the id is still kept
        }
        pairNames.add(new String[] {sourceId, event});
        pairs.put(sourceId + ' ' + event, pairNames.size() - 1);
        return pairNames.size() - 1;
    }

    /**
     * Writes each event id as a JSON string on its own line, in the order they came.
     *
     * @param sourceId only of this source, or null
     * @param event only of this event, or null
     */
    void writeIds(OutputStream out, String sourceId, String event) throws IOException {
        List<byte[]> chunks = new ArrayList<>();
        List<String[]> names;
        synchronized (this) {
            generations.forEach(generation -> chunks.addAll(generation.chunks()));
            names = List.copyOf(pairNames);
        }
        try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(out)) {
            json.setRootValueSeparator(null);
            for (byte[] chunk : chunks) {
                int at = 0;
                while (at + 4 <= chunk.length) {
                    int length = two(chunk, at + 2) - 1;
                    if (length < 0) {
                        break;
                    }
                    String[] pair = names.get(two(chunk, at));
                    if ((sourceId == null || sourceId.equals(pair[0]))
                            && (event == null || event.equals(pair[1]))) {
                        json.writeString(new String(chunk, at + 4, length, StandardCharsets.UTF_8));
                        json.writeRaw('\n');
                    }
                    at += 4 + length;
                }
            }
        }
    }

    private static int two(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }

    /**
     * 64 bits: among two million keys a false duplicate has a chance of about one in ten million.
     */
    private static long hash(String sourceId, String event, String id, boolean test) {
        long hash = test ? 0x9E3779B97F4A7C15L : 0x2545F4914F6CDD1DL;
        hash = mix(mix(mix(hash, sourceId), event), id);
        return hash == 0 ? 1 : hash; // 0 marks an empty slot
    }

    private static long mix(long start, String text) {
        long hash = start ^ (text.length() * 0xC2B2AE3D27D4EB4FL);
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
            hash ^= hash >>> 32;
        }
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return hash ^ (hash >>> 33);
    }
}
