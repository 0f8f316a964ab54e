package io.tiktokroutes.cli;

import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.http.HttpRequest;
import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What {@code check} asks the CDP: the event definitions of our source, which changes nothing. */
final class CdpCheck {

    private static final String NAME = "cdp";

    private final Settings settings;
    private final Connections connections;

    CdpCheck(Settings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    List<Checked> run() {
        for (String name : List.of("cdp.portal-id", "cdp.source-id", "cdp.token")) {
            if (settings.find(name).isEmpty()) {
                return List.of(Checked.not(NAME, name + " is not set; leads need it"));
            }
        }
        String base = settings.get("cdp.api-url").replaceFirst("/+$", "");
        String url =
                base
                        + "/v1/portals/"
                        + settings.get("cdp.portal-id")
                        + "/sources/"
                        + settings.get("cdp.source-id")
                        + "/events";
        try {
            return List.of(
                    told(
                            base,
                            connections
                                    .http()
                                    .call(
                                            HttpRequest.get(
                                                    url,
                                                    "",
                                                    Map.of(
                                                            "Authorization",
                                                            "Bearer "
                                                                    + settings.get(
                                                                            "cdp.token"))))));
        } catch (IOException | IllegalArgumentException e) {
            return List.of(
                    Checked.failed(
                            NAME, base + " does not answer; check cdp.api-url and the network"));
        }
    }

    private static Checked told(String base, HttpAnswer answer) {
        if (answer.isSuccess()) {
            return Checked.ok(NAME, base + " knows the portal, the source and the token");
        }
        return Checked.failed(
                NAME,
                base
                        + " answers HTTP "
                        + answer.status()
                        + switch (answer.status()) {
                            case 401, 403 -> "; write a valid token into cdp.token";
                            case 404 -> "; check cdp.portal-id and cdp.source-id";
                            default -> "; try again later, or check cdp.api-url";
                        });
    }
}
