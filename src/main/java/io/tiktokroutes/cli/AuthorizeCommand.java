package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.runtime.token.Authorization;
import io.tiktokroutes.runtime.token.SignInSettings;
import io.tiktokroutes.runtime.token.StoredToken;
import io.tiktokroutes.runtime.token.TokenProbe;
import io.tiktokroutes.store.Seal;
import io.tiktokroutes.tiktok.ReturnCodes;
import io.tiktokroutes.tiktok.TikTokException;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
            "Signs in to TikTok: prints an address to open in a browser, waits for the consent, and"
                    + " stores the access token, encrypted with secrets.key. A running program uses"
                    + " it within seconds.",
            "That needs a developer app (tiktok.app-id, tiktok.app-secret). For events alone a token"
                    + " will do that TikTok Events Manager makes (the pixel, Settings, Events API,"
                    + " Generate Access Token): store it with --token."
        },
        mixinStandardHelpOptions = true)
final class AuthorizeCommand implements Callable<Integer> {

    private static final int LONGEST_TOKEN = 2_000;
    private static final Duration CALL = Duration.ofSeconds(30);

    /** One of them; without any the command signs in. */
    private static final class Action {
        @Option(
                names = "--token",
                description =
                        "Read the token from standard input, or ask for it; it is no argument,"
                                + " because others see those in the list of processes.")
        private boolean token;

        @Option(names = "--forget", description = "Remove the stored token.")
        private boolean forget;

        @Option(
                names = "--revoke",
                description =
                        "Have TikTok end the stored token, wherever it is used, and remove it.")
        private boolean revoke;

        @Option(names = "--new-key", description = "Print a key for secrets.key.")
        private boolean newKey;
    }

    @ArgGroup(multiplicity = "0..1")
    private Action action = new Action();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "The longest wait for the consent, such as 10m or 1h (default: 10m).")
    private String wait;

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
        if (action.revoke) {
            revoke(read);
            told(authorization.forget(), "TikTok ended the token, and it is removed", read);
            return 0;
        }
        if (action.token) {
            return store(authorization, read);
        }
        Duration patience =
                Settings.length(wait)
                        .orElseThrow(
                                () ->
                                        new StartupException(
                                                "--wait is '"
                                                        + wait
                                                        + "'; write a length of time such as 10m or"
                                                        + " 1h"));
        new Consenting(read, authorization, patience, spec.commandLine().getOut()).run();
        return 0;
    }

    /** Ends the stored token at TikTok; one that TikTok does not know any more is ended. */
    private static void revoke(Settings read) throws StartupException {
        SignInSettings.of(read); // the app is asked, with its id and secret
        StoredToken.Found found = StoredToken.find(read);
        if (!found.isStored()) {
            throw new StartupException("no token is stored, so there is none to revoke");
        }
        try (Connections connections = new Connections(read, CALL, "")) {
            connections.oauth().revoke(found.value());
        } catch (TikTokException e) {
            if (!ReturnCodes.isDeadToken(e.code())) {
                throw new StartupException(
                        "TikTok did not end the token, which is stored still: " + e.getMessage(),
                        e);
            }
        }
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
                            done
                                    + "; the program that runs at http.host and http.port does not"
                                    + " notice: it has another database, or is a dry run.";
                };
        PrintWriter out = spec.commandLine().getOut();
        out.println(words);
        if (action.token && read.find("tiktok.access-token").isPresent()) {
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
