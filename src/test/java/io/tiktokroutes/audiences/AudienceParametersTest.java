package io.tiktokroutes.audiences;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lint says of the parameters of the sink for audiences before anything runs. */
class AudienceParametersTest {

    private static Map<String, String> good() {
        return new HashMap<>(
                Map.of(
                        "advertisers", "7099000000000000001",
                        "audience", "Customers",
                        "audienceId", "",
                        "mode", "mirror",
                        "batchSize", "1000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "advertisers|' '|advertisers is empty",
                "advertisers|7099000000000000001;7|the id of an ad account has digits only",
                "audience|''|neither audience nor audienceId is written",
                "audienceId|17181920|audience and audienceId are both written",
                "mode|all|mode is 'all'; write one of add, mirror",
                "mode|mirrror|mode is 'mirrror'; did you mean 'mirror'",
                "batchSize|0|batchSize is '0'; write a number from 1 to 10000",
                "batchSize|many|batchSize is 'many'; write a number from 1 to 10000",
            })
    @Tag("R-HT-69")
    @Tag("R-HT-73")
    void tellsWhatIsWrongAndWhatToWrite(String parameter, String value, String problem) {
        Map<String, String> set = good();
        set.put(parameter, value);
        assertThat(AudienceParameters.mistakes(set)).hasSize(1).containsKey(parameter);
        assertThat(AudienceParameters.mistakes(set).get(parameter)).contains(problem);
    }

    @Test
    void aNameThatTikTokWouldCutIsRefused() {
        Map<String, String> set = good();
        set.put("audience", "é".repeat(70));
        assertThat(AudienceParameters.mistakes(set)).isEmpty();
        set.put("audience", "é".repeat(71));
        assertThat(AudienceParameters.mistakes(set).get("audience"))
                .contains("has 71 letters", "more than 70", "not be found");
    }

    @Test
    void moreAccountsThanOneSinkKeepsAreRefused() {
        Map<String, String> set = good();
        set.put(
                "advertisers",
                IntStream.range(0, 41).mapToObj(i -> "" + i).collect(Collectors.joining(",")));
        assertThat(AudienceParameters.mistakes(set).get("advertisers"))
                .contains("41", "at most 40");
    }

    @Test
    void saysNothingOfWhatOnlyTheRunningProgramKnows() {
        assertThat(AudienceParameters.mistakes(Map.of())).isEmpty();
        assertThat(AudienceParameters.mistakes(good())).isEmpty();
    }
}
