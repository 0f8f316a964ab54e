package io.tiktokroutes.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.runtime.live.WantedRoutes;
import io.tiktokroutes.runtime.sinks.DryRun;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the program runs for.
 *
 * @param production whether an operator is to be warned of what does not belong there
 * @param dryRun keeps everything from leaving; null when it leaves
 * @param routes the route files that are read
 * @param flows the only flows that run, and only when they are called; empty for all
 */
record Mode(boolean production, DryRun dryRun, WantedRoutes routes, Set<String> flows) {

    static final Mode PRODUCTION = new Mode(true, null, WantedRoutes.ALL, Set.of());

    static Mode demo(Set<String> drafts) {
        return new Mode(false, null, new WantedRoutes(Set.of(), drafts), Set.of());
    }

    static Mode dry(Consumer<ObjectNode> lines) {
        return new Mode(false, new DryRun(lines), WantedRoutes.ALL, Set.of());
    }

    static Mode manual(Set<String> files, Set<String> flows) {
        return new Mode(false, null, new WantedRoutes(files, Set.of()), Set.copyOf(flows));
    }

    /** True when somebody calls the flows, and nothing begins by itself. */
    boolean isManual() {
        return !flows.isEmpty();
    }

    /** True when it is there for callers, and looks after what they find. */
    boolean serves() {
        return dryRun == null && !isManual();
    }
}
