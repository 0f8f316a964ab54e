package io.tiktokroutes.runtime.token;

import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.Seal;
import io.tiktokroutes.store.Secrets;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access token in use: the one that {@code authorize} stored, or else the setting {@code
 * tiktok.access-token}.
 *
 * <p>The stored one is looked at again after a second, so a new one is used soon, by every process
 * on the same database.
 */
public final class AccessToken implements Supplier<String> {

    /** The name of the stored token. */
    public static final String NAME = "tiktok.access-token";

    private static final String STORED = "stored by authorize at ";
    private static final Logger LOG = LoggerFactory.getLogger(AccessToken.class);
    private static final long GOOD_FOR = Duration.ofSeconds(1).toNanos();
    private static final String ANEW =
            "authorize again (the command authorize, or authorize --token), or remove it with"
                    + " authorize --forget";

    /** What is known of the token; a token stands in no text. */
    private record Known(String token, String sealed, String origin, String problem) {
        @Override
        public String toString() {
            return "Known[" + origin + "]";
        }
    }

    private final String setting;
    private final Optional<Seal> seal;
    private final Secrets secrets;
    private volatile Known known;
    private volatile long readAt;
    private volatile boolean telling;

    /**
     * @param setting what tiktok.access-token says, may be empty
     * @param seal of secrets.key, if that is set
     */
    public AccessToken(String setting, Optional<Seal> seal, Secrets secrets) {
        this.setting = setting;
        this.seal = seal;
        this.secrets = secrets;
        this.known = fromSetting();
        this.readAt = System.nanoTime() - GOOD_FOR - 1;
    }

    /**
     * The seal of a key.
     *
     * @param key what secrets.key says; empty for none
     * @throws StartupException when it is no key, without telling it
     */
    public static Optional<Seal> seal(String key) throws StartupException {
        try {
            return key.isEmpty() ? Optional.empty() : Optional.of(Seal.of(key));
        } catch (IllegalArgumentException e) {
            throw new StartupException(
                    "secrets.key must be base64 of 32 bytes, and "
                            + e.getMessage()
                            + "; make one with openssl rand -base64 32, or authorize --new-key",
                    e);
        }
    }

    /**
     * The first look, and a line that tells where the token comes from.
     *
     * @throws StartupException when there is a stored token that cannot be read
     */
    public void start() throws StartupException {
        refresh();
        telling = true;
        Known now = known;
        if (!now.problem().isEmpty()) {
            throw new StartupException(now.problem());
        }
        LOG.info("Access token: {}", now.origin());
        if (!now.sealed().isEmpty() && !setting.isEmpty()) {
            LOG.warn(
                    "tiktok.access-token is set, too, and is not used; to use it, remove the"
                            + " stored one with authorize --forget");
        }
    }

    @Override
    public String get() {
        if (System.nanoTime() - readAt > GOOD_FOR) {
            refresh();
        }
        return known.token();
    }

    /** Looks at the stored token now. While the database does not answer, the last one is used. */
    public synchronized void refresh() {
        try {
            Optional<Secrets.Stored> stored = secrets.find(NAME);
            String sealed = stored.map(Secrets.Stored::sealed).orElse("");
            String before = known.sealed();
            if (!sealed.equals(known.sealed()) || !known.problem().isEmpty()) {
                known =
                        stored.isEmpty()
                                ? fromSetting()
                                : opened(sealed, stored.get().storedAt(), known.token());
                if (telling && !sealed.equals(before)) {
                    tell();
                }
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("the stored token cannot be looked at", e);
        }
        readAt = System.nanoTime();
    }

    private void tell() {
        if (!known.problem().isEmpty()) {
            LOG.warn("A new access token was stored, and is not used: {}", known.problem());
        } else if (known.sealed().isEmpty()) {
            LOG.info("The stored access token was removed; now: {}", known.origin());
        } else {
            LOG.info("A new access token was {}", known.origin());
        }
    }

    private Known fromSetting() {
        String origin =
                setting.isEmpty()
                        ? "none; sign in with authorize, store one with authorize --token, or set"
                                + " tiktok.access-token"
                        : "the setting tiktok.access-token";
        return new Known(setting, "", origin, "");
    }

    /** What is said of a token that was stored then. */
    static String origin(Instant storedAt) {
        return STORED + storedAt;
    }

    /** True when that is said of a stored token. */
    static boolean isStored(String origin) {
        return origin.startsWith(STORED);
    }

    /** A token that cannot be opened leaves the one before in use. */
    private Known opened(String sealed, Instant storedAt, String before) {
        String origin = origin(storedAt);
        if (seal.isEmpty()) {
            return new Known(
                    before,
                    sealed,
                    origin,
                    "an access token is stored, and secrets.key is not set; set the key it was"
                            + " stored with, or "
                            + ANEW);
        }
        try {
            return new Known(seal.get().open(NAME, sealed), sealed, origin, "");
        } catch (GeneralSecurityException e) {
            return new Known(
                    before,
                    sealed,
                    origin,
                    "the stored access token does not open with this secrets.key: it was stored"
                            + " with another key, or changed since; set that key, or "
                            + ANEW);
        }
    }

    /** Where it comes from, in words. */
    public String origin() {
        return known.origin();
    }

    /** What keeps a stored token from being read; empty when nothing does. */
    public String problem() {
        return known.problem();
    }
}
