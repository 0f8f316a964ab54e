package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.token.StoredToken;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What {@code check} asks TikTok: token, ad accounts, pixel and forms, by reading only. */
final class TikTokChecks {

    /** So many ad accounts are asked for pixels and forms. */
    private static final int MOST_ACCOUNTS = 20;

    private static final int MOST_PAGES = 10;

    private final Settings settings;
    private final Connections connections;
    private final StoredToken.Found token;
    private final List<Checked> lines = new ArrayList<>();

    TikTokChecks(Settings settings, Connections connections, StoredToken.Found token) {
        this.settings = settings;
        this.connections = connections;
        this.token = token;
    }

    List<Checked> run() {
        lines.clear();
        Checked known = token();
        lines.add(known);
        if (known.state() == Checked.State.FAILED || token.value().isEmpty()) {
            String why = "the token has to be right first";
            List.of("advertisers", "pixel", "event set", "forms")
                    .forEach(name -> lines.add(Checked.not(name, why)));
            return lines;
        }
        List<String> accounts = advertisers();
        pixel(accounts);
        eventSet();
        forms(accounts);
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
                    "none is stored (authorize --token), and "
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
                                + "; store a valid one with authorize --token, or write it into"
                                + " tiktok.access-token");
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

    /** The ids that can be reached. */
    private List<String> advertisers() {
        String name = "advertisers";
        boolean app =
                settings.find("tiktok.app-id").isPresent()
                        && settings.find("tiktok.app-secret").isPresent();
        if (settings.list("tiktok.advertiser-ids").isEmpty() && !app) {
            lines.add(
                    Checked.not(
                            name,
                            "set tiktok.advertiser-ids, or tiktok.app-id and tiktok.app-secret;"
                                    + " events need none"));
            return List.of();
        }
        try {
            List<String> ids = connections.advertisers().ids();
            List<String> asked = ids.subList(0, Math.min(MOST_ACCOUNTS, ids.size()));
            if (asked.isEmpty()) {
                lines.add(Checked.failed(name, "the token was granted no ad account"));
                return List.of();
            }
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            asked.forEach(array::add);
            List<String> names = new ArrayList<>();
            get("/advertiser/info/", Map.of("advertiser_ids", array))
                    .path("list")
                    .forEach(
                            a ->
                                    names.add(
                                            a.path("name").asText()
                                                    + " ("
                                                    + a.path("advertiser_id").asText()
                                                    + ")"));
            String more = ids.size() > asked.size() ? " and " + (ids.size() - asked.size()) : "";
            lines.add(Checked.ok(name, String.join(", ", names) + more));
            return asked;
        } catch (TikTokException e) {
            lines.add(
                    Checked.failed(
                            name,
                            words(e) + "; check tiktok.advertiser-ids and what the token may do"));
            return List.of();
        }
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

    private void forms(List<String> accounts) {
        String name = "forms";
        if (accounts.isEmpty()) {
            lines.add(Checked.not(name, "without an ad account TikTok cannot be asked for forms"));
            return;
        }
        TreeSet<String> wanted = new TreeSet<>(settings.list("tiktok.lead-forms"));
        int named = wanted.size();
        int published = 0;
        try {
            for (String account : accounts) {
                for (JsonNode form : formsOf(account)) {
                    wanted.remove(form.path("page_id").asText());
                    published += isPublished(form) ? 1 : 0;
                }
            }
        } catch (TikTokException e) {
            lines.add(Checked.failed(name, words(e) + "; leads need a token that may read them"));
            return;
        }
        if (!wanted.isEmpty()) {
            String unknown = String.join(", ", wanted);
            lines.add(
                    Checked.failed(
                            name, "no ad account has " + unknown + "; check tiktok.lead-forms"));
        } else {
            String all = named == 0 ? published + " published" : named + " of tiktok.lead-forms";
            lines.add(Checked.ok(name, all));
        }
    }

    /** As the routes see it: the leads of a transferred form are the library's. */
    private static boolean isPublished(JsonNode form) {
        return form.path("status").asText().equals("PUBLISHED")
                && !form.path("transfer_status").asText().equals("TRANSFERRED");
    }

    private List<JsonNode> formsOf(String account) throws TikTokException {
        List<JsonNode> forms = new ArrayList<>();
        int pages = 1;
        for (int page = 1; page <= Math.min(pages, MOST_PAGES); page++) {
            JsonNode data =
                    get(
                            "/page/get/",
                            Map.of(
                                    "advertiser_id",
                                    account,
                                    "business_type",
                                    "LEAD_GEN",
                                    "page",
                                    page,
                                    "page_size",
                                    100));
            data.path("list").forEach(forms::add);
            pages = data.path("page_info").path("total_page").asInt();
        }
        return forms;
    }
}
