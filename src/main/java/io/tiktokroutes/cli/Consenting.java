package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.runtime.token.Authorization;
import io.tiktokroutes.runtime.token.Passes;
import io.tiktokroutes.runtime.token.RunningProgram;
import io.tiktokroutes.runtime.token.SignIn;
import io.tiktokroutes.runtime.token.SignInSettings;
import io.tiktokroutes.runtime.token.TicketedSignIn;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code authorize} without options: signing in at TikTok, with or without a running program. */
final class Consenting {

    private static final Duration CALL = Duration.ofSeconds(30);

    private final Settings settings;
    private final Authorization authorization;
    private final Duration patience;
    private final PrintWriter out;

    /**
     * @param patience the longest wait for the consent
     */
    Consenting(Settings settings, Authorization authorization, Duration patience, PrintWriter out) {
        this.settings = settings;
        this.authorization = authorization;
        this.patience = patience;
        this.out = out;
    }

    /**
     * @throws StartupException when no token came of it
     */
    void run() throws StartupException, InterruptedException {
        authorization.seal(); // its mistakes come before anybody is sent anywhere
        SignInSettings where = SignInSettings.of(settings);
        RunningProgram program = new RunningProgram(settings);
        switch (program.presence()) {
            case NOBODY -> alone(where);
            case WITH_SIGN_IN -> beside(where);
            case WITHOUT_SIGN_IN ->
                    throw new StartupException(
                            "nobody can sign in at the program at "
                                    + program.url()
                                    + ": it is a dry run, or of another version; stop it and run"
                                    + " authorize again");
            case STRANGER ->
                    throw new StartupException(
                            "something else answers at "
                                    + program.url()
                                    + "; set http.port to a free one, for authorize and for run");
        }
        if (settings.find("tiktok.access-token").isPresent()) {
            out.println("From now on tiktok.access-token, which is set as well, is not used.");
        }
        out.flush();
    }

    private void alone(SignInSettings where) throws StartupException, InterruptedException {
        authorization.tryDatabase();
        String state = Passes.random();
        try (Connections connections = new Connections(settings, CALL, "")) {
            SignIn signIn = new SignIn(connections.oauth(), authorization::keep);
            try (CallbackListener listener = CallbackListener.open(settings, state, signIn)) {
                show(where, where.consentUrl(state));
                tell(where, listener.await(patience));
                out.println("The token is stored, encrypted.");
            }
        }
    }

    private void beside(SignInSettings where) throws StartupException, InterruptedException {
        try (TicketedSignIn signIn = TicketedSignIn.begin(settings, where)) {
            show(where, signIn.url());
            tell(where, signIn.await(patience));
            out.println("The token is stored, encrypted; the running program uses it.");
        }
    }

    private void show(SignInSettings where, String url) {
        out.println("Open this address in a browser, and consent:");
        out.println();
        out.println(url);
        out.println();
        out.println(
                "TikTok sends the browser back to "
                        + where.redirectUrl()
                        + ", which must be registered for the app. Waiting for that.");
        out.flush();
    }

    private void tell(SignInSettings where, Optional<List<String>> granted)
            throws StartupException {
        granted.orElseThrow(
                        () ->
                                new StartupException(
                                        "no consent came within the time of --wait, and nothing was"
                                                + " stored; if TikTok called the redirect_uri wrong,"
                                                + " register "
                                                + where.redirectUrl()
                                                + " with the app, or set tiktok.redirect-url to one"
                                                + " that is; then run authorize again"))
                .forEach(out::println);
    }
}
