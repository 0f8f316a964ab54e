package io.tiktokroutes.lint;

import java.nio.file.Path;

/** The kinds of files that are looked at, told by their names. */
enum FileKind {
    ROUTES,
    MODEL,
    KAMELET,
    LOOKUP,
    MAPPING,
    TESTS,
    SETTINGS,
    MANUAL;

    /** The kind of a file, or null when it is none of ours. */
    static FileKind of(Path file) {
        String name = file.getFileName().toString();
        if (name.startsWith(".") || name.startsWith("#") || name.endsWith("~")) {
            return null; // what editors leave lying
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null && parent.endsWith("lookups")) {
            return name.endsWith(".csv") || name.endsWith(".yaml") ? LOOKUP : null;
        }
        if (name.endsWith(".camel.yaml")) {
            return ROUTES;
        }
        if (name.endsWith(".kamelet.yaml")) {
            return KAMELET;
        }
        if (name.endsWith(".mapping.yaml")) {
            return MAPPING;
        }
        if (name.endsWith(".test.yaml")) {
            return TESTS;
        }
        if (name.endsWith(".sql")) {
            return MODEL;
        }
        if (name.endsWith(".properties")) {
            return SETTINGS;
        }
        return name.endsWith(".md") ? MANUAL : null;
    }
}
