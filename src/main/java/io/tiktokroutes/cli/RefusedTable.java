package io.tiktokroutes.cli;

import io.tiktokroutes.inbox.Refusals.Count;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How many records were refused, by destination, inbox and reason, in columns. */
final class RefusedTable {

    private RefusedTable() {}

    static void print(PrintWriter out, List<Count> counts) {
        int destination = width("destination", counts, Count::destination);
        int inbox = width("inbox", counts, Count::inbox);
        int reason = width("reason", counts, Count::reason);
        String line = "%-" + destination + "s  %-" + inbox + "s  %-" + reason + "s  %9s";
        out.println(line.formatted("destination", "inbox", "reason", "refused"));
        for (Count count : counts) {
            String number = String.format(Locale.ROOT, "%,d", count.records());
            out.println(line.formatted(count.destination(), count.inbox(), count.reason(), number));
        }
        out.flush();
    }

    private static int width(String head, List<Count> counts, Function<Count, String> column) {
        return Math.max(
                head.length(),
                counts.stream().map(column).mapToInt(String::length).max().orElse(0));
    }
}
