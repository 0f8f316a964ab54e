package io.tiktokroutes.runtime.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in at the running program: begins a consent and takes what comes back.
 *
 * <p>A stranger who got this far could have us send everything with <em>his</em> account. So only
 * the holder of a ticket, or somebody on this machine, may begin one; and what was begun in one
 * browser ends in no other.
 */
final class SignInEndpoints {

    /**
     * One request.
     *
     * @param ticket, state, authCode as in the query; empty without
     * @param cookies the header; empty without
     * @param host the name or address, without a port, that the caller wrote; empty if unknown
     * @param fromHere the caller is on this machine, and no proxy says that it speaks for another
     */
    record Asked(
            String ticket,
            String state,
            String authCode,
            String cookies,
            String host,
            boolean fromHere) {
        /** What was asked opens something, so it stands in no text. */
        @Override
        public String toString() {
            return "Asked[" + host + "]";
        }
    }

    static final String COOKIE = "tiktok_routes_sign_in";

    private static final Logger LOG = LoggerFactory.getLogger(SignInEndpoints.class);
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Optional<SignInSettings> settings;
    private final String lacking;
    private final SignIn signIn;
    private final Passes passes;

    /**
     * @param settings empty when something is lacking
     * @param lacking what to set, for the operator
     */
    SignInEndpoints(
            Optional<SignInSettings> settings, String lacking, SignIn signIn, Passes passes) {
        this.settings = settings;
        this.lacking = lacking;
        this.signIn = signIn;
        this.passes = passes;
    }

    /** Sends the browser to TikTok's page of consent. */
    SignInPage start(Asked asked) {
        try {
            Optional<String> holder =
                    asked.ticket().isEmpty()
                            ? Optional.empty()
                            : passes.redeem(Passes.Kind.TICKET, asked.ticket());
            String ticket = holder.isPresent() ? Passes.digest(asked.ticket()) : "";
            if (settings.isEmpty()) {
                return unset(ticket);
            }
            SignInSettings where = settings.get();
            if (holder.isEmpty() && !(asked.ticket().isEmpty() && isAtHome(asked, where))) {
                return forbidden();
            }
            String browser = Passes.random();
            String state = passes.issue(Passes.Kind.STATE, Passes.digest(browser) + "." + ticket);
            return SignInPage.redirect(
                    where.consentUrl(state), cookie(where, browser, Passes.GOOD_FOR.toSeconds()));
        } catch (Passes.TooManyException e) {
            return SignInPage.of(
                    503,
                    "Not now",
                    List.of("Too many sign-ins are under way; try again in ten minutes."));
        } catch (SQLException e) {
            return broken(e);
        }
    }

    /** Takes what TikTok sends the browser back with. */
    SignInPage callback(Asked asked) {
        if (settings.isEmpty()) {
            return unset("");
        }
        SignInSettings where = settings.get();
        try {
            Optional<String> begun =
                    asked.state().isEmpty()
                            ? Optional.empty()
                            : passes.redeem(Passes.Kind.STATE, asked.state());
            if (begun.isEmpty()) {
                return SignInPage.unknownState();
            }
            String[] browserAndTicket = begun.get().split("\\.", 2);
            if (!isSame(browserAndTicket[0], Passes.digest(cookie(asked.cookies())))) {
                return otherBrowser(where);
            }
            return take(asked.authCode(), browserAndTicket[1])
                    .with("Set-Cookie", cookie(where, "", 0));
        } catch (SQLException e) {
            return broken(e);
        }
    }

    private SignInPage take(String authCode, String ticket) throws SQLException {
        try {
            List<String> granted = signIn.take(authCode);
            LOG.info("Somebody signed in to TikTok; {}", granted.get(0));
            tell(ticket, SignInResult.good(granted));
            return SignInPage.signedIn(granted);
        } catch (SignInException e) {
            LOG.warn("A sign-in to TikTok came to nothing: {}", e.getMessage());
            tell(ticket, SignInResult.bad(e.getMessage()));
            return SignInPage.failed(e);
        }
    }

    private void tell(String ticket, SignInResult result) throws SQLException {
        if (!ticket.isEmpty()) {
            passes.tell(ticket, result.text());
        }
    }

    /**
     * Without a ticket one may begin only where a browser is that runs on this machine. A proxy
     * that keeps silent about whom it speaks for is told by the host it was asked for, in most
     * cases.
     */
    private static boolean isAtHome(Asked asked, SignInSettings where) {
        return asked.fromHere()
                && HERE.contains(where.redirectUrl().getHost())
                && HERE.contains(asked.host());
    }

    private static String cookie(SignInSettings where, String value, long seconds) {
        return COOKIE
                + "="
                + value
                + "; Path="
                + where.cookiePath()
                + "; Max-Age="
                + seconds
                // Lax: it comes along when TikTok's page leads back to us
                + "; HttpOnly; SameSite=Lax"
                + (where.isSecure() ? "; Secure" : "");
    }

    private static String cookie(String header) {
        return Arrays.stream(header.split(";"))
                .map(String::strip)
                .filter(pair -> pair.startsWith(COOKIE + "="))
                .map(pair -> pair.substring(COOKIE.length() + 1))
                .findFirst()
                .orElse("");
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private SignInPage unset(String ticket) {
        try {
            tell(ticket, SignInResult.bad("the running program cannot sign in: " + lacking));
        } catch (SQLException e) {
            LOG.debug("nobody can be told", e);
        }
        return SignInPage.of(503, "Not set up", List.of(lacking));
    }

    private static SignInPage forbidden() {
        return SignInPage.of(
                403,
                "Not allowed",
                List.of(
                        "To sign in, run the command authorize where the program runs, with the same"
                                + " settings: it prints an address that is good once, for ten"
                                + " minutes."));
    }

    private static SignInPage otherBrowser(SignInSettings where) {
        return SignInPage.of(
                403,
                "Not signed in",
                List.of(
                        "This browser did not begin the consent, or keeps no cookies. Nothing was"
                                + " stored. Begin again, in one browser and at "
                                + where.startUrl()
                                + ", or run the command authorize again."));
    }

    private static SignInPage broken(SQLException e) {
        LOG.error("The database does not answer a sign-in: {}", String.valueOf(e.getMessage()));
        return SignInPage.of(
                503, "Not now", List.of("The database does not answer; try again later."));
    }
}
