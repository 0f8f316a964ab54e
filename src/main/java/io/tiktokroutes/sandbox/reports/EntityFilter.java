package io.tiktokroutes.sandbox.reports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.reports.Campaign.State;
import io.tiktokroutes.sandbox.world.Refusal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The {@code filtering} of a list of entities: a JSON object, unlike that of reports (reference,
 * leads 5).
 *
 * @param level 1 campaigns, 2 ad groups, 3 ads
 * @param fields checked; empty when there was no filtering
 */
record EntityFilter(int level, JsonNode fields) {

    private static final int MOST_IDS = 100;
    private static final List<String> IDS = List.of("campaign_ids", "adgroup_ids", "ad_ids");
    private static final List<String> NAMES = List.of("campaign_name", "adgroup_name", "ad_name");
    private static final Set<String> TIMES =
            Set.of("creation_filter_start_time", "creation_filter_end_time", "modified_after");
    private static final List<String> STATUSES =
            List.of(
                    "STATUS_ALL",
                    "STATUS_NOT_DELETE",
                    "STATUS_DELETE",
                    "STATUS_DELIVERY_OK",
                    "STATUS_NOT_DELIVERY",
                    "STATUS_DISABLE");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /**
     * Checks every field.
     *
     * @param modifiedAfter whether ads can be asked for by when they were modified
     */
    static EntityFilter of(JsonNode filtering, int level, boolean modifiedAfter) {
        if (filtering == null || !filtering.isObject()) {
            throw Refusal.invalid("filtering", "not a valid JSON object");
        }
        for (Map.Entry<String, JsonNode> field : filtering.properties()) {
            String name = field.getKey();
            String whole = "filtering." + name;
            JsonNode value = field.getValue();
            if (IDS.contains(name) && IDS.indexOf(name) < level) {
                ids(whole, value);
            } else if (TIMES.contains(name)
                    && (!name.equals("modified_after") || (level == 3 && modifiedAfter))) {
                time(whole, value);
            } else if (name.equals("primary_status")) {
                oneOf(whole, value, STATUSES);
            } else if (name.equals("buying_types") || name.equals("campaign_system_origins")) {
                texts(whole, value);
            } else if (NAMES.indexOf(name) == level - 1
                    || name.equals("secondary_status")
                    || name.equals("objective_type")) {
                text(whole, value);
            } else {
                throw Refusal.invalid("filtering", name + " is not a supported field");
            }
        }
        return new EntityFilter(level, filtering);
    }

    boolean passes(Subject of) {
        Campaign campaign = of.campaign();
        List<String> ids =
                Arrays.asList(
                        campaign.id(),
                        of.group() == null ? null : of.group().id(),
                        of.ad() == null ? null : of.ad().id());
        for (int i = 0; i < level; i++) {
            if (fields.has(IDS.get(i)) && !list(IDS.get(i)).contains(ids.get(i))) {
                return false;
            }
        }
        String name = NAMES.get(level - 1);
        if (fields.has(name)
                && !of.attribute(name)
                        .toLowerCase(Locale.ROOT)
                        .contains(fields.get(name).textValue().toLowerCase(Locale.ROOT))) {
            return false;
        }
        return primary(campaign.state())
                && secondary(Entities.secondaryStatus(of))
                && (!fields.has("objective_type")
                        || fields.get("objective_type").textValue().equals(campaign.objective()))
                && (!fields.has("buying_types") || list("buying_types").contains("AUCTION"))
                && (!fields.has("campaign_system_origins")
                        || list("campaign_system_origins").contains("TT_ADS_PLATFORM"))
                && times(campaign);
    }

    private boolean primary(State state) {
        return switch (fields.path("primary_status").asText("STATUS_NOT_DELETE")) {
            case "STATUS_ALL" -> true;
            case "STATUS_DELETE" -> state == State.DELETED;
            case "STATUS_DELIVERY_OK" -> state == State.ENABLED;
            case "STATUS_DISABLE", "STATUS_NOT_DELIVERY" -> state == State.DISABLED;
            default -> state != State.DELETED;
        };
    }

    private boolean secondary(String status) {
        String wanted = fields.path("secondary_status").asText("");
        return wanted.isEmpty()
                || wanted.endsWith("_STATUS_ALL")
                || wanted.equals(status)
                || (wanted.endsWith("_STATUS_NOT_DELETE") && !status.endsWith("_DELETE"));
    }

    /** Texts of this form are in order when their times are. */
    private boolean times(Campaign campaign) {
        String created = Entities.time(Entities.created(campaign));
        String modified = Entities.time(Entities.modified(campaign));
        return fields.path("creation_filter_start_time").asText("").compareTo(created) <= 0
                && fields.path("creation_filter_end_time").asText("9").compareTo(created) >= 0
                && fields.path("modified_after").asText("").compareTo(modified) <= 0;
    }

    private List<String> list(String name) {
        return texts(name, fields.get(name));
    }

    private static void ids(String name, JsonNode value) {
        int size = texts(name, value).size();
        if (size < 1) {
            throw Refusal.invalid(name, "length must be between 1 and " + MOST_IDS);
        }
        if (size > MOST_IDS) {
            throw new Refusal(
                    40011, "Invalid value for " + name + ": at most " + MOST_IDS + " are allowed.");
        }
    }

    private static List<String> texts(String name, JsonNode value) {
        List<String> texts = new ArrayList<>();
        value.forEach(one -> texts.add(one.textValue()));
        if (!value.isArray() || texts.contains(null)) {
            throw Refusal.invalid(name, "not a valid list of strings");
        }
        return texts;
    }

    private static void text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw Refusal.invalid(name, "not a valid string");
        }
    }

    private static void oneOf(String name, JsonNode value, List<String> words) {
        if (!value.isTextual() || !words.contains(value.textValue())) {
            throw Refusal.invalid(name, "must be one of " + String.join(", ", words));
        }
    }

    private static void time(String name, JsonNode value) {
        try {
            LocalDateTime.parse(value.asText(), TIME);
        } catch (DateTimeException e) {
            throw Refusal.invalid(name, "the format should be YYYY-MM-DD HH:MM:SS");
        }
    }
}
