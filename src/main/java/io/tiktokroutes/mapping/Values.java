package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** What counts as a value, and how a value reads as text. */
final class Values {

    /** More digits than any amount or id has; a longer number would only exhaust the memory. */
    private static final int MOST_DIGITS = 60;

    /** No record of any source is nested deeper; Jackson itself writes no more than 1000 levels. */
    static final int DEEPEST = 100;

    private Values() {}

    /** True when lists and objects are nested deeper than any record needs. */
    static boolean isDeep(JsonNode node) {
        return isDeeper(node, DEEPEST);
    }

    private static boolean isDeeper(JsonNode node, int levels) {
        if (!node.isContainerNode()) {
            return false;
        }
        if (levels == 0) {
            return true;
        }
        for (JsonNode each : node) {
            if (isDeeper(each, levels - 1)) {
                return true;
            }
        }
        return false;
    }

    /** True unless the node is absent, null, blank text, or a list or object without content. */
    static boolean filled(JsonNode node) {
        if (node == null) {
            return false;
        }
        return switch (node.getNodeType()) {
            case NULL, MISSING -> false;
            case STRING -> !node.textValue().isBlank();
            case ARRAY, OBJECT -> !node.isEmpty();
            default -> true;
        };
    }

    /** The text of a single value, numbers with every digit; null for a list or an object. */
    static String text(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isContainerNode()) {
            return null;
        }
        BigDecimal number = node.isNumber() ? decimal(node) : null;
        return number == null ? node.asText() : number.toPlainString();
    }

    /** The exact value of a JSON number; null when it is none, not finite, or absurdly long. */
    static BigDecimal decimal(JsonNode node) {
        boolean binary = node.isDouble() || node.isFloat();
        if (!node.isNumber() || (binary && !Double.isFinite(node.doubleValue()))) {
            return null;
        }
        BigDecimal number = node.decimalValue();
        boolean huge =
                Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS;
        return huge ? null : number;
    }

    /** True when text consists of exactly this many hexadecimal digits. */
    static boolean isHex(String text, int digits) {
        if (text.length() != digits) {
            return false;
        }
        for (int i = 0; i < digits; i++) {
            char c = text.charAt(i);
            boolean hex =
                    (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            if (!hex) {
                return false;
            }
        }
        return true;
    }
}
