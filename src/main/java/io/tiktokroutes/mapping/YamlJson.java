package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Turns YAML into JSON. What looks like a JSON number, true, false or null is one; everything else
 * is text, so that {@code no}, {@code 0049} and {@code 12:30} stay what they are.
 */
final class YamlJson {

    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,50})(\\.[0-9]{1,50})?([eE][+-]?[0-9]{1,2})?");

    private final YamlFile file;

    YamlJson(YamlFile file) {
        this.file = file;
    }

    JsonNode of(Node node) throws MappingException {
        if (node instanceof MappingNode) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, Node> field : file.table(node, "this").entrySet()) {
                object.set(field.getKey(), of(field.getValue()));
            }
            return object;
        }
        if (node instanceof SequenceNode list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node item : list.getValue()) {
                array.add(of(item));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private JsonNode scalar(ScalarNode node) throws MappingException {
        String text = file.fill(node, node.getValue());
        if (node.getScalarStyle() != ScalarStyle.PLAIN) {
            return new TextNode(text);
        }
        return switch (text) {
            case "", "null", "~" -> NullNode.instance;
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> NUMBER.matcher(text).matches() ? number(text) : new TextNode(text);
        };
    }

    private static JsonNode number(String text) {
        if (text.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')) {
            return DecimalNode.valueOf(new BigDecimal(text));
        }
        BigInteger whole = new BigInteger(text);
        return whole.bitLength() < Long.SIZE
                ? new LongNode(whole.longValue())
                : new BigIntegerNode(whole);
    }
}
