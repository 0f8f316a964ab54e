package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * The leads of the demo's forms, exported from the sandbox apart from the program and read in
 * another way: what our mappings are given, said once more.
 */
final class ExportedLeads {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> NAMES =
            Map.of(
                    "lead_id", "id",
                    "Name", "name",
                    "Full name", "name",
                    "Email", "email",
                    "E-mail", "email",
                    "Phone number", "phone_number");

    /** The forms of the samples, each with the ad account that it belongs to. */
    private static final Map<String, String> FORMS =
            Map.of(
                    Sandbox.FORM_ID,
                    Sandbox.ADVERTISER_ID,
                    "7300000000000000005",
                    Sandbox.SECOND_ADVERTISER_ID);

    private final String api;

    private ExportedLeads(String api) {
        this.api = api;
    }

    static List<ObjectNode> of(String sandbox) throws IOException {
        ExportedLeads export = new ExportedLeads(sandbox + "/open_api/v1.3");
        List<ObjectNode> leads = new ArrayList<>();
        for (Map.Entry<String, String> form : FORMS.entrySet()) {
            for (String region : List.of("row", "us", "eu")) {
                leads.addAll(export.leads(form.getKey(), form.getValue(), region));
            }
        }
        return leads;
    }

    private static String[] headers(String region) {
        return region.equals("row")
                ? new String[] {"Access-Token", Sandbox.ACCESS_TOKEN}
                : new String[] {"Access-Token", Sandbox.ACCESS_TOKEN, "x-lead-region", region};
    }

    private List<ObjectNode> leads(String form, String advertiser, String region)
            throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.put("advertiser_id", advertiser).put("page_id", form);
        String task = await(body, region, answer -> answer.has("task_id")).path("task_id").asText();
        body.put("task_id", task);
        await(body, region, answer -> answer.path("status").asText().equals("SUCCEED"));
        String csv =
                Web.text(
                        api
                                + "/page/lead/task/download/?advertiser_id="
                                + advertiser
                                + "&task_id="
                                + task,
                        headers(region));
        List<ObjectNode> leads = new ArrayList<>();
        try (MappingIterator<Map<String, String>> rows =
                new CsvMapper()
                        .readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(csv.replaceFirst("^\uFEFF", ""))) {
            while (rows.hasNext()) {
                leads.add(lead(rows.next()).put("advertiser_id", advertiser).put("region", region));
            }
        }
        return leads;
    }

    /** Asks slowly: the demo asks as well, and the calls of both are limited. */
    private JsonNode await(ObjectNode body, String region, Predicate<JsonNode> wanted) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(500))
                .pollDelay(Duration.ZERO)
                .until(() -> task(body, region), wanted);
    }

    private JsonNode task(ObjectNode body, String region) throws IOException {
        return JSON.readTree(
                        Web.post(api + "/page/lead/task/", body.toString(), headers(region)).body())
                .path("data");
    }

    private static ObjectNode lead(Map<String, String> row) {
        ObjectNode lead = JSON.createObjectNode();
        row.forEach(
                (name, value) -> {
                    if (!value.isEmpty()) {
                        lead.put(NAMES.getOrDefault(name, name), value);
                    }
                });
        // "2026-01-10 12:00:00 (UTC+00:00)" and without the zone are both TikTok's
        String time = lead.path("created_time").asText().replaceFirst(" *\\(.*", "");
        lead.put("created_time", time.replace(' ', 'T') + "Z");
        lead.put("is_organic", lead.has("campaign_id") ? "0" : "1");
        return lead;
    }
}
