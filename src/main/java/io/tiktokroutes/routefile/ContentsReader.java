package io.tiktokroutes.routefile;

import static io.tiktokroutes.routefile.YamlText.at;
import static io.tiktokroutes.routefile.YamlText.keyOf;

import io.tiktokroutes.routefile.Contents.Value;
import io.tiktokroutes.routefile.EndpointUse.Parameter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Walks through the YAML of a route, however deep, and notes what stands where. */
final class ContentsReader {

    private static final Pattern URI =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(?://)?([^?]*)(?:\\?(.*))?", Pattern.DOTALL);

    /** The keys under which an endpoint stands; elsewhere only kamelets are recognised. */
    private static final Set<String> ENDPOINT =
            Set.of("uri", "from", "to", "toD", "wireTap", "poll", "deadLetterUri");

    private static final Set<String> READS = Set.of("from", "poll");

    private final YamlText yaml;
    private final Contents contents;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    ContentsReader(YamlText yaml, Contents contents) {
        this.yaml = yaml;
        this.contents = contents;
    }

    /**
     * @param key the key the node stands under; empty in lists
     * @param above the key above that one
     * @param route the id of the route around it; empty outside of routes
     */
    void walk(String key, String above, Node node, String route) throws RouteFileException {
        if (!seen.add(node)) {
            return; // an alias of what was read already
        }
        if (node instanceof ScalarNode scalar) {
            Value value = readPlain(new Value(key, scalar.getValue(), at(scalar), route), scalar);
            if (key.equals("kamelet")) {
                useOf("kamelet:" + value.value(), value, above, null);
            } else if (ENDPOINT.contains(key) || value.value().startsWith("kamelet:")) {
                useOf(value.value(), value, above, null);
            }
        } else if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                walk("", key, item, route);
            }
        } else if (node instanceof MappingNode map) {
            readMap(key, map, route);
        }
    }

    private void readMap(String key, MappingNode map, String route) throws RouteFileException {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple pair : map.getValue()) {
            if (pair.getKeyNode() instanceof MappingNode && yaml.written(map).startsWith("{{")) {
                throw yaml.mistake(at(map), "a placeholder needs quotes; write \"{{name}}\"");
            }
            String name = keyOf(pair);
            if (entries.putIfAbsent(name, pair.getValueNode()) != null) {
                throw yaml.mistake(
                        at(pair.getKeyNode()), "'" + name + "' stands here a second time");
            }
            contents.addKey(new Value(key, name, at(pair.getKeyNode()), route));
        }
        boolean kamelet = key.equals("kamelet");
        MappingNode parameters = entries.get("parameters") instanceof MappingNode m ? m : null;
        if (entries.get(kamelet ? "name" : "uri") instanceof ScalarNode named
                && (kamelet || parameters != null)) {
            String uri = kamelet ? "kamelet:" + named.getValue() : named.getValue();
            Value value = new Value("uri", named.getValue(), at(named), route);
            useOf(uri, value, key, parameters);
            seen.add(named);
            readPlain(value, named);
        }
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
            walk(entry.getKey(), key, entry.getValue(), route);
        }
    }

    private Value readPlain(Value value, ScalarNode scalar) {
        contents.addValue(value, Placeholder.in(yaml.written(scalar), at(scalar)));
        return value;
    }

    /** Notes an endpoint; one whose component only the running route knows is none. */
    private void useOf(String uri, Value written, String above, MappingNode parameters) {
        Matcher parts = URI.matcher(uri);
        boolean whole = parts.matches();
        if (!whole && !uri.matches("[A-Za-z][A-Za-z0-9+.-]*")) {
            return;
        }
        String scheme = whole ? parts.group(1) : uri;
        String name = whole ? parts.group(2) : "";
        if (scheme.equals("kamelet")) {
            name = name.replaceFirst("/.*", "");
        }
        Map<String, Parameter> set = new LinkedHashMap<>();
        if (whole && parts.group(3) != null) {
            for (String pair : parts.group(3).split("&")) {
                String[] both = pair.split("=", 2);
                String value = both.length == 2 ? both[1] : null;
                set.put(both[0], new Parameter(both[0], written.at(), value, written.at()));
            }
        }
        if (parameters != null) {
            for (NodeTuple pair : parameters.getValue()) {
                Node value = pair.getValueNode();
                String plain = value instanceof ScalarNode scalar ? scalar.getValue() : null;
                set.put(
                        keyOf(pair),
                        new Parameter(keyOf(pair), at(pair.getKeyNode()), plain, at(value)));
            }
        }
        boolean reads = READS.contains(written.key()) || READS.contains(above);
        contents.addEndpoint(
                new EndpointUse(scheme, name, written.at(), written.route(), reads, set));
    }
}
