package io.tiktokroutes.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lint says of the sink's parameters before anything runs. */
class SegmentParametersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batchSize|0|batchSize is '0'; write a number from 1 to 1250",
                "batchSize|1251|batchSize is '1251'; write a number from 1 to 1250",
                "batchSize|many|batchSize is 'many'; write a number from 1 to 1250",
                "writeKey|' '|writeKey is empty; write a setting that holds the key",
                "url|api.segment.io|url must begin with https:// or http:// and have neither user nor query",
                "url|https://key:pass@h.example|url must begin with https:// or http:// and have neither user nor query",
                "url|https://h.example?k=1|url must begin with https:// or http:// and have neither user nor query",
            })
    void tellsWhatIsWrongAndWhatToWrite(String parameter, String value, String problem) {
        assertThat(SegmentParameters.mistakes(Map.of(parameter, value)))
                .isEqualTo(Map.of(parameter, problem));
    }

    @Test
    void saysNothingOfWhatOnlyTheRunningProgramKnows() {
        assertThat(SegmentParameters.mistakes(Map.of())).isEmpty();
        assertThat(
                        SegmentParameters.mistakes(
                                Map.of(
                                        "url", "https://events.eu1.segmentapis.com/v1",
                                        "writeKey", "k",
                                        "batchSize", "1250")))
                .isEmpty();
    }
}
