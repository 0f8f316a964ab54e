package io.tiktokroutes.requirements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds the cases in {@code *.test.yaml} files whose names name requirement lines. */
final class MappingProofs {

    private MappingProofs() {}

    static List<Proof> read(Path root) throws IOException {
        Path mappings = root.resolve("mappings");
        if (!Files.isDirectory(mappings)) {
            return List.of();
        }
        List<Proof> proofs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(mappings)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".test.yaml")).sorted().toList()) {
                String source = root.relativize(file).toString().replace('\\', '/');
                for (String name : caseNames(file)) {
                    Set<String> ids = new LinkedHashSet<>(Requirement.idsIn(name));
                    if (Requirement.namesARange(name)) {
                        ids.add(name);
                    }
                    if (!ids.isEmpty()) {
                        proofs.add(new Proof(source + ": " + name, source, List.copyOf(ids)));
                    }
                }
            }
        }
        return proofs;
    }

    /** The {@code name} of each entry of each list at the top of the file. */
    private static List<String> caseNames(Path file) throws IOException {
        List<String> names = new ArrayList<>();
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        try (var reader = Files.newBufferedReader(file)) {
            Node top = yaml.compose(reader);
            if (top instanceof SequenceNode list) {
                addNames(list, names);
            } else if (top instanceof MappingNode map) {
                for (NodeTuple entry : map.getValue()) {
                    if (entry.getValueNode() instanceof SequenceNode list) {
                        addNames(list, names);
                    }
                }
            }
        }
        return names;
    }

    private static void addNames(SequenceNode cases, List<String> names) {
        for (Node item : cases.getValue()) {
            if (item instanceof MappingNode map) {
                for (NodeTuple entry : map.getValue()) {
                    if (entry.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals("name")
                            && entry.getValueNode() instanceof ScalarNode name) {
                        names.add(name.getValue());
                    }
                }
            }
        }
    }
}
