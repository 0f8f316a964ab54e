package io.tiktokroutes.mapping;

import java.util.function.UnaryOperator;

/** Puts properties into text: {@code {{name}}}, or {@code {{name:value when it is not set}}}. */
final class Placeholders {

    private Placeholders() {}

    /**
     * The text with every placeholder replaced; what a property brings in is not looked at again.
     *
     * @throws IllegalArgumentException with what is wrong and what to write
     */
    static String fill(String text, UnaryOperator<String> properties) {
        int open = text.indexOf("{{");
        if (open < 0) {
            return text;
        }
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (open >= 0) {
            int close = text.indexOf("}}", open);
            if (close < 0) {
                throw new IllegalArgumentException("a {{ has no }}; write {{name}}");
            }
            filled.append(text, at, open);
            filled.append(value(text.substring(open + 2, close).strip(), properties));
            at = close + 2;
            open = text.indexOf("{{", at);
        }
        return filled.append(text, at, text.length()).toString();
    }

    private static String value(String inside, UnaryOperator<String> properties) {
        int colon = inside.indexOf(':');
        String name = colon < 0 ? inside : inside.substring(0, colon);
        String value = properties.apply(name);
        if (value != null) {
            return value;
        }
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "there is no property '"
                            + name
                            + "'; set it in application.properties, or write {{"
                            + name
                            + ":a default}}");
        }
        return inside.substring(colon + 1);
    }
}
