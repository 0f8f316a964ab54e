package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's entry: hands its arguments to the commands. */
@Command(
        name = "tiktok-routes",
        description = "Moves data in and out of TikTok for Business.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            AuthorizeCommand.class,
            CheckCommand.class,
            FlowsCommand.class,
            HistoryCommand.class,
            LogCommand.class,
            CdpCommand.class,
            LeadsCommand.class,
            BackfillCommand.class,
            ReportsCommand.class,
            AudiencesCommand.class,
            SyncsCommand.class,
            ResyncCommand.class,
            ReplayCommand.class,
            LintCommand.class,
            SandboxCommand.class,
            MapCommand.class,
            TestCommand.class,
            ArchiveCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    /** A user's mistake: one line, and this. */
    static final int MISTAKE = 2;

    private final Streams streams;

    private Main(Streams streams) {
        this.streams = streams;
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command and gives the exit code. */
    static int run(String... arguments) {
        return run(Streams.ofProcess(), arguments);
    }

    static int run(Streams streams, String... arguments) {
        return new CommandLine(new Main(streams))
                .setOut(new PrintWriter(streams.out(), true, Charset.defaultCharset()))
                .setErr(new PrintWriter(streams.err(), true, Charset.defaultCharset()))
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
                            tell(exception.getCommandLine(), explain(exception));
                            return MISTAKE;
                        })
                .execute(arguments);
    }

    /** What a command reads and writes. */
    static Streams streams(CommandSpec command) {
        return ((Main) command.root().userObject()).streams;
    }

    /** Tells a user's mistake. */
    static void tell(CommandLine command, String line) {
        // a mistake in a file has its place before the word
        String told = line.replaceFirst("^(\\S+:\\d+:\\d+): (?!error: )", "$1: error: ");
        command.getErr().println(told.contains(": error: ") ? told : "error: " + told);
    }

    private static String explain(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        if (exception instanceof UnmatchedArgumentException unmatched) {
            String written = unmatched.getUnmatched().get(0);
            List<String> near = unmatched.getSuggestions();
            boolean commands = !command.getSubcommands().isEmpty();
            String kind =
                    unmatched.isUnknownOption() ? "option" : commands ? "command" : "argument";
            return "there is no "
                    + kind
                    + " '"
                    + written
                    + "'; "
                    + (near.isEmpty() ? see(command) : "did you mean " + near.get(0) + "?");
        }
        String message = exception.getMessage().lines().findFirst().orElse("").strip();
        if (message.equals("Missing required subcommand")) {
            return "write a command: "
                    + command.getSubcommands().values().stream()
                            .map(CommandLine::getCommandSpec)
                            .filter(sub -> !sub.usageMessage().hidden())
                            .map(CommandSpec::name)
                            .collect(Collectors.joining(", "))
                    + "; "
                    + see(command);
        }
        return message.replace("option option", "option"); // the library's slip
    }

    private static String see(CommandLine command) {
        return "see " + command.getCommandSpec().qualifiedName() + " --help";
    }
}
