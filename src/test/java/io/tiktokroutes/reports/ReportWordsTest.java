package io.tiktokroutes.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReportWordsTest {

    private final ReportWords words = ReportWords.known();

    @Test
    void theLevelsAndTheirIdsGoTogether() {
        for (String level : words.levels()) {
            int place = words.levels().indexOf(level);
            String id = words.idOf(place);
            assertThat(words.levelOf(id)).isEqualTo(place);
            assertThat(level.replace("AUCTION_", "").toLowerCase(Locale.ROOT) + "_id")
                    .isEqualTo(id);
            assertThat(words.attributeLevel(id)).isEqualTo(place);
        }
        assertThat(words.levelOf("ad_id_v2")).isEqualTo(words.levelOf("ad_id"));
        assertThat(words.levelOf("stat_time_day")).isNegative();
    }

    /** Reach and video metrics have TikTok refuse an audience report; names and sums do not. */
    @Test
    void audienceReportsKnowFewerMetrics() {
        assertThat(List.of("spend", "real_time_result_rate", "campaign_name", "currency"))
                .allMatch(words::worksForAudience);
        assertThat(List.of("reach", "secondary_goal_result", "likes", "video_play_actions"))
                .noneMatch(words::worksForAudience)
                .allMatch(words.metrics()::contains);
    }

    @Test
    void everyNameOfTheRowsSchemaIsAWordOfTikToks() throws Exception {
        try (InputStream in =
                ReportWords.class.getResourceAsStream("/schemas/tiktok-report-row.schema.json")) {
            JsonNode rows = new ObjectMapper().readTree(in).path("properties");
            rows.at("/dimensions/properties")
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(words.dimensions()).contains(name));
            rows.at("/metrics/properties")
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(words.metrics()).contains(name));
        }
    }
}
