package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports made by a task, from its creation to its file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportTaskTest {

    private static final String REPORT =
            "{\"advertiser_id\":\"7200000000000000001\",\"report_type\":\"BASIC\",\"data_level\":\"AUCTION_CAMPAIGN\","
                    + "\"dimensions\":[\"campaign_id\",\"stat_time_day\"],\"metrics\":[\"campaign_name\",\"spend\",\"result\"],"
                    + "\"start_date\":\"2026-06-01\",\"end_date\":\"2026-06-12\",\"enable_report_title_translation\":false}";

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-06-20T22:30:00Z"));
    private Client client;

    @BeforeAll
    void start() {
        client = new Client(clock);
    }

    @AfterAll
    void stop() {
        client.close();
    }

    @BeforeEach
    void reset() {
        client.control("POST", "/reset", null);
        client.set("qps", 0);
        client.set("report_task_limit", false);
        client.set("report_task_checks", 0);
    }

    private JsonNode create(String... more) {
        ObjectNode body = (ObjectNode) Client.read(REPORT);
        for (int i = 0; i < more.length; i += 2) {
            if (more[i + 1] == null) {
                body.remove(more[i]);
            } else {
                body.set(more[i], Client.read(more[i + 1]));
            }
        }
        return client.post("/report/task/create/", body);
    }

    private JsonNode ask(String path, String task) {
        String[] params = {"advertiser_id", Sandbox.ADVERTISER_ID, "task_id", task};
        return client.get("/report/task/" + path + "/", params);
    }

    private String status(String task) {
        return ask("check", task).at("/data/status").asText();
    }

    /** The id of a task that is done. */
    private String done(String... more) {
        JsonNode created = create(more);
        assertThat(created.path("code").asInt()).as(created.toString()).isZero();
        String task = created.at("/data/task_id").asText();
        assertThat(status(task)).isEqualTo("SUCCESS");
        return task;
    }

    private String csv(String task) {
        String query = Client.query("advertiser_id", Sandbox.ADVERTISER_ID, "task_id", task);
        return client.raw("GET", "/open_api/v1.3/report/task/download/" + query, null).body();
    }

    @Test
    void goesThroughItsStates() {
        client.set("report_task_checks", 3);
        String task = create().at("/data/task_id").asText();
        assertThat(ask("download", task).path("code").asInt()).isEqualTo(40201);
        assertThat(List.of(status(task), status(task), status(task), status(task)))
                .containsExactly("QUEUING", "PROCESSING", "PROCESSING", "SUCCESS");
        assertThat(ask("check", task).at("/data/message").asText()).isEmpty();
        JsonNode late = client.post("/report/task/cancel/", ids(task));
        assertThat(late.path("code").asInt()).isEqualTo(40002);
        assertThat(late.path("message").asText()).contains(task, "SUCCESS");
    }

    private static String ids(String task) {
        return "{\"advertiser_id\":\"7200000000000000001\",\"task_id\":\"" + task + "\"}";
    }

    @Test
    void isCanceledWhileItRuns() {
        client.set("report_task_checks", 3);
        String task = create().at("/data/task_id").asText();
        assertThat(client.post("/report/task/cancel/", ids(task)).at("/data/status").asText())
                .isEqualTo("CANCELED");
        assertThat(status(task)).isEqualTo("CANCELED");
        assertThat(ask("download", task).path("code").asInt()).isEqualTo(40200);
    }

    @Test
    void canFail() {
        client.set("report_task_fails", true);
        String task = create().at("/data/task_id").asText();
        JsonNode answer = ask("check", task).path("data");
        assertThat(answer.path("status").asText()).isEqualTo("FAILED");
        assertThat(answer.path("message").asText()).isNotEmpty();
    }

    @Test
    void hasTheRowsOfTheSynchronousReport() {
        List<String> expected = new ArrayList<>();
        expected.add("campaign_id,stat_time_day,campaign_name,spend,result");
        String metrics = "[\"campaign_name\",\"spend\",\"result\"]";
        for (JsonNode row :
                Reports.daily(client, "2026-06-01", "2026-06-12", "metrics", metrics)
                        .at("/data/list")) {
            String name = row.at("/metrics/campaign_name").asText();
            expected.add(
                    row.at("/dimensions/campaign_id").asText()
                            + ","
                            + row.at("/dimensions/stat_time_day").asText()
                            + ","
                            + (name.contains(",") ? '"' + name.replace("\"", "\"\"") + '"' : name)
                            + ","
                            + row.at("/metrics/spend").asText()
                            + ","
                            + row.at("/metrics/result").asText());
        }
        assertThat(csv(done()).lines().toList()).hasSizeGreaterThan(50).isEqualTo(expected);
    }

    @Test
    void keepsWhatWasKnownWhenItWasMade() {
        String task = done();
        String before = csv(task);
        client.control("POST", "/campaigns/7500000000000001000", "{\"name\":\"Spring, renamed\"}");
        clock.advance(Duration.ofHours(1));
        assertThat(csv(task)).isEqualTo(before).contains("Spring");
        assertThat(csv(done())).contains("\"Spring, renamed\"");
    }

    @Test
    void titlesAreTranslatedUnlessToldOtherwise() {
        assertThat(csv(done("enable_report_title_translation", null)))
                .startsWith("Campaign ID,By Day,Campaign name,Cost,Results\n");
        client.set("report_csv_bom", true);
        client.set("report_csv_crlf", true);
        assertThat(csv(done())).startsWith("\uFEFFcampaign_id,").contains("result\r\n7500");
        client.set("report_task_csv", "envelope");
        assertThat(ask("download", done()).at("/data/content").asText()).contains("campaign_id");
    }

    @Test
    void aLinkIsGoodForAnHourAndNeedsNoToken() {
        String task = done("output_format", "\"CSV_DOWNLOAD\"", "file_name", "\"june\"");
        JsonNode data = ask("download", task).path("data");
        assertThat(data.path("file_name").asText()).isEqualTo("june.csv");
        assertThat(data.path("output_format").asText()).isEqualTo("CSV_DOWNLOAD");
        String url = data.path("download_url").asText();
        client.token(null);
        HttpResponse<String> file = client.send("GET", url, null);
        client.token(Sandbox.ACCESS_TOKEN);
        assertThat(file.body()).startsWith("campaign_id,stat_time_day,").contains("Always on");
        assertThat(client.send("GET", url + "0", null).statusCode()).isEqualTo(403);
        clock.advance(Duration.ofMinutes(61));
        assertThat(client.send("GET", url, null).statusCode()).isEqualTo(403);
        String fresh = ask("download", task).at("/data/download_url").asText();
        assertThat(client.send("GET", fresh, null).statusCode()).isEqualTo(200);
    }

    @Test
    void severalAdvertisersShareATask() {
        String both = "[\"7200000000000000001\",\"7200000000000000002\"]";
        String task =
                done(
                        "advertiser_id",
                        null,
                        "advertiser_ids",
                        both,
                        "dimensions",
                        "[\"advertiser_id\",\"campaign_id\",\"stat_time_day\"]");
        assertThat(csv(task))
                .startsWith(
                        "advertiser_id,campaign_id,stat_time_day,campaign_name,spend,result,advertiser_id,currency,timezone\n")
                .contains("\n7200000000000000002,7510000000000001000,", ",USD,America/Los_Angeles");
        String[] second = {"advertiser_id", Sandbox.SECOND_ADVERTISER_ID, "task_id", task};
        assertThat(client.get("/report/task/check/", second).path("code").asInt()).isZero();
    }

    @Test
    void strangersFindNoTask() {
        String task = done();
        String[] other = {"advertiser_id", Sandbox.SECOND_ADVERTISER_ID, "task_id", task};
        assertThat(client.get("/report/task/check/", other).path("message").asText())
                .isEqualTo("The task " + task + " doesn't exist.");
        assertThat(ask("download", "7450000000000009999").path("code").asInt()).isEqualTo(40002);
        String[] foreign = {"advertiser_id", "7209999999999999999", "task_id", task};
        assertThat(client.get("/report/task/check/", foreign).path("code").asInt())
                .isEqualTo(40001);
    }

    @Test
    void onlyThreeInTenSeconds() {
        client.set("report_task_limit", true);
        for (int i = 0; i < 3; i++) {
            assertThat(create().path("code").asInt()).isZero();
        }
        JsonNode fourth = create();
        assertThat(fourth.path("code").asInt()).isEqualTo(40100);
        assertThat(fourth.path("message").asText()).contains("QPS limit 0.3");
    }

    /** One field of a good body and what it is instead; the message begins as given. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "output_format | \"PDF\" | Invalid value for output_format: must be one of",
                "output_format | \"XLSX_DOWNLOAD\" | Invalid value for output_format",
                "file_name | \"a/b\" | Invalid value for file_name",
                "dimensions | \"[\\\"campaign_id\\\"]\" | Invalid value for dimensions",
                "advertiser_id | 7200000000000000001 | Invalid value for advertiser_id",
                "query_lifetime | \"true\" | Invalid value for query_lifetime",
                "metrics | [\"billed_cost\"] | Please correct the information in invalid metric",
                "end_date | \"2026-07-10\" | Invalid value for end_date: the range must not be",
                "dimensions | [\"advertiser_id\",\"campaign_id\"] | Invalid value for dimensions",
                "filtering | [{\"field_name\":\"campaign_status\",\"filter_type\":\"IN\",\"filter_value\":\"[\\\"STATUS_ALL\\\"]\"}] | Invalid value for filtering.field_name: campaign_status is not supported in",
            })
    void refuses(String field, String value, String message) {
        JsonNode answer = create(field, value);
        assertThat(answer.path("code").asInt()).isEqualTo(40002);
        assertThat(answer.path("message").asText()).startsWith(message);
    }
}
