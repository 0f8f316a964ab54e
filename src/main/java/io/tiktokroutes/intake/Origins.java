package io.tiktokroutes.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The websites whose pages may post from a browser: nobody unless they are named. */
final class Origins {

    private static final String ANY = "*";

    private final List<String> allowed;

    /**
     * @param allowed such as {@code https://shop.example.com}, with commas between; {@code *} for
     *     all
     */
    Origins(String allowed) {
        this.allowed =
                Stream.of(allowed.split(","))
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .toList();
    }

    /** The headers of an answer to a page of that origin; empty when it may not read one. */
    Map<String, String> headers(String origin) {
        Optional<String> name =
                allowed.contains(ANY)
                        ? Optional.of(ANY)
                        : Optional.ofNullable(origin).filter(allowed::contains);
        return name.map(it -> Map.of("Access-Control-Allow-Origin", it, "Vary", "Origin"))
                .orElse(Map.of());
    }

    /** What else is said when a browser asks beforehand. */
    static Map<String, String> preflight() {
        return Map.of(
                "Access-Control-Allow-Methods", "POST",
                "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, Content-Encoding, AnonymousId",
                "Access-Control-Max-Age", "86400");
    }
}
