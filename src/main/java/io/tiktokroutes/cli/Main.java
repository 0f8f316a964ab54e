package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program's entry: hands its arguments to the commands. */
@Command(
        name = "tiktok-routes",
        description = "Moves data in and out of TikTok for Business.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {DemoCommand.class, RunCommand.class, SandboxCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    /** A user's mistake: one line, and this. */
    static final int MISTAKE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static void tell(CommandLine command, String line) {
        // a mistake in a file says so behind its place
        command.getErr().println(line.contains(": error: ") ? line : "error: " + line);
    }

    /** Runs a command and gives the exit code. */
    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler(
                        (exception, command, parsed) -> {
                            if (exception instanceof StartupException) {
                                exception.getMessage().lines().forEach(l -> tell(command, l));
                                return MISTAKE;
                            }
                            throw exception;
                        })
                .setParameterExceptionHandler(
                        (exception, args) -> {
                            var err = exception.getCommandLine().getErr();
                            err.println("error: " + exception.getMessage());
                            CommandLine.UnmatchedArgumentException.printSuggestions(exception, err);
                            return MISTAKE;
                        })
                .execute(arguments);
    }
}
