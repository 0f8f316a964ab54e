package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Everything that can be ordered to go wrong with an export, and large ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeadExportSwitchTest {

    private static final String DOWNLOAD = "/open_api/v1.3/page/lead/task/download/";
    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-20T12:00:00Z"));
    private final Client client = new Client(clock);

    @AfterAll
    void stop() {
        client.close();
    }

    @BeforeEach
    void reset() {
        client.header("x-lead-region", null).control("POST", "/reset", null);
        client.set("qps", 0);
        client.set("lead_task_polls", 0);
    }

    private void submit(String json) {
        client.control("POST", "/forms/" + Sandbox.FORM_ID + "/leads", json);
    }

    private JsonNode task(String id) {
        ObjectNode body = Client.JSON.createObjectNode();
        body.put("advertiser_id", Sandbox.ADVERTISER_ID).put("page_id", Sandbox.FORM_ID);
        return client.post("/page/lead/task/", id == null ? body : body.put("task_id", id));
    }

    private String export() {
        String id = task(null).at("/data/task_id").asText();
        assertThat(task(id).at("/data/status").asText()).isEqualTo("SUCCEED");
        return id;
    }

    private String url(String id) {
        return DOWNLOAD + Client.query("advertiser_id", Sandbox.ADVERTISER_ID, "task_id", id);
    }

    private HttpResponse<String> download(String id) {
        return client.raw("GET", url(id), null);
    }

    @Test
    void aFileCanBeGoneAtOnceAndUnderEitherCode() {
        client.set("lead_file_minutes", 0);
        String id = export();
        JsonNode gone = Client.json(download(id));
        assertThat(gone.path("code").asInt()).isEqualTo(40905);
        assertThat(gone.path("message").asText()).isEqualTo("file not exist");
        client.set("lead_file_gone_code", 40910);
        assertThat(Client.json(download(id)).path("message").asText()).isEqualTo("file expired");
        client.set("lead_file_minutes", 1);
        assertThat(download(id).body()).startsWith("\uFEFFlead_id,");
        clock.advance(Duration.ofSeconds(61));
        assertThat(Client.json(download(id)).path("code").asInt()).isEqualTo(40910);
    }

    @Test
    void aDownloadCanFailAsJsonOrAsTextThatLooksLikeAFile() {
        String id = export();
        client.set("lead_download", "json");
        JsonNode json = Client.json(download(id));
        assertThat(json.path("code").asInt()).isEqualTo(40000);
        assertThat(json.path("message").asText()).isEqualTo("failed to download.");
        client.set("lead_download", "text");
        HttpResponse<String> text = download(id);
        assertThat(text.statusCode()).isEqualTo(200);
        assertThat(text.headers().firstValue("Content-Type")).hasValue("text/csv");
        assertThat(text.body()).isEqualTo("failed to download.");
    }

    @Test
    void linesAndRowsAndATestColumnCanBeOtherwise() {
        submit("{\"organic\":true,\"answers\":{\"email\":\"a\"}}");
        client.post(
                "/page/lead/mock/create/",
                "{\"advertiser_id\":\"7200000000000000001\",\"page_id\":\"7300000000000000001\"}");
        client.set("lead_csv_crlf", false);
        client.set("lead_csv_is_test", true);
        client.set("lead_csv_repeated_rows", true);
        client.set("lead_csv_ids", "apostrophe");
        String row =
                "'740000000000000000%d,2026-01-20 12:%s:00(UTC+00:00),,,,,,,'7300000000000000001,"
                        + "Spring demo request,%s,%s\n";
        String minute = clock.instant().toString().substring(14, 16);
        assertThat(download(export()).body().replaceAll(":\\d\\d\\(", ":00("))
                .isEqualTo(
                        "\uFEFFlead_id,created_time,ad_id,ad_name,adgroup_id,adgroup_name,campaign_id,campaign_name,"
                                + "form_id,form_name,is_test,Name,Email,Phone number,Which product interests you?\n"
                                + row.formatted(1, minute, "false", ",a,,").repeat(2)
                                + row.formatted(
                                                2,
                                                minute,
                                                "true",
                                                "Test Lead,test@example.com,+15550100,Test Which"
                                                        + " product interests you?")
                                        .repeat(2));
    }

    @Test
    void answersOfAnyKindAreCarried() {
        submit("{\"answers\":{\"name\":null,\"email\":[\"a\",\"b\"],\"phone_number\":7}}");
        assertThat(download(export()).body()).endsWith(",,\"[\"\"a\"\",\"\"b\"\"]\",7,\r\n");
    }

    @Test
    void aFileKeepsWhatThereWasWhenItWasMade() {
        submit("{\"answers\":{\"email\":\"before\"}}");
        String id = export();
        submit("{\"answers\":{\"email\":\"after\"}}");
        assertThat(download(id).body()).contains("before").doesNotContain("after");
        assertThat(download(export()).body()).contains("before", "after");
    }

    @Test
    void askingInAnotherRegionFindsNoTask() {
        client.header("x-lead-region", "eu");
        String id = task(null).at("/data/task_id").asText();
        client.header("x-lead-region", null);
        assertThat(task(id).path("message").asText())
                .isEqualTo("The task " + id + " doesn't exist.");
        client.header("x-lead-region", "eu");
        assertThat(task(id).at("/data/status").asText()).isEqualTo("SUCCEED");
    }

    @Test
    void aTaskThatFailedStaysFailedAndOneThatSucceededSucceeds() {
        String good = export();
        client.set("lead_task_fails", true);
        assertThat(task(good).at("/data/status").asText()).isEqualTo("SUCCEED");
        JsonNode bad = task(task(null).at("/data/task_id").asText()).get("data");
        assertThat(bad.path("status").asText()).isEqualTo("FAILED");
        assertThat(bad.has("file_name")).isFalse();
    }

    @Test
    void faultsStrikeDownloadsToo() {
        submit("{\"answers\":{\"email\":\"ana@example.com\"}}");
        String id = export();
        String path = "{\"path\":\"/page/lead/task/download/\",";
        client.control(
                "POST",
                "/faults",
                "["
                        + path
                        + "\"code\":51002},"
                        + path
                        + "\"status\":504,\"body\":\"<html>\"},"
                        + path
                        + "\"delay_ms\":30,\"cut\":\"body\"}]");
        assertThat(Client.json(download(id)).path("code").asInt()).isEqualTo(51002);
        assertThat(download(id).statusCode()).isEqualTo(504);
        assertThatThrownBy(() -> client.exchange("GET", client.sandbox.url() + url(id), null))
                .isInstanceOf(IOException.class);
        assertThat(download(id).body()).contains("ana@example.com");
        assertThat(client.counts().at("/calls/~1page~1lead~1task~1download~1").toString())
                .isEqualTo("{\"total\":4,\"51002\":1,\"cut\":1,\"http_200\":1,\"http_504\":1}");
    }

    /** More than ten megabytes, and so a zip, while the sandbox holds none of them. */
    @Test
    void madeUpLeadsFillLargeFiles() throws Exception {
        client.set("lead_generated", 3);
        String[] lines = download(export()).body().split("\r\n");
        assertThat(lines).hasSize(4);
        assertThat(lines[1])
                .matches(
                        "741\\d{16},2025-\\d\\d-\\d\\d [0-9:]{8}\\(UTC\\+00:00\\),,,,,,,7300000000000000001,"
                                + "Spring demo request,Generated 0,generated0@example.com,\\+15550000000,Generated 0");
        client.set("lead_generated", 65_000);
        String id = task(null).at("/data/task_id").asText();
        JsonNode done = task(id).get("data");
        assertThat(done.path("file_type").asText()).isEqualTo("zip");
        assertThat(done.path("file_name").asText()).isEqualTo("leads_7300000000000000001.zip");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(client.sandbox.url() + url(id)))
                        .header("Access-Token", Sandbox.ACCESS_TOKEN)
                        .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
        try (ZipInputStream zip = new ZipInputStream(answer.body())) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("leads_7300000000000000001.csv");
            byte[] csv = zip.readAllBytes();
            assertThat(csv.length).isGreaterThan(10 << 20);
            long rows = 0;
            for (byte one : csv) {
                rows += one == '\n' ? 1 : 0;
            }
            assertThat(rows).isEqualTo(65_001);
            assertThat(zip.getNextEntry()).isNull();
        }
        client.header("x-lead-region", "eu");
        assertThat(download(export()).body()).as("in one region only").hasLineCount(1);
    }
}
