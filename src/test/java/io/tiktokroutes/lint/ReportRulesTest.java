package io.tiktokroutes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What lint knows of reports: what TikTok answers, what the mapping reads, what the table needs.
 */
class ReportRulesTest {

    private static final String ROUTE = "routes/report.camel.yaml";
    private static final String MAPPING = "mappings/report.mapping.yaml";

    @TempDir private Path root;
    private LintBench bench;

    @BeforeEach
    void settle() {
        bench =
                new LintBench(root)
                        .write(
                                ROUTE,
                                """
                                - route:
                                    id: report
                                    description: A report of one's own
                                    from:
                                      uri: kamelet:tiktok-report-source
                                      parameters:
                                        name: report
                                        reportType: BASIC
                                        dataLevel: AUCTION_AD
                                        dimensions: ad_id,stat_time_day
                                        metrics: >-
                                          ad_name, campaign_id,
                                          spend
                                      steps:
                                        - to:
                                            uri: kamelet:report-table-sink
                                            parameters:
                                              table: ads
                                              key: date,ad_id
                                              mapping: report
                                """)
                        .write(
                                MAPPING,
                                """
                                description: A row of the report becomes a row of the table
                                source: tiktok-report-row
                                rows:
                                  - { to: date, from: dimensions.stat_time_day }
                                  - { to: ad_id, from: dimensions.ad_id }
                                  - { to: ad_name, from: metrics.ad_name }
                                  - { to: campaign_id, from: metrics.campaign_id }
                                  - { to: spend, from: metrics.spend, as: number }
                                """)
                        .write(
                                "mappings/report.test.yaml",
                                "tests:\n  - { name: one, input: { id: a }, contains: {} }\n");
    }

    @Test
    void aReportOfOnesOwnNeedsARouteAndAMappingAndNoSchemaOfItsTable() {
        assertThat(bench.found()).isEmpty();
    }

    /** One thing that stands in the route, what a mistake makes of it, and what is told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    reportType: BASIC | reportType: AUDIENC |8:21: error: reportType is 'AUDIENC'; did you mean 'AUDIENCE'? (bad-value)
                    dataLevel: AUCTION_AD | "dataLevel: AUCTION_AD\n        range: 1 to 14 days ago" |10:16: error: range '1 to 14 days ago' is reversed; write 14 to 1 days ago (bad-value)
                    dataLevel: AUCTION_AD | "dataLevel: AUCTION_AD\n        range: 2026-02-30" |10:16: error: '2026-02-30' is no day; write one such as 2026-01-31 (bad-value)
                    dataLevel: AUCTION_AD | dataLevel: AUCTION_ADS |9:20: error: dataLevel is 'AUCTION_ADS'; did you mean 'AUCTION_AD'? (bad-value)
                    dataLevel: AUCTION_AD | dataLevel: AUCTION_ADGROUP |10:21: error: ad_id is below AUCTION_ADGROUP; write dataLevel: AUCTION_AD, or adgroup_id (report-query)
                                        spend\\n | spend, impresions\\n |13:18: warning: 'impresions' is no metric that is known of TikTok; did you mean 'impressions'? (report-word)
                    """)
    void aMistakeInTheQueryIsTold(String before, String after, String expected) {
        bench.edit(ROUTE, before.replace("\\n", "\n"), after.replace("\\n", "\n"));
        assertThat(bench.found()).containsExactly(ROUTE + ":" + expected);
    }

    /** The dimensions and the type of the report, and what is told of them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    BASIC | ad_id,stat_time_dy |10:27: warning: 'stat_time_dy' is no dimension that is known of TikTok; did you mean 'stat_time_day'? (report-word)
                    BASIC | campaign_id,ad_id,stat_time_day |10:21: error: TikTok takes one id as a dimension; keep ad_id and write campaign_id under metrics (report-query)
                    BASIC | ad_id |10:21: error: rows without a time are totals of all days that are pulled; add stat_time_day or stat_time_hour, or say which days with range:, such as last 7 days (report-query)
                    BASIC | ad_id,stat_time_day,stat_time_hour |10:41: error: a report is by day or by hour; take stat_time_day or stat_time_hour out (report-query)
                    BASIC | ad_id,stat_time_day,gender |10:41: error: gender is for audience reports; write reportType: AUDIENCE (report-query)
                    AUDIENCE | ad_id,stat_time_day |10:21: error: an audience report needs a dimension of people; add gender, age, country_code or platform, or write reportType: BASIC (report-query)
                    AUDIENCE | ad_id,stat_time_day,age,page_id |10:45: error: page_id is for basic reports; take it out, or write reportType: BASIC (report-query)
                    AUDIENCE | ad_id,stat_time_hour,age |10:27: error: TikTok tells of audiences by day only; write stat_time_day (report-query)
                    """)
    void dimensionsThatDoNotGoTogetherAreTold(String type, String dimensions, String expected) {
        bench.edit(ROUTE, "reportType: BASIC", "reportType: " + type)
                .edit(ROUTE, "dimensions: ad_id,stat_time_day", "dimensions: " + dimensions);
        assertThat(bench.found()).containsExactly(ROUTE + ":" + expected);
    }

    /** Reach within a week is no sum of days. */
    @Test
    void totalsOfNamedDaysNeedNoTime() {
        bench.edit(ROUTE, "ad_id,stat_time_day", "ad_id")
                .edit(ROUTE, "reportType: BASIC", "range: last 7 days")
                .edit(MAPPING, "  - { to: date, from: dimensions.stat_time_day }\n", "")
                .edit(ROUTE, "key: date,ad_id", "key: ad_id");
        assertThat(bench.found()).isEmpty();
    }

