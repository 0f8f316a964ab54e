package io.tiktokroutes.routefile;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The text of a YAML file, read with the parser that Camel uses. */
public record YamlText(String name, String text) {

    /**
     * The root, or null when the file is empty.
     *
     * @throws RouteFileException when it is no YAML
     */
    public Node compose() throws RouteFileException {
        // keys that are no names are allowed here only to say what is wrong with them
        LoadSettings settings =
                LoadSettings.builder().setLabel(name).setAllowNonScalarKeys(true).build();
        StreamReader reader = new StreamReader(settings, text);
        try {
            return new Composer(settings, new ParserImpl(settings, reader))
                    .getSingleNode()
                    .orElse(null);
        } catch (MarkedYamlEngineException e) {
            throw mistake(Position.of(e.getProblemMark()), "this is no YAML: " + e.getProblem());
        } catch (ReaderException e) {
            throw mistake(
                    new Position(reader.getLine() + 1, reader.getColumn() + 1),
                    "a character that no YAML file may hold");
        } catch (YamlEngineException e) {
            throw mistake(Position.START, "this is no YAML: " + e.getMessage());
        }
    }

    /** The node as the file has it, without the empty lines and comments that follow it. */
    String written(Node node) {
        int from = node.getStartMark().orElseThrow().getIndex();
        int to = node.getEndMark().orElseThrow().getIndex();
        // marks count code points
        String raw =
                text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
        List<String> lines = new ArrayList<>(raw.lines().toList());
        while (lines.size() > 1 && lines.get(lines.size() - 1).matches("\\s*(#.*)?")) {
            lines.remove(lines.size() - 1);
        }
        return String.join("\n", lines);
    }

    RouteFileException mistake(Position at, String what) {
        return new RouteFileException(name, at, what);
    }

    /** Where a node begins. */
    public static Position at(Node node) {
        return Position.of(node.getStartMark());
    }

    /** The key of an entry; empty when it is no single word. */
    public static String keyOf(NodeTuple pair) {
        return pair.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
    }
}
