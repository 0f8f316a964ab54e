package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.reports.Campaign;
import io.tiktokroutes.sandbox.reports.Plans;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Somebody's form as a control request brings it; read strictly, refused in one sentence. */
record Submission(
        Region region, Instant created, Lead.Origin origin, Map<String, JsonNode> answers) {

    private static final List<String> TEXTS =
            List.of(
                    "campaign_id",
                    "campaign_name",
                    "adgroup_id",
                    "adgroup_name",
                    "ad_id",
                    "ad_name",
                    "region");
    private static final Set<String> OTHERS = Set.of("answers", "created", "organic");

    /**
     * @param now when it was filled in, where it does not say so itself
     */
    static Submission read(Form form, JsonNode one, Instant now) {
        check(one);
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        one.get("answers").properties().forEach(a -> answers.put(a.getKey(), a.getValue()));
        return new Submission(
                Region.ofWord(one.path("region").asText("row")),
                created(one.path("created"), now),
                origin(form, one),
                answers);
    }

    Lead as(long id, Form form) {
        return new Lead(id, form, region, created, origin, answers, false);
    }

    private static void check(JsonNode one) {
        if (!one.path("answers").isObject()) {
            throw new IllegalArgumentException(
                    "a lead needs answers, such as {\"answers\":{\"email\":\"a@example.com\"}}");
        }
        for (Map.Entry<String, JsonNode> field : one.properties()) {
            String name = field.getKey();
            if (TEXTS.contains(name)) {
                if (!field.getValue().isTextual()) {
                    throw new IllegalArgumentException(
                            name + " is a text, not " + field.getValue());
                }
            } else if (!OTHERS.contains(name)) {
                throw new IllegalArgumentException(
                        "a lead has no field "
                                + name
                                + "; it has answers, created, organic and "
                                + String.join(", ", TEXTS));
            }
        }
        if (one.has("organic") && !one.get("organic").isBoolean()) {
            throw new IllegalArgumentException(
                    "organic is true or false, not " + one.get("organic"));
        }
    }

    private static Instant created(JsonNode given, Instant now) {
        if (given.isMissingNode() || given.isNull()) {
            return now;
        }
        try {
            return given.isIntegralNumber()
                    ? Instant.ofEpochSecond(given.longValue())
                    : Instant.parse(given.asText());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "created is a time such as 2026-01-10T12:00:00Z or epoch seconds, not " + given,
                    e);
        }
    }

    /** The ads of the ids given, or the form's advertiser's first ad; none when organic. */
    private static Lead.Origin origin(Form form, JsonNode one) {
        if (one.path("organic").asBoolean()) {
            return Lead.Origin.NONE;
        }
        List<Campaign> campaigns = Plans.of(form.advertiserId());
        String wanted = one.path("campaign_id").asText("");
        Campaign campaign =
                campaigns.stream()
                        .filter(c -> c.id().equals(wanted))
                        .findFirst()
                        .orElse(campaigns.get(0));
        Campaign.AdGroup group = campaign.adGroups().get(0);
        Campaign.Ad ad = group.ads().get(0);
        boolean own = wanted.isEmpty() || wanted.equals(campaign.id());
        return new Lead.Origin(
                own ? campaign.id() : wanted,
                one.path("campaign_name").asText(own ? campaign.name() : ""),
                one.path("adgroup_id").asText(group.id()),
                one.path("adgroup_name").asText(group.name()),
                one.path("ad_id").asText(ad.id()),
                one.path("ad_name").asText(ad.name()));
    }
}