    @Test
    void metricsThatAreNoneForTheseRowsAreQuestioned() {
        bench.edit(ROUTE, "reportType: BASIC", "reportType: AUDIENCE")
                .edit(
                        ROUTE,
                        "dimensions: ad_id,stat_time_day",
                        "dimensions: campaign_id,stat_time_day,age")
                .edit(ROUTE, "spend\n", "spend, reach\n");
        assertThat(bench.found())
                .contains(
                        ROUTE
                                + ":13:18: warning: reach is not known to work in audience reports, and"
                                + " one that does not fails the whole pull; take it out, or try it"
                                + " (report-word)",
                        ROUTE
                                + ":12:11: warning: TikTok has no ad_name for rows by campaign_id and"
                                + " answers '-'; take it out, or ask by ad_id (report-word)");
    }

    @Test
    void aMetricThatTikTokMayHaveAddedIsQuestionedOnly() {
        bench.edit(ROUTE, "spend\n", "spend, brand_new_thing\n")
                .edit(MAPPING, "from: metrics.ad_name", "from: metrics.brand_new_thing")
                .edit(ROUTE, "ad_name, ", "");
        assertThat(bench.found())
                .containsExactly(
                        ROUTE
                                + ":13:18: warning: 'brand_new_thing' is no metric that is known of"
                                + " TikTok; if TikTok added it, leave it (report-word)");
    }

    @Test
    void aColumnThatTheReportNeverFillsIsAMistake() {
        bench.edit(ROUTE, ",\n          spend", "");
        assertThat(bench.found())
                .containsExactly(
                        MAPPING
                                + ":8:24: error: metrics.spend would always be empty: "
                                + ROUTE
                                + ":11:18 does not ask for spend; add it to metrics there, or take"
                                + " the row out (report-mapping)");
    }

    @Test
    void aMetricThatNoMappingReadsIsQuestioned() {
        bench.edit(ROUTE, "spend\n", "spend, clicks, reach\n");
        assertThat(bench.found())
                .containsExactly(
                        ROUTE
                                + ":13:18: warning: no mapping of this route uses clicks, reach; take"
                                + " them out of metrics, or add rows (report-mapping)");
        bench.edit(MAPPING, "spend, from: metrics.spend, as: number", "all, from: metrics");
        assertThat(bench.found()).isEmpty();
    }

    @Test
    void aMetricThatStandsBehindTheFirstIsAskedForInVain() {
        bench.edit(
                MAPPING, "from: metrics.ad_name", "from: [metrics.campaign_name, metrics.ad_name]");
        assertThat(bench.found()).isEmpty();
    }

    @Test
    void aKeyThatTheMappingDoesNotMakeIsAMistake() {
        bench.edit(ROUTE, "key: date,ad_id", "key: day,ad_id,date");
        assertThat(bench.found())
                .containsExactly(
                        ROUTE
                                + ":19:20: error: the mapping report makes no column 'day'; write one"
                                + " of ad_id, ad_name, campaign_id, date, spend (report-table)");
    }

    @Test
    void aKeyInWhichADimensionIsMissingIsAMistake() {
        bench.edit(ROUTE, "key: date,ad_id", "key: ad_id");
        assertThat(bench.found())
                .containsExactly(
                        ROUTE
                                + ":19:20: error: rows that differ in stat_time_day only would take"
                                + " each other's place; add the column date to the key"
                                + " (report-table)");
    }

    @Test
    void rowsWithoutAnIdAreKeptByAdAccount() {
        bench.edit(ROUTE, "dimensions: ad_id,stat_time_day", "dimensions: stat_time_day")
                .edit(ROUTE, "key: date,ad_id", "key: date")
                .edit(ROUTE, "ad_name, campaign_id,\n          spend", "spend")
                .write(
                        MAPPING,
                        """
                        description: A row of the report becomes a row of the table
                        source: tiktok-report-row
                        rows:
                          - { to: date, from: dimensions.stat_time_day }
                          - { to: advertiser_id, from: advertiser_id }
                          - { to: spend, from: metrics.spend, as: number }
                        """);
        assertThat(bench.found())
                .containsExactly(
                        ROUTE
                                + ":18:20: error: rows of different ad accounts would take each"
                                + " other's place; add a column from advertiser_id to the key"
                                + " (report-table)");
        bench.edit(ROUTE, "key: date", "key: date,advertiser_id");
        assertThat(bench.found()).isEmpty();
    }

    @Test
    void whatVanishesIsDeletedOnlyWhereItIsKnownWhoseRowsTheyAre() {
        bench.edit(ROUTE, "table: ads", "table: ads\n              vanished: delete");
        assertThat(bench.found())
                .containsExactly(
                        ROUTE
                                + ":19:25: error: the mapping report makes no column"
                                + " 'advertiser_id', which vanished: delete needs; add a row, name"
                                + " another column with advertiserColumn, or write vanished: keep"
                                + " (report-table)");
    }

    @Test
    void aPathIsNoNameOfAColumn() {
        bench.edit(MAPPING, "to: ad_name", "to: ad.name");
        assertThat(bench.found())
                .containsExactly(
                        MAPPING
                                + ":6:11: error: 'ad.name' cannot be a column of a table; write"
                                + " letters, digits and _ (report-table)");
    }
}
