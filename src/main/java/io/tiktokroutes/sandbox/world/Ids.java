package io.tiktokroutes.sandbox.world;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the ids the sandbox hands out. */
public final class Ids {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final SplittableRandom random = new SplittableRandom();
    private final AtomicLong next = new AtomicLong();

    /** UTC time stamp and 20 upper-case hex digits, 34 in all (reference, events 1.4). */
    public String requestId(Instant at) {
        long bits;
        synchronized (random) {
            bits = random.nextLong();
        }
        long count = next.incrementAndGet() & 0xFFFF;
        return STAMP.format(at) + String.format(Locale.ROOT, "%016X%04X", bits, count);
    }

    /** A 40-digit lower-case hex word such as a token or an authorization code. */
    public String secret() {
        synchronized (random) {
            return String.format(
                    Locale.ROOT,
                    "%016x%016x%08x",
                    random.nextLong(),
                    random.nextLong(),
                    random.nextInt());
        }
    }
}
