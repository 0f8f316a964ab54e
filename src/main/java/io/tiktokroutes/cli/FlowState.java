package io.tiktokroutes.cli;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a flow stands.
 *
 * @param word running, stopped, draft, refused or not running
 * @param detail why, or since when; may be empty
 */
record FlowState(String word, String detail) {

    private static final String OLDER = "an older version runs";

    /**
     * @param stopped the flows that an operator stopped, with the time
     * @param program empty when none runs
     */
    static FlowState of(Flow flow, Map<String, Instant> stopped, Optional<RunningProgram> program) {
        if (flow.draft()) {
            return new FlowState("draft", "");
        }
        Optional<String> refusal = program.flatMap(running -> running.refusal(flow.file()));
        if (refusal.isPresent() && !refusal.get().startsWith(OLDER)) {
            return new FlowState("refused", refusal.get());
        }
        if (stopped.containsKey(flow.id())) {
            return new FlowState("stopped", "since " + Moment.shown(stopped.get(flow.id())));
        }
        if (program.isEmpty()) {
            return new FlowState("not running", "");
        }
        Optional<String> trouble = program.get().trouble(flow.id());
        if (trouble.isPresent()) {
            return new FlowState("not running", trouble.get());
        }
        boolean runs = program.get().has(flow.id());
        if (refusal.isPresent()) {
            return new FlowState(runs ? "running" : "refused", refusal.get());
        }
        return runs
                ? new FlowState("running", "")
                : new FlowState("not running", "the running program does not have it");
    }

    /** What the column of a table says; longer reasons stand below it. */
    String brief() {
        return word.equals("stopped") ? word + " " + detail : word;
    }
}
