package io.tiktokroutes.requirements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the decisions that settle a line without a test. */
final class Decisions {

    /**
     * Why a line is settled.
     *
     * @param text one or more sentences
     * @param see a file of the project, from its root, perhaps with a heading after {@code #}; may
     *     be empty
     */
    record Decision(String text, String see) {}

    private Decisions() {}

    static Map<String, Decision> read(Path root) throws IOException {
        return parse(Files.readString(root.resolve("docs/decisions.yaml")), root);
    }

    static Map<String, Decision> parse(String text, Path root) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object top;
        try {
            top = new Yaml(new SafeConstructor(options)).load(text);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("docs/decisions.yaml: " + e.getMessage(), e);
        }
        Map<String, Decision> decisions = new LinkedHashMap<>();
        if (top instanceof Map<?, ?> entries) {
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                String id = String.valueOf(entry.getKey());
                Decision decision = decision(id, entry.getValue());
                checkLink(id, decision.see(), root);
                decisions.put(id, decision);
            }
        } else if (top != null) {
            throw new IllegalArgumentException("docs/decisions.yaml: write ID: sentence");
        }
        return decisions;
    }

    private static Decision decision(String id, Object value) {
        if (value instanceof String sentence && !sentence.isBlank()) {
            return new Decision(oneLine(sentence), "");
        }
        if (value instanceof Map<?, ?> parts
                && parts.get("decision") instanceof String sentence
                && !sentence.isBlank()
                && parts.get("see") instanceof String see
                && parts.size() == 2) {
            return new Decision(oneLine(sentence), see);
        }
        throw new IllegalArgumentException(
                "docs/decisions.yaml: " + id + ": write a sentence, or decision: and see:");
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\n\\s*", " ");
    }

    private static void checkLink(String id, String see, Path root) throws IOException {
        if (see.isEmpty()) {
            return;
        }
        String[] parts = see.split("#", 2);
        Path file = root.resolve(parts[0]);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "docs/decisions.yaml: " + id + " points to " + see + ", which does not exist");
        }
        if (parts.length == 2
                && Files.readString(file)
                        .lines()
                        .filter(line -> line.startsWith("#"))
                        .noneMatch(line -> anchorOf(line).equals(parts[1]))) {
            throw new IllegalArgumentException(
                    "docs/decisions.yaml: "
                            + id
                            + " points to a heading that "
                            + parts[0]
                            + " lacks: "
                            + parts[1]);
        }
    }

    /** The anchor that Markdown viewers give a heading. */
    private static String anchorOf(String heading) {
        return heading.replaceFirst("#+\\s*", "")
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\- ]", "")
                .replace(' ', '-');
    }
}
