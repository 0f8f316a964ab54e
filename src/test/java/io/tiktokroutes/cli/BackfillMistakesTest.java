package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a person may write wrong at {@code backfill}: one line, exit code 2, and nothing is made.
 */
class BackfillMistakesTest {

    private static final String DRAFT =
            """
            - route:
                id: ad-report-to-table
                description: A draft
                from:
                  uri: kamelet:tiktok-report-source
                  parameters:
                    name: ad-report
                    dataLevel: AUCTION_AD
                  steps:
                    - to:
                        uri: kamelet:report-table-sink
                        parameters:
                          table: tiktok_ad_daily
                          key: date,ad_id
                          mapping: tiktok-report-to-ads-report
            """;

    private static Sandbox sandbox;

    @TempDir private Path folder;
    private Path routes;

    @BeforeAll
    static void begin() throws IOException {
        sandbox = Sandbox.start(0);
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    @BeforeEach
    void settle() throws Exception {
        routes = Files.createDirectories(folder.resolve("routes/drafts")).getParent();
        String file = "ads-report-to-table.camel.yaml";
        Files.copy(Path.of("routes", file), routes.resolve(file));
        Files.writeString(routes.resolve("drafts/ad-report-to-table.camel.yaml"), DRAFT);
        configure(Sandbox.ACCESS_TOKEN);
    }

    private void configure(String token) throws Exception {
        Files.writeString(
                folder.resolve("settings"),
                """
                tiktok.api-url=%s
                tiktok.access-token=%s
                tiktok.app-id=%s
                tiktok.app-secret=%s
                database.url=%s
                """
                        .formatted(
                                sandbox.apiUrl(),
                                token,
                                Sandbox.APP_ID,
                                Sandbox.APP_SECRET,
                                BothDatabases.h2(folder)),
                StandardCharsets.ISO_8859_1);
    }

    private String mistake(String... arguments) {
        List<String> all = new ArrayList<>(List.of("backfill"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--routes", routes.toString()));
        all.addAll(List.of("--config", folder.resolve("settings").toString()));
        Said said = Said.by(all.toArray(String[]::new));
        assertThat(said.errLines()).hasSize(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).doesNotContain(Sandbox.ACCESS_TOKEN, "Exception");
        assertThat(folder.toFile().listFiles((f, name) -> name.endsWith(".mv.db"))).isEmpty();
        return said.errLines().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-02-30 | 2026-03-01 | --from is '2026-02-30'; write a day such as 2026-03-14",
                "yesterday  | 2026-03-01 | --from is 'yesterday'; write a day such as 2026-03-14",
                "2026-03-01 | 1.3.2026   | --to is '1.3.2026'; write a day such as 2026-03-14",
                "2026-03-02 | 2026-03-01 | --from 2026-03-02 is after --to 2026-03-01; write the"
                        + " earlier day first",
                "2016-12-31 | 2026-03-01 | --from is 2016-12-31, and TikTok has no figures from"
                        + " before 2017-09-01; write a later day",
                "2999-01-01 | 2999-01-02 | --from is 2999-01-01, a day that has not begun anywhere;"
                        + " the newest is NEWEST",
                "2026-03-01 | 2999-01-02 | --to is 2999-01-02, a day that has not begun anywhere;"
                        + " the newest is NEWEST"
            })
    @Tag("R-WIT-44")
    void aRangeThatIsNone(String from, String to, String told) {
        LocalDate newest = LocalDate.now(ZoneOffset.ofHours(14));
        assertThat(mistake("--from", from, "--to", to))
                .isEqualTo("error: " + told.replace("NEWEST", newest.toString()));
    }

    @Test
    void noRange() {
        assertThat(mistake()).isEqualTo("error: Missing required option: '--from=DAY'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--report | ads-reprot | there is no report 'ads-reprot'; did you mean"
                        + " 'ads-report'?",
                "--report | x          | there is no report 'x'; write one of ads-report",
                "--level  | campain    | --level is 'campain', and no active report has it; did you"
                        + " mean 'campaign'?",
                "--level  | ad         | --level is 'ad', and no active report has it; write one of"
                        + " campaign"
            })
    void aReportThatIsNone(String option, String value, String told) {
        assertThat(mistake("--from", "2026-03-01", option, value)).isEqualTo("error: " + told);
    }

    @Test
    void aReportThatIsADraft() {
        assertThat(mistake("--from", "2026-03-01", "--report", "ad-report"))
                .isEqualTo(
                        "error: report ad-report is a draft; move "
                                + routes.resolve("drafts/ad-report-to-table.camel.yaml")
                                + " to "
                                + routes
                                + " first");
    }

    @Test
    void noReport() throws Exception {
        Files.delete(routes.resolve("ads-report-to-table.camel.yaml"));
        assertThat(mistake("--from", "2026-03-01"))
                .isEqualTo(
                        "error: no route reads kamelet:tiktok-report-source; move one of these out"
                                + " of drafts: ad-report");
    }

    @Test
    @Tag("R-WIT-36")
    @Tag("R-WIT-43")
    void anAdAccountThatWasNotGranted() {
        assertThat(mistake("--from", "2026-03-01", "--advertiser", "7200000000000000003"))
                .isEqualTo(
                        "error: --advertiser is '7200000000000000003', which is no ad account of"
                                + " the report ads-report; write one of 7200000000000000001 (Acme"
                                + " EU), 7200000000000000002 (Acme US)");
    }

    @Test
    @Tag("R-WIT-41")
    void noToken() throws Exception {
        configure("");
        assertThat(mistake("--from", "2026-03-01"))
                .isEqualTo(
                        "error: there is no access token; store one with authorize, or set"
                                + " tiktok.access-token");
    }

    @Test
    void anEndedToken() throws Exception {
        configure("ended");
        assertThat(mistake("--from", "2026-03-01", "--advertiser", Sandbox.ADVERTISER_ID))
                .contains("40105")
                .endsWith("give access again with authorize");
    }
}
