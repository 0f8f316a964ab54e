package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.runtime.token.Authorization;
import io.tiktokroutes.runtime.token.TokenProbe;
import io.tiktokroutes.store.Seal;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code authorize}: gives the program an access token, which it keeps encrypted. */
@Command(
        name = "authorize",
        description = {
            "Stores TikTok's access token, encrypted with secrets.key; a running program uses it"
                    + " within seconds.",
            "Where a token is made: TikTok Events Manager, the pixel, Settings, Events API,"
                    + " Generate Access Token; or the consent of a developer app, for everything"
                    + " beside events."
        },
        mixinStandardHelpOptions = true)
final class AuthorizeCommand implements Callable<Integer> {

    private static final int LONGEST_TOKEN = 2_000;

    /** Exactly one of them. */
    private static final class Action {
        @Option(
                names = "--token",
                description =
                        "Read the token from standard input, or ask for it; it is no argument,"
                                + " because others see those in the list of processes.")
        private boolean token;

        @Option(names = "--forget", description = "Remove the stored token.")
        private boolean forget;

        @Option(names = "--new-key", description = "Print a key for secrets.key.")
        private boolean newKey;
    }

    @ArgGroup(multiplicity = "1")
    private Action action;

    @Option(
            names = "--unchecked",
            description = "Store the token even if TikTok says that it is none.")
    private boolean unchecked;

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (action.newKey) {
            spec.commandLine().getOut().println(Seal.newKey());
            return 0;
        }
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.ERROR);
        Settings read = settings.read();
        Authorization authorization = new Authorization(read);
        if (action.forget) {
            told(authorization.forget(), "The stored token is removed", read);
            return 0;
        }
        return action.token ? store(authorization, read) : 0;
    }

    private int store(Authorization authorization, Settings read)
            throws StartupException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        authorization.seal(); // its mistakes come before the question
        String token = token();
        TokenProbe.Verdict verdict = new TokenProbe(read).ask(token);
        if (verdict.refused() && !unchecked) {
            throw new StartupException(
                    verdict.words()
                            + ", and it was not stored; look whether all of it was copied (a token"
                            + " for the Events API alone can be stored with --unchecked)");
        }
        out.println(verdict.words());
        told(authorization.keep(token), "It is stored, encrypted", read);
        return 0;
    }

    private void told(Authorization.Kept kept, String done, Settings read) {
        String words =
                switch (kept) {
                    case STORED -> done + "; a running program notices within seconds.";
                    case TAKEN -> done + "; the running program has noticed.";
                    case LEFT ->
                            "The running program did not take it in; its log tells why. It will"
                                    + " when it starts with the same secrets.key.";
                };
        PrintWriter out = spec.commandLine().getOut();
        out.println(words);
        if (!action.forget && read.find("tiktok.access-token").isPresent()) {
            out.println("From now on tiktok.access-token, which is set as well, is not used.");
        }
        out.flush();
    }

    private String token() throws StartupException, IOException {
        Console console = Streams.inIsTerminal() ? System.console() : null;
        String token;
        if (console == null) {
            token = firstLine(Main.streams(spec).in());
        } else {
            char[] typed = console.readPassword("Access token (it is not shown): ");
            token = typed == null ? "" : new String(typed);
        }
        token = token.strip();
        if (token.isEmpty()) {
            throw new StartupException(
                    "there is no token on standard input; write for instance"
                            + " authorize --token < token.txt");
        }
        if (!token.matches("[!-~]{8," + LONGEST_TOKEN + "}")) {
            throw new StartupException(
                    "what was read is no access token: one has 8 to "
                            + LONGEST_TOKEN
                            + " letters, digits and signs, and no blanks");
        }
        return token;
    }

    private static String firstLine(InputStream in) throws IOException {
        byte[] read = in.readNBytes(LONGEST_TOKEN + 100);
        return new String(read, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }
}
