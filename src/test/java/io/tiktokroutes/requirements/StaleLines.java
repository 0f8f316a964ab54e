package io.tiktokroutes.requirements;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says in words where a written page and the true one part. */
public final class StaleLines {

    private static final int ENOUGH = 20;

    private StaleLines() {}

    /**
     * Empty when both are the same; otherwise what must go and what must come, at most 20 lines.
     */
    public static List<String> between(String written, String now) {
        List<String> stale = new ArrayList<>();
        collect("no longer true: ", written, now, stale);
        collect("not written yet: ", now, written, stale);
        if (stale.isEmpty() && !written.equals(now)) {
            stale.add("the same lines stand in another order");
        }
        return stale.size() > ENOUGH ? stale.subList(0, ENOUGH) : stale;
    }

    private static void collect(String words, String from, String without, List<String> into) {
        Set<String> known = new HashSet<>(without.lines().toList());
        from.lines().filter(line -> !known.contains(line)).forEach(line -> into.add(words + line));
    }
}
