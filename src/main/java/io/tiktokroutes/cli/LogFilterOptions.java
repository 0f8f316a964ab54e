package io.tiktokroutes.cli;

import io.tiktokroutes.inbox.log.RunFilter;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options of {@code log} that say which lines of the ledger are wanted. */
final class LogFilterOptions {

    @Option(names = "--flow", paramLabel = "NAME", description = "Only of that flow.")
    private String flow = "";

    @Option(
            names = "--destination",
            paramLabel = "NAME",
            description = "Only what that destination decided.")
    private String destination = "";

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            description = "Only delivered, skipped, refused or failed.")
    private String outcome = "";

    @Option(names = "--reason", paramLabel = "CODE", description = "Only with that reason.")
    private String reason = "";

    @Option(names = "--inbox", paramLabel = "NAME", description = "Only records of that inbox.")
    private String inbox = "";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The record of that key, with all that happened to it.")
    private String key = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only what was decided since: 30m, 2h or 3d ago, a day, or a time such as"
                            + " 2026-11-27T03:10:11Z.")
    private String since = "";

    String flow() {
        return flow;
    }

    String key() {
        return key;
    }

    boolean hasDestination() {
        return !destination.isEmpty();
    }

    /** True when a record's flow, inbox, outcome or reason is asked for. */
    boolean isOfRecords() {
        return !(flow + outcome + reason + inbox).isEmpty();
    }

    boolean hasSince() {
        return !since.isEmpty();
    }

    /**
     * @param flows the flows of the route files, which tell what inbox a flow reads
     */
    RunFilter read(List<Flow> flows) throws StartupException {
        String word = outcome.toLowerCase(Locale.ROOT);
        if (!word.isEmpty() && !FlowReport.KINDS.contains(word)) {
            throw new StartupException(
                    "there is no outcome '"
                            + outcome
                            + "'"
                            + Spelling.hintOrAll(word, FlowReport.KINDS));
        }
        List<String> inboxes =
                flows.stream()
                        .filter(known -> known.id().equals(flow) && !known.inbox().isEmpty())
                        .map(Flow::inbox)
                        .toList();
        Instant from = since.isEmpty() ? null : Moment.since("--since", since, Instant.now());
        return new RunFilter(
                flow,
                inboxes,
                destination,
                word.isEmpty() ? List.of() : List.of(word),
                reason,
                inbox,
                key,
                from);
    }

    /** What to say when nothing was found. */
    String nothing(List<Flow> flows) {
        List<String> names = flows.stream().map(Flow::id).toList();
        String hint = flow.isEmpty() || names.contains(flow) ? "" : Spelling.hint(flow, names);
        return "the ledger has nothing of that kind" + hint;
    }
}
