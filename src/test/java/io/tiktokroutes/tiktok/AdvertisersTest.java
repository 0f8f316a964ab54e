package io.tiktokroutes.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiktokroutes.sandbox.Sandbox;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which ad accounts we work for, and where their days begin. */
class AdvertisersTest {

    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Tag("R-CDP-17")
    void theNamedOnesAreNotAskedFor() throws Exception {
        assertThat(bench.advertisers("7", "8").ids()).containsExactly("7", "8");
        assertThat(bench.calls("/oauth2/advertiser/get/")).isZero();
    }

    @Test
    void withoutNamesAllThatAreGrantedNow() throws Exception {
        Advertisers advertisers = bench.advertisers();
        assertThat(advertisers.ids())
                .containsExactly(Sandbox.ADVERTISER_ID, Sandbox.SECOND_ADVERTISER_ID);
        bench.control("POST", "/tokens", "{\"advertiser_ids\":[\"7200000000000000003\"]}");
        assertThat(advertisers.ids()).containsExactly("7200000000000000003");
    }

    @Test
    void whatIsMissingForThatIsNamed() {
        Advertisers advertisers = new Advertisers(bench.api(), List.of(), "", "secret");
        var failure = catchThrowableOfType(TikTokException.class, advertisers::ids);
        assertThat(failure.remedy()).isEqualTo(Remedy.CONFIGURE);
        assertThat(failure)
                .hasMessageContaining("tiktok.advertiser-ids")
                .message()
                .doesNotContain("secret,");
    }

    @Test
    void zonesComeFromTikTok() throws Exception {
        Advertisers advertisers = bench.advertisers();
        assertThat(advertisers.zone(Sandbox.ADVERTISER_ID)).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(advertisers.zone(Sandbox.SECOND_ADVERTISER_ID))
                .isEqualTo(ZoneId.of("America/Los_Angeles"));
    }

    @ParameterizedTest
    @CsvSource({
        "Etc/GMT+8,America/Los_Angeles,America/Los_Angeles",
        "Etc/GMT+8,'',Etc/GMT+8",
        "Etc/GMT-13,UTC+13,UTC+13",
        "'','',Z",
        "nowhere,also nowhere,Z"
    })
    void theRegionIsWantedMoreThanTheOffset(String zone, String shown, String expected)
            throws Exception {
        bench.fault(
                "{'path':'/advertiser/info/','code':0,'data':{'list':[{'timezone':'%s',"
                                .formatted(zone)
                        + "'display_timezone':'%s'}]}}".formatted(shown));
        ZoneId found = bench.advertisers().zone(Sandbox.ADVERTISER_ID);
        assertThat(found).isEqualTo(expected.equals("Z") ? ZoneOffset.UTC : ZoneId.of(expected));
    }

    @Test
    @Tag("R-WIT-36")
    void anAccountThatWasNotGrantedIsReportedAsSuch() {
        var failure =
                catchThrowableOfType(
                        TikTokException.class,
                        () -> bench.advertisers().zone("7200000000000000003"));
        assertThat(failure.remedy()).isEqualTo(Remedy.CONFIGURE);
        assertThat(failure.code()).isEqualTo(40001);
        assertThat(failure).hasMessageContaining("7200000000000000003");
    }
}
