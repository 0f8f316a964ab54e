package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Token;
import java.util.Optional;
import java.util.Set;

/** What a subscription asks for, checked entity by entity (reference, leads 3.7). */
final class SubscriptionDetail {

    static final Set<String> ENTITIES =
            Set.of(
                    "LEAD",
                    "AD_GROUP",
                    "AD",
                    "AD_ACCOUNT_SUSPENSION",
                    "TCM_VIDEOS",
                    "CREATIVE_FATIGUE",
                    "REPORT_DATA_CHANGE",
                    "API_SERVICE_STATUS");

    private final LeadAccess access;

    SubscriptionDetail(LeadAccess access) {
        this.access = access;
    }

    /** The detail as it is listed, or the refusal. */
    ObjectNode check(String entity, JsonNode given, Token token) {
        return switch (entity) {
            case "LEAD" -> lead(given, token);
            case "REPORT_DATA_CHANGE" -> reportChange(given, token);
            default -> other(given, token);
        };
    }

    private ObjectNode lead(JsonNode given, Token token) {
        Optional<String> page = text(given, "page_id");
        LeadSource source =
                LeadSource.of(
                        text(given, "lead_source").orElse(LeadSource.INSTANT_FORM.name()),
                        page.isPresent());
        Optional<String> library = text(given, "library_id");
        String owner =
                LeadAccess.admin(token, access.owner(token, text(given, "advertiser_id"), library));
        page.ifPresent(id -> access.form(id, owner));
        ObjectNode detail = Json.object();
        detail.put("access_token", token.value()).put("lead_source", source.name());
        detail.put(library.isPresent() ? "library_id" : "advertiser_id", owner);
        page.ifPresent(id -> detail.put("page_id", id));
        return detail;
    }

    private static ObjectNode reportChange(JsonNode given, Token token) {
        JsonNode advertisers = given.path("advertiser_ids");
        if (!advertisers.isArray() || advertisers.isEmpty()) {
            throw Refusal.missing("subscription_detail.advertiser_ids");
        }
        advertisers.forEach(id -> token.advertiser(id.asText()));
        if (!given.path("notify_frequency").asText().matches("(5|15|30|60)_MINUTE")) {
            throw Refusal.invalid(
                    "notify_frequency", "must be one of 5_MINUTE, 15_MINUTE, 30_MINUTE, 60_MINUTE");
        }
        return given.deepCopy();
    }

    private static ObjectNode other(JsonNode given, Token token) {
        text(given, "advertiser_id").ifPresent(token::advertiser);
        return given.deepCopy();
    }

    /** An id may be a number here. */
    static Optional<String> text(JsonNode given, String name) {
        return Optional.of(given.path(name).asText("")).filter(text -> !text.isEmpty());
    }
}
