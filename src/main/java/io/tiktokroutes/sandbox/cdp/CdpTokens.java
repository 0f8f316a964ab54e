package io.tiktokroutes.sandbox.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Query;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.world.Ids;
import io.tiktokroutes.sandbox.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Client-credential tokens of the CDP (reference, formats 1.3). */
final class CdpTokens {

    private static final Duration LIVES = Duration.ofHours(1);
    private static final int MOST = 1000;
    private static final Set<String> SCOPES = Set.of("item", "event", "profile", "promotion");

    private final Ids ids;
    private final Map<String, Instant> expiry = new LinkedHashMap<>();

    CdpTokens(Ids ids) {
        this.ids = ids;
    }

    synchronized void reset() {
        expiry.clear();
    }

    /** {@code POST /cdp/oauth/token}, form-encoded as the vendor has it, or JSON. */
    synchronized Reply grant(Call call) {
        Map<String, String> form = read(call);
        String scope = form.getOrDefault("scope", "item,event");
        if (!Set.of("client_credentials", "refresh_token")
                .contains(form.getOrDefault("grant_type", ""))) {
            return error(400, "unsupported_grant_type", "grant_type is client_credentials");
        }
        if (!World.CDP_CLIENT_ID.equals(form.get("client_id"))
                || !World.CDP_CLIENT_SECRET.equals(form.get("client_secret"))) {
            return error(401, "invalid_client", "client_id or client_secret is wrong");
        }
        for (String one : scope.split(",")) {
            if (!SCOPES.contains(one.trim())) {
                return error(400, "invalid_scope", "there is no scope " + one.trim());
            }
        }
        String token = ids.secret();
        Instant end = call.at().plus(LIVES);
        expiry.put(token, end);
        if (expiry.size() > MOST) {
            expiry.remove(expiry.keySet().iterator().next());
        }
        ObjectNode answer = Json.object();
        answer.put("accessToken", token)
                .put("accessTokenExpiresAt", end.toString())
                .put("scope", scope);
        return Reply.json(200, answer);
    }

    /** Whether the call carries a bearer token that is good now. */
    synchronized boolean allows(Call call) {
        String header = call.header("Authorization");
        if (header == null || !header.startsWith("Bearer ")) {
            return false;
        }
        String token = header.substring(7).trim();
        Instant end = expiry.get(token);
        return token.equals(World.CDP_TOKEN) || (end != null && call.at().isBefore(end));
    }

    private static Map<String, String> read(Call call) {
        String text = new String(call.body(), StandardCharsets.UTF_8);
        if (!text.startsWith("{")) {
            return Query.parse(text);
        }
        Map<String, String> form = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, JsonNode> field : Json.read(text).properties()) {
                form.put(field.getKey(), field.getValue().asText());
            }
        } catch (IOException e) {
            return Map.of(); // answered as a grant without a type
        }
        return form;
    }

    private static Reply error(int status, String name, String message) {
        return Reply.json(status, Json.object().put("name", name).put("message", message));
    }
}
