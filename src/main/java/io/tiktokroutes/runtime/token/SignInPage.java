package io.tiktokroutes.runtime.token;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a browser is answered: a page that loads nothing, runs nothing and is kept nowhere.
 *
 * @param status the HTTP status
 * @param headers by name
 * @param html empty for a redirect
 */
public record SignInPage(int status, Map<String, String> headers, String html) {

    private static final Map<String, String> ALWAYS =
            Map.of(
                    "Cache-Control", "no-store",
                    "Referrer-Policy", "no-referrer",
                    "X-Content-Type-Options", "nosniff",
                    "Content-Security-Policy",
                            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
                    "Content-Type", "text/html; charset=utf-8");

    private static final String FRAME =
            """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>%1$s</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }
            p { white-space: pre-wrap; overflow-wrap: anywhere }
            </style>
            <h1>%1$s</h1>
            <p>%2$s</p>
            </html>
            """;

    /**
     * A page.
     *
     * @param lines plain text
     */
    public static SignInPage of(int status, String title, List<String> lines) {
        return new SignInPage(
                status, ALWAYS, FRAME.formatted(escaped(title), escaped(String.join("\n", lines))));
    }

    /** The token is stored. */
    public static SignInPage signedIn(List<String> granted) {
        return of(
                200,
                "Signed in to TikTok",
                List.of(
                        "The access token is stored, encrypted.",
                        String.join("\n", granted),
                        "",
                        "You can close this page."));
    }

    /** It came to nothing. */
    public static SignInPage failed(SignInException why) {
        return of(400, "Not signed in", List.of(why.getMessage()));
    }

    /** The state of the callback is not one that was given out, or not any more. */
    public static SignInPage unknownState() {
        return of(
                400,
                "Not signed in",
                List.of(
                        "This consent was not begun here, was used before, or is over ten minutes"
                                + " old. Nothing was stored. Run the command authorize again."));
    }

    static SignInPage redirect(String location, String cookie) {
        return of(302, "TikTok", List.of("Going to TikTok."))
                .with("Location", location)
                .with("Set-Cookie", cookie);
    }

    SignInPage with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new SignInPage(status, more, html);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
