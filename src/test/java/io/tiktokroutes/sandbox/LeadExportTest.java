package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeadExportTest {

    private static final String HEAD =
            "\uFEFFlead_id,created_time,ad_id,ad_name,adgroup_id,adgroup_name,campaign_id,campaign_name,form_id,form_name,"
                    + "Name,Email,Phone number,Which product interests you?\r\n";

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-20T12:00:00Z"));
    private Client client;

    @BeforeEach
    void start() {
        client = new Client(clock);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private JsonNode task(String more) {
        return client.post(
                "/page/lead/task/",
                "{\"advertiser_id\":\""
                        + Sandbox.ADVERTISER_ID
                        + "\",\"page_id\":\""
                        + Sandbox.FORM_ID
                        + "\""
                        + more
                        + "}");
    }

    /** Creates and polls until the file is there; gives the task's id. */
    private String export() {
        String id = task("").at("/data/task_id").asText();
        task(",\"task_id\":\"" + id + "\"");
        assertThat(task(",\"task_id\":\"" + id + "\"").at("/data/status").asText())
                .isEqualTo("SUCCEED");
        return id;
    }

    private HttpResponse<String> download(String id) {
        return client.raw(
                "GET",
                "/open_api/v1.3/page/lead/task/download/?advertiser_id="
                        + Sandbox.ADVERTISER_ID
                        + "&task_id="
                        + id,
                null);
    }

    private void submit(String json) {
        client.control("POST", "/forms/" + Sandbox.FORM_ID + "/leads", json);
    }

    @Test
    void goesFromCreatedOverRunningToSucceed() {
        JsonNode created = task("");
        assertThat(created.at("/data/status").asText()).isEqualTo("CREATED");
        String id = created.at("/data/task_id").asText();
        assertThat(download(id).body()).contains("\"code\":40201");
        JsonNode running = task(",\"task_id\":\"" + id + "\"");
        assertThat(running.at("/data/status").asText()).isEqualTo("RUNNING");
        assertThat(running.at("/data/file_name").isMissingNode()).isTrue();
        JsonNode done = task(",\"task_id\":\"" + id + "\"");
        assertThat(done.at("/data/status").asText()).isEqualTo("SUCCEED");
        assertThat(done.at("/data/file_type").asText()).isEqualTo("csv");
        assertThat(done.at("/data/file_name").asText()).isEqualTo("leads_7300000000000000001.csv");
        client.set("lead_task_fails", true);
        client.set("lead_task_polls", 0);
        String failed = task("").at("/data/task_id").asText();
        assertThat(task(",\"task_id\":\"" + failed + "\"").at("/data/status").asText())
                .isEqualTo("FAILED");
    }

    @Test
    void theFileIsCsvWithLabelsAndQuotes() {
        submit(
                "[{\"created\":\"2026-01-10T12:00:00Z\",\"answers\":{\"name\":\"Łoś, \\\"Zoë\\\"\",\"email\":\"zoe@example.com\","
                        + "\"phone_number\":\"+48500000002\",\"Which product interests you?\":\"Basic\\nor Pro\"}},"
                        + "{\"organic\":true,\"answers\":{\"email\":\"ana@example.com\"}}]");
        HttpResponse<String> file = download(export());
        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/csv");
        assertThat(file.body())
                .isEqualTo(
                        HEAD
                                + "7400000000000000001,2026-01-10 12:00:00(UTC+00:00),7500000000000001101,Video A,7500000000000001100,AG 1,"
                                + "7500000000000001000,Spring,7300000000000000001,Spring demo request,"
                                + "\"Łoś, \"\"Zoë\"\"\",zoe@example.com,+48500000002,\"Basic\nor Pro\"\r\n"
                                + "7400000000000000002,2026-01-20 12:00:00(UTC+00:00),,,,,,,7300000000000000001,Spring demo request,"
                                + ",ana@example.com,,\r\n");
    }

    @Test
    void switchesChangeItsShape() throws Exception {
        submit("{\"created\":1768046400,\"answers\":{\"email\":\"ana@example.com\"}}");
        client.set("lead_csv_bom", false);
        client.set("lead_csv_header", "lead id");
        client.set("lead_csv_ids", "formula");
        client.set("lead_csv_time_suffix", false);
        String csv = download(export()).body();
        assertThat(csv)
                .startsWith("lead id,")
                .contains("\"=\"\"7400000000000000001\"\"\",2026-01-10 12:00:00,");
        client.set("lead_file_zip", true);
        client.set("qps", 0);
        String id = export();
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        client.sandbox.apiUrl()
                                                + "/page/lead/task/download/?advertiser_id="
                                                + Sandbox.ADVERTISER_ID
                                                + "&task_id="
                                                + id))
                        .header("Access-Token", Sandbox.ACCESS_TOKEN)
                        .build();
        byte[] zip =
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofByteArray())
                        .body();
        assertThat(unzip(zip)).isEqualTo(csv);
    }

    private static String unzip(byte[] bytes) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("leads_7300000000000000001.csv");
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void eachRegionHasItsOwnLeads() {
        submit(
                "[{\"answers\":{\"email\":\"r\"}},{\"region\":\"us\",\"answers\":{\"email\":\"u\"}},{\"region\":\"eu\",\"answers\":{\"email\":\"e\"}}]");
        client.set("qps", 0);
        for (String[] region : new String[][] {{null, "r"}, {"us", "u"}, {"eu", "e"}}) {
            client.header("x-lead-region", region[0]);
            String id = export();
            String[] lines = download(id).body().split("\r\n");
            assertThat(lines).hasSize(2);
            assertThat(lines[1]).contains("," + region[1] + ",");
            client.header("x-lead-region", region[0] == null ? "us" : null);
            assertThat(download(id).body())
                    .as("the wrong region gives a header only")
                    .isEqualTo(HEAD);
        }
    }

    @Test
    void filesAreGoneAfterTenMinutesAndLeadsAfterNinetyDays() {
        submit("{\"answers\":{\"email\":\"old@example.com\"}}");
        String id = export();
        clock.advance(Duration.ofMinutes(10));
        assertThat(download(id).body()).contains("old@example.com");
        clock.advance(Duration.ofSeconds(1));
        assertThat(download(id).body()).contains("\"code\":40905", "file not exist");
        clock.advance(Duration.ofDays(90));
        assertThat(download(export()).body()).isEqualTo(HEAD);
    }

    @Test
    void refusesWhatIsMissingOrSomebodyElses() {
        String own = "{\"advertiser_id\":\"" + Sandbox.ADVERTISER_ID + "\"";
        for (String[] bad :
                new String[][] {
                    {"{}", "40002", "Missing required field(s): advertiser_id or library_id."},
                    {own + "}", "40002", "Missing required field(s): page_id or ad_id."},
                    {
                        own + ",\"page_id\":7300000000000000001}",
                        "40002",
                        "Invalid value for page_id: not a valid string."
                    },
                    {
                        own + ",\"page_id\":\"7300000000000000005\"}",
                        "40001",
                        "You don't have permission to operate this page:7300000000000000005."
                    },
                    {
                        own + ",\"page_id\":\"7300000000000000004\"}",
                        "40001",
                        "You don't have permission to operate this page:7300000000000000004."
                    },
                    {own + ",\"task_id\":\"1\"}", "40002", "The task 1 doesn't exist."},
                }) {
            JsonNode answer = client.post("/page/lead/task/", bad[0]);
            assertThat(answer.path("message").asText()).isEqualTo(bad[2]);
            assertThat(answer.path("code").asText()).isEqualTo(bad[1]);
        }
        client.control("POST", "/tokens", "{\"token\":\"operator\",\"admin\":false}");
        client.token("operator");
        assertThat(task("").path("code").asInt()).isEqualTo(40001);
        client.token(Sandbox.ACCESS_TOKEN);
        JsonNode library =
                client.post(
                        "/page/lead/task/",
                        "{\"library_id\":\"7600000000000000001\",\"page_id\":\"7300000000000000004\"}");
        assertThat(library.path("code").asInt()).isZero();
    }

    @Test
    void takesParametersInTheQueryAndAdsInsteadOfForms() {
        submit("{\"answers\":{\"email\":\"ana@example.com\"}}");
        String path =
                "/page/lead/task/?advertiser_id="
                        + Sandbox.ADVERTISER_ID
                        + "&ad_id=7500000000000001101";
        String id = client.post(path, "").at("/data/task_id").asText();
        client.post(path + "&task_id=" + id, "");
        client.post(path + "&task_id=" + id, "");
        assertThat(download(id).body()).contains("ana@example.com");
    }
}
