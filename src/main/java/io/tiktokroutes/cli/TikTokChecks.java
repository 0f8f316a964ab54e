package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.token.StoredToken;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import io.tiktokroutes.tiktok.TokenGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code check} asks TikTok: token, ad accounts, pixel, forms and the subscription. */
final class TikTokChecks {

    private final Settings settings;
    private final Connections connections;
    private final StoredToken.Found token;
    private final boolean exports;
    private final long end;
    private final List<Checked> lines = new ArrayList<>();

    /**
     * @param exports whether TikTok may be had make an export of leads in each region
     * @param end in nanoseconds: nothing more is asked then
     */
    TikTokChecks(
            Settings settings,
            Connections connections,
            StoredToken.Found token,
            boolean exports,
            long end) {
        this.settings = settings;
        this.connections = connections;
        this.token = token;
        this.exports = exports;
        this.end = end;
    }

    List<Checked> run() {
        lines.clear();
        Checked known = token();
        lines.add(known);
        if (known.state() == Checked.State.FAILED || token.value().isEmpty()) {
            String why = "the token has to be right first";
            List.of("advertisers", "pixel", "event set", "forms", "regions", "subscription")
                    .forEach(name -> lines.add(Checked.not(name, why)));
            return lines;
        }
        AccountChecks accounts = new AccountChecks(settings, connections);
        lines.addAll(accounts.run());
        pixel(accounts.reached());
        eventSet();
        lines.addAll(new FormChecks(settings, connections, exports, end).run(accounts.reached()));
        lines.add(new SubscriptionCheck(settings, connections).run(accounts.reached()));
        return lines;
    }

    private JsonNode get(String path, Map<String, Object> query) throws TikTokException {
        return connections.tiktok().call(TikTokRequest.get(path, query)).data();
    }

    private Checked token() {
        String name = "token";
        if (token.value().isEmpty() && !token.outOfReach().isEmpty()) {
            return Checked.not(
                    name,
                    "whether one is stored cannot be seen while another program has the database;"
                            + " a running one tells of its token at /observe/health");
        }
        if (token.value().isEmpty()) {
            return Checked.failed(
                    name,
                    "none is stored (run authorize, or authorize --token), and "
                            + settings.missing("tiktok.access-token"));
        }
        String which = token.isStored() ? "the stored one" : "the one in tiktok.access-token";
        try {
            get("/user/info/", Map.of());
            return Checked.ok(name, "TikTok takes " + which);
        } catch (TikTokException e) {
            if (e.remedy() == Remedy.REAUTHORISE) {
                return Checked.failed(
                        name,
                        words(e)
                                + "; this is "
                                + which
                                + "; "
                                + TokenGate.REMEDY
                                + (token.isStored()
                                        ? ""
                                        : ", or write a valid one into tiktok.access-token"));
            }
            if (e.code() == TikTokException.NO_CODE) {
                return Checked.failed(name, words(e) + "; check tiktok.api-url and the network");
            }
            return Checked.not(
                    name,
                    words(e)
                            + "; a token made in Events Manager may not read this and sends events"
                            + " all the same");
        }
    }

    private static String words(TikTokException e) {
        return e.getMessage();
    }

    private void pixel(List<String> accounts) {
        String name = "pixel";
        String code = settings.get("tiktok.pixel-code");
        if (code.isEmpty()) {
            lines.add(Checked.not(name, "tiktok.pixel-code is not set; web events need it"));
            return;
        }
        if (accounts.isEmpty()) {
            lines.add(Checked.not(name, "without an ad account TikTok cannot be asked for pixels"));
            return;
        }
        try {
            for (String account : accounts) {
                Map<String, Object> query = Map.of("advertiser_id", account, "code", code);
                for (JsonNode pixel : get("/pixel/list/", query).path("pixels")) {
                    if (pixel.path("pixel_code").asText().equals(code)) {
                        String title = pixel.path("pixel_name").asText();
                        lines.add(Checked.ok(name, code + " (" + title + ") of " + account));
                        return;
                    }
                }
            }
            lines.add(
                    Checked.failed(
                            name,
                            "none of these ad accounts has "
                                    + code
                                    + "; write the pixel's ID as Events Manager shows it into"
                                    + " tiktok.pixel-code"));
        } catch (TikTokException e) {
            lines.add(Checked.not(name, words(e)));
        }
    }

    /** What the answer calls a set's id could not be made sure of, so no verdict is given. */
    private void eventSet() {
        boolean set = settings.find("tiktok.event-set-id").isPresent();
        lines.add(
                Checked.not(
                        "event set",
                        set
                                ? "TikTok is asked when the first offline event is sent"
                                : "tiktok.event-set-id is not set; offline events need it"));
    }
}
