package io.tiktokroutes.runtime.live;

import java.nio.file.Path;
import java.util.Set;

/**
 * Which files of the folder of routes run.
 *
 * @param files the names of the only files that do; empty for all
 * @param drafts the names of drafts that run all the same
 */
public record WantedRoutes(Set<String> files, Set<String> drafts) {

    /** All that are no drafts. */
    public static final WantedRoutes ALL = new WantedRoutes(Set.of(), Set.of());

    private static final Path DRAFTS = Path.of("drafts");

    public WantedRoutes {
        files = Set.copyOf(files);
        drafts = Set.copyOf(drafts);
    }

    /** How many folders deep they are. */
    public int depth() {
        return drafts.isEmpty() ? 1 : 2;
    }

    /**
     * @param inside the path inside of the folder
     */
    public boolean include(Path inside) {
        String name = inside.getFileName().toString();
        if (!name.endsWith(".camel.yaml")) {
            return false;
        }
        return inside.getNameCount() == 1
                ? files.isEmpty() || files.contains(name)
                : inside.startsWith(DRAFTS) && inside.getNameCount() == 2 && drafts.contains(name);
    }
}
