package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Leads that exist only while an export is written, so that a file of a million takes no memory.
 * The same form, number and time give the same leads.
 */
record GeneratedLeads(Form form, long count, Instant until) {

    private static final long FIRST_ID = 7410000000000000000L;
    private static final long PER_FORM = 10_000_000_000L;
    private static final Duration SPREAD = LeadStore.RETENTION.minusDays(1);

    Stream<Lead> stream() {
        return LongStream.range(0, count).mapToObj(this::lead);
    }

    private Lead lead(long n) {
        long id = FIRST_ID + MockLeads.number(form.id()) % 10_000 * PER_FORM + n;
        Instant created =
                until.minusSeconds((long) (SPREAD.toSeconds() * (1 - (double) n / count)));
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        form.questions().keySet().forEach(key -> answers.put(key, answer(key, n)));
        return new Lead(id, form, Region.ROW, created, Lead.Origin.NONE, answers, false);
    }

    private static JsonNode answer(String key, long n) {
        return TextNode.valueOf(
                switch (key) {
                    case "email" -> "generated" + n + "@example.com";
                    case "phone_number" ->
                            "+1555" + Long.toString(10_000_000 + n % 10_000_000).substring(1);
                    default -> "Generated " + n;
                });
    }
}
