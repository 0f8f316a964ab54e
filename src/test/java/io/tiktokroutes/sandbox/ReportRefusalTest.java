package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportRefusalTest {

    private Client client;

    @BeforeAll
    void start() {
        client = new Client(Clock.fixed(Instant.parse("2026-06-20T22:30:00Z"), ZoneOffset.UTC));
        client.set("qps", 0);
    }

    @AfterAll
    void stop() {
        client.close();
    }

    /** One parameter of a good request and what it is instead; the message begins as given. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "report_type | FOO | Invalid value for report_type",
                "report_type | `` | Missing required field(s): report_type.",
                "data_level | CAMPAIGN | Invalid value for data_level",
                "start_date | 2026-6-1 | Invalid value for start_date",
                "start_date | 2026-06-30 | Invalid value for start_date",
                "end_date | 2026-07-10 | Invalid value for end_date: the range must not be longer than 30 days",
                "dimensions | [\"campaign_id\",\"day\"] | Invalid value for dimensions",
                "dimensions | [\"campaign_id\",\"adgroup_id\"] | Invalid value for dimensions: only one ID",
                "dimensions | [\"ad_id\",\"stat_time_day\"] | Invalid value for dimensions: ad_id is below",
                "dimensions | campaign_id | Invalid value for dimensions: not a valid JSON list",
                "dimensions | [\"campaign_id\",\"stat_time_hour\"] | Invalid value for end_date: the range must not be longer than 1 day",
                "dimensions | [\"campaign_id\",\"gender\"] | Conflict occurs. The input params including metrics and dimensions have no relation.",
                "metrics | [\"spent\",\"clicks\",\"cost\"] | Please correct the information in invalid metric fields and try again. Invalid metric fields: ['spent', 'cost'].",
                "metrics | [\"cash_spend\"] | Please correct the information in invalid metric fields and try again. Invalid metric fields: ['cash_spend'].",
                "dimensions | [\"campaign_id\",\"campaign_id\"] | Invalid value for dimensions: a dimension stands",
                "query_lifetime | yes | Invalid value for query_lifetime",
                "service_type | ALL | Invalid value for service_type",
                "order_type | UP | Invalid value for order_type",
                "order_field | campaign_name | Invalid value for order_field",
                "metrics | spend,clicks | Invalid value for metrics: not a valid JSON list",
                "report_type | AUDIENCE | Conflict occurs.",
                "page_size | 1001 | Invalid value for page_size",
                "page_size | ten | Invalid value for page_size",
                "filtering | {} | Invalid value for filtering",
                "filtering | [{\"field_name\":\"ad_status\",\"filter_type\":\"IN\",\"filter_value\":\"[]\"}] | Invalid value for filtering.field_name",
                "filtering | [{\"field_name\":\"campaign_ids\",\"filter_type\":\"IN\",\"filter_value\":[\"1\"]}] | Invalid value for filtering.filter_value",
                "query_lifetime | true | Invalid value for query_lifetime",
            })
    void refuses(String name, String value, String message) {
        JsonNode answer = Reports.daily(client, "2026-06-01", "2026-06-10", name, value);
        assertThat(answer.path("code").asInt()).isEqualTo(40002);
        assertThat(answer.path("message").asText()).startsWith(message);
        assertThat(answer.path("data")).isEmpty();
    }
}
