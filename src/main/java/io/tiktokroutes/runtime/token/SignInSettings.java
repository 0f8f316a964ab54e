package io.tiktokroutes.runtime.token;

import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where signing in begins and ends.
 *
 * @param authUrl TikTok's page of consent
 * @param redirectUrl where TikTok sends the browser back to; registered at TikTok
 * @param appId the developer app
 */
public record SignInSettings(String authUrl, URI redirectUrl, String appId) {

    /** The path that answers TikTok's redirect. */
    public static final String CALLBACK = "/oauth/tiktok/callback";

    /** The path that leads to TikTok's page. */
    public static final String START = "/oauth/tiktok/start";

    /**
     * Reads the settings.
     *
     * @throws StartupException with one line for each that is missing or wrong
     */
    public static SignInSettings of(Settings settings) throws StartupException {
        List<String> missing =
                List.of("tiktok.app-id", "tiktok.app-secret", "tiktok.auth-url").stream()
                        .filter(name -> settings.find(name).isEmpty())
                        .map(settings::missing)
                        .toList();
        if (!missing.isEmpty()) {
            throw new StartupException(String.join("\n", missing));
        }
        return new SignInSettings(
                settings.get("tiktok.auth-url"), redirect(settings), settings.get("tiktok.app-id"));
    }

    private static URI redirect(Settings settings) throws StartupException {
        String own =
                "http://"
                        + settings.get("http.host").replace("0.0.0.0", "127.0.0.1")
                        + ":"
                        + settings.get("http.port")
                        + CALLBACK;
        String text = settings.find("tiktok.redirect-url").orElse(own);
        try {
            URI uri = URI.create(text);
            if (String.valueOf(uri.getScheme()).matches("https?")
                    && uri.getHost() != null
                    && uri.getPath().endsWith(CALLBACK)
                    && uri.getQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new StartupException(
                "tiktok.redirect-url is '"
                        + text
                        + "'; write an address that leads to this program and ends with "
                        + CALLBACK
                        + ", such as https://routes.example.com"
                        + CALLBACK);
    }

    /** TikTok's page of consent, which sends the browser back with the state. */
    public String consentUrl(String state) {
        return authUrl
                + (authUrl.contains("?") ? "&" : "?")
                + "app_id="
                + encoded(appId)
                + "&state="
                + encoded(state)
                + "&redirect_uri="
                + encoded(redirectUrl.toString());
    }

    /** Our own address that leads there, as the browser must write it to keep its cookie. */
    public String startUrl() {
        return redirectUrl.toString().replaceFirst("callback$", "start");
    }

    /** The same for the holder of a ticket. */
    String startUrl(String ticket) {
        return startUrl() + "?ticket=" + encoded(ticket);
    }

    /** What the browser takes for the folder of both addresses; a proxy may add to it. */
    String cookiePath() {
        return redirectUrl.getPath().replaceFirst("callback$", "");
    }

    boolean isSecure() {
        return redirectUrl.getScheme().equals("https");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
