package io.tiktokroutes.cdp;

/**
 * A column that a mapping writes.
 *
 * @param path as the mapping has it, such as {@code items[0].name}
 * @param constant what always stands there; empty when it differs
 */
public record CdpColumn(String path, String constant) {

    /** The path with {@code []} for any item and without brackets around names. */
    String plain() {
        return path.replaceAll("\\[['\"]([^'\"]*)['\"]]", ".$1").replaceAll("\\[[^]]*]", "[]");
    }

    /**
     * The attribute it fills behind a place; empty when it fills the place as a whole, null when it
     * is elsewhere.
     *
     * @param place such as {@code extra} or {@code dims.customers}
     */
    String attributeIn(String place) {
        String plain = plain();
        if (plain.equals(place)) {
            return "";
        }
        return plain.startsWith(place + ".")
                ? plain.substring(place.length() + 1).replaceFirst("[.\\[].*", "")
                : null;
    }
}
