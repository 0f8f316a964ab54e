package io.tiktokroutes.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.runtime.sinks.DryRun;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the program runs for.
 *
 * @param production whether an operator is to be warned of what does not belong there
 * @param dryRun keeps everything from leaving; null when it leaves
 * @param files the names of the only route files that are read; empty for all
 * @param flows the only flows that run, and only when they are called; empty for all
 */
record Mode(boolean production, DryRun dryRun, Set<String> files, Set<String> flows) {

    static final Mode PRODUCTION = new Mode(true, null, Set.of(), Set.of());
    static final Mode DEMO = new Mode(false, null, Set.of(), Set.of());

    static Mode dry(Consumer<ObjectNode> lines) {
        return new Mode(false, new DryRun(lines), Set.of(), Set.of());
    }

    static Mode manual(Set<String> files, Set<String> flows) {
        return new Mode(false, null, Set.copyOf(files), Set.copyOf(flows));
    }

    /** True when somebody calls the flows, and nothing begins by itself. */
    boolean isManual() {
        return !flows.isEmpty();
    }

    /** True when it is there for callers, and looks after what they find. */
    boolean serves() {
        return dryRun == null && !isManual();
    }

    /** True for a route file that is read. */
    boolean reads(Path file) {
        return files.isEmpty() || files.contains(file.getFileName().toString());
    }
}
