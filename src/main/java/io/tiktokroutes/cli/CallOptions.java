package io.tiktokroutes.cli;

import picocli.CommandLine.Option;

/** The options of {@code log} that are about calls. */
final class CallOptions {

    @Option(
            names = "--calls",
            description =
                    "The live debugger: the last calls of a --destination with request and response,"
                            + " personal data hidden; without one a list of the calls of all.")
    private boolean calls;

    @Option(
            names = "--failed",
            description = "With --calls: only calls that failed, or failed in part.")
    private boolean failed;

    boolean wanted() {
        return calls;
    }

    boolean failed() {
        return failed;
    }
}
