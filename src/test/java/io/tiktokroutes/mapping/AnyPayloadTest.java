package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Whatever comes in, a mapping answers with an outcome, and keeps its promises about it. */
class AnyPayloadTest {

    private static final List<Wanted> MAPPINGS = mappings();

    private static List<Wanted> mappings() {
        try {
            return Wanted.all();
        } catch (MappingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A payload for a mapping.
     *
     * @param settings the parameters of the sink
     */
    record Attempt(Wanted wanted, ObjectNode payload, Map<String, String> settings) {

        Mapped apply() {
            return wanted.mapping().apply(payload, settings);
        }

        /** Nesting is told by its depth. */
        @Override
        public String toString() {
            String text = wanted + " of " + payload + " with " + settings;
            Matcher repeated = Pattern.compile("(.{1,20}?)\\1{9,}").matcher(text);
            return repeated.replaceAll(
                    match ->
                            Matcher.quoteReplacement(
                                    match.group(1)
                                            + "×"
                                            + match.group().length() / match.group(1).length()));
        }
    }

    /**
     * The first tape chooses the mapping and what it starts from, each other one plants a value.
     */
    @Provide
    Arbitrary<Attempt> attempts() {
        return Combinators.combine(Tape.numbers(20), Tape.numbers(60).list().ofMaxSize(8))
                .as(AnyPayloadTest::attempt);
    }

    private static Attempt attempt(List<Integer> first, List<List<Integer>> others) {
        Tape tape = new Tape(first);
        Wanted wanted = tape.one(MAPPINGS);
        ObjectNode payload = tape.one(wanted.examples()).deepCopy();
        Map<String, String> settings = new TreeMap<>();
        for (String setting : wanted.settings()) {
            if (tape.below(3) > 0) {
                settings.put(setting, new AnyJson(tape, List.of()).text());
            }
        }
        for (List<Integer> other : others) {
            Tape of = new Tape(other);
            FieldPath place = of.one(wanted.places());
            JsonNode value = new AnyJson(of, wanted.names()).value();
            if (AnyJson.depth(value) + place.steps().size() <= AnyJson.DEEPEST) {
                Wanted.plant(payload, place, value);
            }
        }
        return new Attempt(wanted, payload, settings);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void thereIsAnOutcome(@ForAll("attempts") Attempt attempt) {
        Mapped outcome = attempt.apply();
        assertThat(outcome).isNotNull();
        Statistics.label("outcome")
                .collect(outcome.getClass().getSimpleName())
                .coverage(
                        seen -> {
                            seen.check("Payload").percentage(share -> share > 1);
                            seen.check("Skipped").percentage(share -> share > 1);
                            seen.check("Refused").percentage(share -> share > 1);
                        });
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatComesInDoesNotChange(@ForAll("attempts") Attempt attempt) {
        ObjectNode before = attempt.payload().deepCopy();
        attempt.apply();
        assertThat(attempt.payload().equals(before)).isTrue();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatGoesOutSharesNothingThatCanChange(@ForAll("attempts") Attempt attempt) {
        Set<JsonNode> known = Collections.newSetFromMap(new IdentityHashMap<>());
        assertThat(known(attempt.payload(), known)).isNull();
        for (int i = 0; i < 2; i++) { // two outcomes share nothing either
            if (attempt.apply() instanceof Mapped.Payload mapped) {
                assertThat(known(mapped.payload(), known)).isNull();
            }
        }
    }

    /** Adds the nodes that can change; gives one that was known already, or null. */
    private static JsonNode known(JsonNode node, Set<JsonNode> known) {
        JsonNode first = AnyJson.isMutable(node) && !known.add(node) ? node : null;
        for (JsonNode child : node) {
            JsonNode other = known(child, known);
            first = first == null ? other : first;
        }
        return first;
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theSameComesOutEachTimeAlsoWhenItIsExplained(@ForAll("attempts") Attempt attempt) {
        Mapped outcome = attempt.apply();
        assertThat(attempt.apply().equals(outcome)).isTrue();
        Explanation explained =
                attempt.wanted().mapping().explain(attempt.payload(), attempt.settings());
        assertThat(explained.outcome().equals(outcome)).isTrue();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void reasonsTellNothingOfThePayload(@ForAll("attempts") Attempt attempt) {
        Mapped outcome = attempt.apply();
        if (outcome instanceof Mapped.Skipped skipped) {
            Leaks.assertNone(attempt.wanted(), attempt.payload(), skipped.reason());
            Leaks.assertNone(attempt.wanted(), attempt.payload(), skipped.detail());
        } else if (outcome instanceof Mapped.Refused refused) {
            Leaks.assertNone(attempt.wanted(), attempt.payload(), refused.reason());
            Leaks.assertNone(attempt.wanted(), attempt.payload(), refused.detail());
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatGoesOutCanBeWritten(@ForAll("attempts") Attempt attempt)
            throws JsonProcessingException {
        if (attempt.apply() instanceof Mapped.Payload mapped) {
            ObjectMapper json = new ObjectMapper();
            assertThat(json.readTree(json.writeValueAsString(mapped.payload())).isObject())
                    .isTrue();
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whatIsNoObjectIsRefused(@ForAll("anyJson") JsonNode payload) {
        for (Wanted wanted : MAPPINGS) {
            Mapped outcome = wanted.mapping().apply(payload, Map.of());
            if (payload.isObject()) {
                assertThat(outcome).isNotNull();
            } else {
                assertThat(outcome)
                        .isEqualTo(
                                new Mapped.Refused(
                                        "MALFORMED", "the payload is no JSON object", 0));
            }
        }
    }

    @Provide
    Arbitrary<JsonNode> anyJson() {
        return Tape.numbers(60).map(tape -> new AnyJson(new Tape(tape), List.of()).value());
    }

    @Example
    void nothingAtAllIsRefused() {
        for (Wanted wanted : MAPPINGS) {
            assertThat(wanted.mapping().apply(null, Map.of())).isInstanceOf(Mapped.Refused.class);
        }
    }

    /** Or the promises above would be kept by rows that nobody tried. */
    @Example
    void everyWordOfTheLanguageIsTried() {
        String tried = EveryKind.LENIENT + EveryKind.STRICT;
        List<String> keys = new ArrayList<>(RowReader.KEYS);
        keys.addAll(MappingReader.KEYS);
        keys.addAll(ConditionReader.KEYS);
        keys.addAll(LimitReader.ALLOWED_KEYS);
        keys.removeAll(List.of("extends", "remove")); // they only choose among rows
        keys.removeAll(List.of("source", "target")); // they only name schemas
        assertThat(keys).allSatisfy(key -> assertThat(tried).contains(key + ":"));
        assertThat(Conversions.words()).allSatisfy(as -> assertThat(tried).contains("as: " + as));
        assertThat(Hash.words()).allSatisfy(hash -> assertThat(tried).contains("hash: " + hash));
    }
}
