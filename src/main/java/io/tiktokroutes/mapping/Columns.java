package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/** Lays a payload out as columns and texts, so that two payloads can be compared line by line. */
final class Columns {

    private Columns() {}

    /** Adds every single value below the node, under its path; numbers by value, not by kind. */
    static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject() && !node.isEmpty()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String step = step(field.getKey());
                String between = path.isEmpty() || step.startsWith("[") ? "" : ".";
                flatten(path + between + step, field.getValue(), into);
            }
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "[" + i + "]", node.get(i), into);
            }
        } else if (!path.isEmpty()) {
            BigDecimal number = Values.decimal(node);
            into.put(path, number == null ? node.toString() : plain(number));
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String step(String key) {
        boolean simple = key.chars().noneMatch(c -> ".[]'\"{} ".indexOf(c) >= 0);
        return simple ? key : "['" + key.replace("'", "''") + "']";
    }

    /** True when the column is a further item of a list that the others name items of. */
    static boolean isItemOf(String column, Map<String, String> others) {
        int open = column.lastIndexOf('[');
        if (open < 0 || !Character.isDigit(column.charAt(open + 1))) {
            return false; // a quoted name ends with a bracket, too
        }
        String item = column.substring(0, column.indexOf(']', open) + 1);
        String list = column.substring(0, open + 1);
        return others.keySet().stream().anyMatch(o -> o.startsWith(list))
                && others.keySet().stream().noneMatch(o -> o.startsWith(item));
    }
}
