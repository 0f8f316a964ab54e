package io.tiktokroutes.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every code of TikTok's published lists, and what it asks for. */
class ReturnCodesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "SLOW_DOWN: 40016 40100 40132 40133 61000",
                "REAUTHORISE: 40102 40103 40104 40105 40106 40114 40309",
                "CONFIGURE: 40001 40003 40006 40007 40008 40009 40010 40013 40014 40051 40063",
                "CONFIGURE: 40101 40107 40108 40109 40110 40112 40113 40115 40116 40117 40118",
                "CONFIGURE: 40119 40120 40121 40122 40124 40125 40126 40127 40128 40129 40130",
                "CONFIGURE: 40131 40300 40301 40302 40400 41000 41001 41002 70001",
                "HALVE: 40011 40061 40067",
                "RETRY: 40200 40201 40202 40700 40901 40902 40903 40913 50000 50002 51305 60001",
                "RETRY: 52000 52001 52002 52003 52100 52101 52102 52103 52201 52202 52203 52204",
                "REFUSE: 40000 40002 40012 40050 40052 40053 40062 40065 40502 53102 53103",
                "REFUSE: 40900 40904 40905 40906 40907 40908 40909 40910 40911 40912 40914",
                "REFUSE: 40915 40916",
            })
    void asksFor(Remedy remedy, String codes) {
        for (String code : codes.trim().split(" ")) {
            assertThat(ReturnCodes.remedy(Integer.parseInt(code))).as(code).isEqualTo(remedy);
        }
    }

    @Test
    void everyServiceBehindTikTokThatFailsIsTriedAgain() {
        IntStream.rangeClosed(51000, 51099)
                .forEach(code -> assertThat(ReturnCodes.remedy(code)).isEqualTo(Remedy.RETRY));
    }

    @ParameterizedTest
    @CsvSource({
        "1,REFUSE",
        "20002,REFUSE",
        "40099,REFUSE",
        "49999,REFUSE",
        "50001,RETRY",
        "59999,RETRY",
        "60000,RETRY",
        "69999,RETRY",
        "70000,REFUSE",
        "-7,REFUSE"
    })
    void aCodeNobodyHasSeenIsTikToksTroubleOrOursByItsRange(int code, Remedy remedy) {
        assertThat(ReturnCodes.remedy(code)).isEqualTo(remedy);
    }

    @Test
    void fullAndPartialSuccessAreSuccess() {
        assertThat(ReturnCodes.isSuccess("/event/track/", 0)).isTrue();
        assertThat(ReturnCodes.isSuccess("/event/track/", 20001)).isTrue();
        assertThat(ReturnCodes.isSuccess("/event/track/", 200)).isFalse();
        assertThat(ReturnCodes.isSuccess("/segment/mapping/", 200)).isTrue();
        assertThat(ReturnCodes.isSuccess("/segment/mapping/", 40000)).isFalse();
    }
}
