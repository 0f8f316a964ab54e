package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sink whose sender hashes by itself: nothing is hashed, and nothing plain passes. */
class HashingOffTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DIGEST =
            "dbf1912b4cad4df9823f627874244e64b50a6ac550b9cb33b17df671a26679db";

    private Mapping mapping;

    @BeforeEach
    void load() throws Exception {
        Mappings mappings = new Mappings(Path.of("mappings"), name -> null);
        mappings.load();
        mapping = mappings.get("commanders-act-to-tiktok-event");
    }

    private Mapped map(String user, Map<String, String> settings) throws Exception {
        String event = "{\"event_name\":\"search\",\"user\":{" + user.replace('\'', '"') + "}}";
        return mapping.apply(JSON.readTree(event), settings);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "'email':'lea.martin@example.com',BAD_EMAIL",
                "'phone':'+12025550143',BAD_PHONE",
                "'id':'user_123',MALFORMED"
            })
    @Tag("R-HT-34")
    void aPlainValueIsRefusedAndNotShown(String user, String reason) throws Exception {
        Mapped.Refused refused = (Mapped.Refused) map(user, Map.of("hashing", "off"));
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.detail()).contains("hashing: off").doesNotContain("lea", "202", "_123");
        assertThat(map(user, Map.of("hashing", "auto"))).isInstanceOf(Mapped.Payload.class);
        assertThat(map(user, Map.of())).isInstanceOf(Mapped.Payload.class);
    }

    @Test
    @Tag("R-HT-34")
    void aDigestPassesAsItIs() throws Exception {
        for (String hashing : new String[] {"auto", "off"}) {
            Mapped mapped =
                    map(
                            "'email':'"
                                    + DIGEST
                                    + "','phone':'"
                                    + DIGEST
                                    + "','id':'"
                                    + DIGEST
                                    + "'",
                            Map.of("hashing", hashing));
            assertThat(((Mapped.Payload) mapped).payload().path("user").toString())
                    .isEqualTo(
                            "{'external_id':'%1$s','email':'%1$s','phone':'%1$s'}"
                                    .formatted(DIGEST)
                                    .replace('\'', '"'));
        }
    }
}
