package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Paging;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * {@code /page/get/}, {@code /page/field/get/}, {@code /lead/field/get/} (reference, leads 3.1,
 * 3.2).
 */
public final class FormEndpoints {

    private static final Set<String> TYPES =
            Set.of(
                    "LEAD_GEN",
                    "STORE_FRONT",
                    "APP_PROFILE_PAGE",
                    "TIKTOK_INSTANT_PAGE",
                    "SHOP_ADS_PLP",
                    "SHOP_ADS_PDP",
                    "POP_UP_FORM");

    private final Settings settings;
    private final Forms forms;
    private final LeadAccess access;

    public FormEndpoints(Settings settings, Forms forms) {
        this.settings = settings;
        this.forms = forms;
        this.access = new LeadAccess(forms);
    }

    public void addTo(Routes routes) {
        routes.api("GET", "/page/get/", Kind.TOKEN, this::list);
        routes.api("GET", "/page/field/get/", Kind.TOKEN, this::fields);
        routes.api("GET", "/lead/field/get/", Kind.TOKEN, this::leadFields);
    }

    private Reply list(Call call) {
        String owner = access.owner(call);
        String type = call.query("business_type", "LEAD_GEN");
        List<String> types = call.query("business_types") == null ? List.of(type) : types(call);
        for (String one : types) {
            if (!TYPES.contains(one)) {
                throw Refusal.invalid(
                        "business_type", "must be one of " + TYPES.stream().sorted().toList());
            }
        }
        // sources disagree on the name of this one, so both are taken
        String status = call.query("status", call.query("page_status"));
        if (status != null && !Set.of("EDITED", "PUBLISHED").contains(status)) {
            throw Refusal.invalid("status", "must be one of EDITED, PUBLISHED");
        }
        String title = call.query("title", "");
        LocalDateTime[] range = updateRange(call);
        boolean moved = settings.on(Switch.TRANSFERRED_FORMS_LISTED);
        List<Form> found =
                forms.all().stream()
                        .filter(form -> types.contains("LEAD_GEN"))
                        .filter(f -> f.seenBy(owner) || (moved && f.advertiserId().equals(owner)))
                        .filter(form -> status == null || status.equals(form.status()))
                        .filter(form -> form.title().contains(title))
                        .filter(form -> inRange(form, range))
                        .toList();
        Paging paging = Paging.of(call, 100, found.size());
        ObjectNode data = Json.object();
        ArrayNode list = data.putArray("list");
        paging.cut(found).forEach(form -> list.add(toJson(form)));
        data.set("page_info", paging.toJson());
        return Reply.ok(call, data);
    }

    private static List<String> types(Call call) {
        try {
            JsonNode array = Json.read(call.query("business_types"));
            if (array.isArray()) {
                return StreamSupport.stream(array.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
            }
        } catch (IOException e) {
            // refused below: what is no JSON is no list either
        }
        throw Refusal.invalid("business_types", "not a valid JSON list");
    }

    /** Both spellings that were seen: texts in UTC and epoch seconds. */
    private static LocalDateTime[] updateRange(Call call) {
        String text = call.query("update_time_range");
        if (text == null) {
            return null;
        }
        try {
            JsonNode range = Json.read(text);
            return new LocalDateTime[] {time(range.path("start")), time(range.path("end"))};
        } catch (IOException | DateTimeException | NumberFormatException e) {
            throw Refusal.invalid("update_time_range", "not a valid time range");
        }
    }

    private static LocalDateTime time(JsonNode value) {
        String text = value.asText();
        return text.matches("[0-9]+")
                ? LocalDateTime.ofInstant(
                        Instant.ofEpochSecond(Long.parseLong(text)), ZoneOffset.UTC)
                : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static boolean inRange(Form form, LocalDateTime[] range) {
        if (range == null) {
            return true;
        }
        LocalDateTime updated = LocalDateTime.parse(form.updated().replace(' ', 'T'));
        return !updated.isBefore(range[0]) && !updated.isAfter(range[1]);
    }

    private static ObjectNode toJson(Form form) {
        ObjectNode one = Json.object();
        one.put("page_id", form.id()).put("title", form.title()).put("status", form.status());
        one.put("create_time", form.created()).put("update_time", form.updated());
        one.put("publish_time", form.published() ? form.updated() : "");
        one.put(
                "preview_url",
                form.published() ? "https://www.tiktok.example/page/preview/" + form.id() : "");
        one.put("thumbnail", "https://p16.example/" + form.id() + ".png");
        one.put("template_id", "1").put("template_name", "Lead form");
        one.putArray("supported_objectives").add("LEAD_GENERATION");
        one.putArray("destination_urls").add("https://acme.example/thanks");
        one.put("transfer_status", form.libraryId().isEmpty() ? "UNSET" : "TRANSFERRED");
        one.put("user_id", "6900000000000000001");
        one.put("is_associated", false).put("duplicate_id", "");
        return one;
    }

    private Reply fields(Call call) {
        return fields(call, access.owner(call));
    }

    private Reply fields(Call call, String owner) {
        Form form = access.form(call.required("page_id"), owner);
        ObjectNode data = Json.object();
        ArrayNode fields = data.putArray("fields");
        form.questions().keySet().forEach(fields::add);
        data.putObject("meta")
                .put("page_id", form.id())
                .put("create_time", form.created())
                .put("page_name", form.title())
                .put("page_url", "https://www.tiktok.example/page/" + form.id());
        return Reply.ok(call, data);
    }

    /** Of the leads family, so for administrators only (reference, leads 2.5). */
    private Reply leadFields(Call call) {
        String owner = access.adminOwner(call);
        if (LeadSource.of(call) == LeadSource.DIRECT_MESSAGE) {
            ObjectNode none = Json.object();
            none.putArray("fields");
            none.putObject("meta");
            return Reply.ok(call, none);
        }
        return fields(call, owner);
    }
}
