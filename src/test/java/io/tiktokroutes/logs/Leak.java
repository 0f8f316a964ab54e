package io.tiktokroutes.logs;

import io.tiktokroutes.sandbox.Sandbox;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something in a line of a log that must not stand there.
 *
 * @param kind what it is
 * @param text the thing itself
 */
record Leak(String kind, String text) {

    private static final Pattern EMAIL =
            Pattern.compile(
                    "[A-Za-z0-9._%+-]+(?:@|%40)[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}");

    /** E.164, or as people write it with blanks; times such as +00:00 are shorter. */
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{0,3}[ 0-9()-]{7,}[0-9]");

    /** What the sandbox gives out as access token, and digests of personal data. */
    private static final Pattern HEX =
            Pattern.compile("(?<![0-9A-Fa-f])(?:[0-9a-f]{40}|[0-9a-fA-F]{64})(?![0-9A-Fa-f])");

    private static final List<String> SECRETS =
            List.of(
                    Sandbox.ACCESS_TOKEN,
                    Sandbox.APP_SECRET,
                    Sandbox.CDP_TOKEN,
                    Sandbox.CDP_CLIENT_SECRET);

    /** The first one of a line. */
    static Optional<Leak> in(String line) {
        for (String secret : SECRETS) {
            if (line.contains(secret)) {
                return Optional.of(new Leak("secret", secret));
            }
        }
        return find("e-mail address", EMAIL, line)
                .or(() -> find("phone number", PHONE, line))
                .or(() -> find("token or digest", HEX, line));
    }

    private static Optional<Leak> find(String kind, Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? Optional.of(new Leak(kind, matcher.group())) : Optional.empty();
    }
}
