package io.tiktokroutes.runtime.token;

import io.tiktokroutes.store.Secrets;
import io.tiktokroutes.store.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Random texts that open something once, within ten minutes: tickets that {@code authorize} gives
 * out, and the states of consents under way.
 *
 * <p>They are in the database, so that a command can give one out, and any process on the same
 * database can honour it, also after a restart; and only their digests are, so that whoever reads
 * the database has none.
 */
public final class Passes {

    /** So long each of them is good. */
    public static final Duration GOOD_FOR = Duration.ofMinutes(10);

    /** What a pass opens. */
    enum Kind {
        TICKET("oauth-ticket:"),
        STATE("oauth-state:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** There are so many of one kind already that something is wrong. */
    static final class TooManyException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    static final int MOST = 100;

    private static final String ALL = "oauth-";
    private static final String RESULT = "oauth-result:";
    private static final int LONGEST_RESULT = 8_000;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secrets secrets;
    private final Clock clock;

    public Passes(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A text that nobody guesses, of letters, digits, minus and underscore. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** SHA-256, as hexadecimal digits. */
    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks SHA-256", e);
        }
    }

    /**
     * Gives one out.
     *
     * @param note is given back to whoever redeems it; no secret
     */
    String issue(Kind kind, String note) throws SQLException, TooManyException {
        secrets.removeOlder(ALL, clock.instant().minus(GOOD_FOR));
        if (secrets.count(kind.prefix) >= MOST) {
            throw new TooManyException();
        }
        String pass = random();
        secrets.put(kind.prefix + digest(pass), note);
        return pass;
    }

    /** The note of a pass, which is used up by that; empty for one that opens nothing. */
    Optional<String> redeem(Kind kind, String pass) throws SQLException {
        return secrets.take(kind.prefix + digest(pass))
                .filter(found -> clock.instant().isBefore(found.storedAt().plus(GOOD_FOR)))
                .map(Secrets.Stored::sealed);
    }

    /** Leaves word of what came of a sign-in for the command that gave out its ticket. */
    void tell(String ticketDigest, String words) throws SQLException {
        secrets.put(RESULT + ticketDigest, Sql.cut(words, LONGEST_RESULT));
    }

    /** The word that was left, once. */
    Optional<String> told(String ticketDigest) throws SQLException {
        return secrets.take(RESULT + ticketDigest).map(Secrets.Stored::sealed);
    }
}
