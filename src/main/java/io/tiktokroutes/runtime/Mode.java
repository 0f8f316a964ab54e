package io.tiktokroutes.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.runtime.sinks.DryRun;
import java.util.function.Consumer;

/**
 * What the program runs for.
 *
 * @param production whether an operator is to be warned of what does not belong there
 * @param dryRun keeps everything from leaving; null when it leaves
 */
record Mode(boolean production, DryRun dryRun) {

    static final Mode PRODUCTION = new Mode(true, null);
    static final Mode DEMO = new Mode(false, null);

    static Mode dry(Consumer<ObjectNode> lines) {
        return new Mode(false, new DryRun(lines));
    }
}
