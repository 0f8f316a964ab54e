package io.tiktokroutes.runtime.token;

import io.tiktokroutes.runtime.StartupException;
import java.util.List;

/**
 * What came of a sign-in at the running program, as the command that waits for it is told.
 *
 * @param signedIn false when it came to nothing
 * @param words what was granted, or why not
 */
record SignInResult(boolean signedIn, String words) {

    private static final String GOOD = "+";
    private static final String BAD = "-";

    static SignInResult good(List<String> granted) {
        return new SignInResult(true, String.join("\n", granted));
    }

    static SignInResult bad(String why) {
        return new SignInResult(false, why);
    }

    static SignInResult of(String text) {
        return new SignInResult(text.startsWith(GOOD), text.substring(1));
    }

    String text() {
        return (signedIn ? GOOD : BAD) + words;
    }

    /**
     * What was granted.
     *
     * @throws StartupException when it came to nothing
     */
    List<String> granted() throws StartupException {
        if (!signedIn) {
            throw new StartupException(words);
        }
        return words.lines().toList();
    }
}
