package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A mapping under test, with what it looks at, so that random payloads make its rows work.
 *
 * @param mapping the plan
 * @param words all it says: its file, those it extends and its lookups
 * @param places the paths it reads
 * @param names the names in those paths
 * @param settings the parameters of the sink it reads
 * @param examples payloads of its test cases, the empty one first
 */
record Wanted(
        Mapping mapping,
        String words,
        List<FieldPath> places,
        List<String> names,
        List<String> settings,
        List<ObjectNode> examples) {

    private static final Path FOLDER = Path.of("mappings");

    @Override
    public String toString() {
        return mapping.name().equals("test") ? mapping.description() : mapping.name();
    }

    /** Those of {@link EveryKind} and every shipped mapping. */
    static List<Wanted> all() throws MappingException {
        Mappings shipped = new Mappings(FOLDER, name -> null);
        shipped.load();
        MappingTests tests = new MappingTests(shipped);
        List<Wanted> all = new ArrayList<>();
        for (String text : List.of(EveryKind.LENIENT, EveryKind.STRICT)) {
            all.add(of(Plan.of(text), List.of(text), List.of()));
        }
        for (String name : shipped.names()) {
            Path file = FOLDER.resolve(name + ".test.yaml");
            List<MappingTests.Case> cases = Files.exists(file) ? tests.cases(file) : List.of();
            all.add(of(shipped.get(name), texts(shipped.get(name)), cases));
        }
        return all;
    }

    private static Wanted of(Mapping mapping, List<String> texts, List<MappingTests.Case> cases) {
        Reads reads = new Reads();
        texts.stream().filter(text -> text.contains("rows:")).forEach(reads::file);
        List<ObjectNode> examples = new ArrayList<>();
        examples.add(JsonNodeFactory.instance.objectNode());
        for (MappingTests.Case test : cases) {
            if (test.input() instanceof ObjectNode payload) {
                examples.add(payload);
            }
        }
        return new Wanted(
                mapping,
                String.join("\n", texts),
                List.copyOf(reads.paths()),
                List.copyOf(reads.names()),
                List.copyOf(reads.settings()),
                examples);
    }

    /** The file of a mapping, those of the mappings it extends, and its lookups. */
    private static List<String> texts(Mapping mapping) throws MappingException {
        Set<Path> files = new LinkedHashSet<>();
        files.add(FOLDER.resolve(mapping.name() + ".mapping.yaml"));
        for (String used : mapping.uses()) {
            files.add(FOLDER.resolve(used + ".mapping.yaml"));
            files.add(FOLDER.resolve(used + ".yaml"));
            files.add(FOLDER.resolve(used + ".csv"));
        }
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            if (Files.exists(file)) {
                texts.add(Mappings.read(file));
            }
        }
        return texts;
    }

    /** Puts a value at a place; what is in the way goes. */
    static void plant(ObjectNode payload, FieldPath place, JsonNode value) {
        JsonNode node = payload;
        List<Step> steps = place.steps();
        for (int i = 0; i < steps.size(); i++) {
            JsonNode next = i + 1 == steps.size() ? value : room(steps.get(i + 1));
            node = enter(node, steps.get(i), next, i + 1 == steps.size());
        }
    }

    private static JsonNode room(Step step) {
        boolean list = step instanceof Step.Item || step == Step.EACH || step instanceof Step.Match;
        return list ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
    }

    /** The node behind a step; the new one, unless there is one of the same kind already. */
    private static JsonNode enter(JsonNode node, Step step, JsonNode next, boolean last) {
        if (node instanceof ObjectNode object) {
            String name =
                    step instanceof Step.Key key
                            ? key.name()
                            : step instanceof Step.Setting setting ? setting.name() : "0";
            JsonNode there = object.get(name);
            if (!last && there != null && there.getClass() == next.getClass()) {
                return there;
            }
            object.set(name, next);
            return next;
        }
        ArrayNode list = (ArrayNode) node;
        if (step instanceof Step.Match match && next instanceof ObjectNode object) {
            object.put(match.field(), match.value());
        }
        list.add(next);
        return next;
    }
}
