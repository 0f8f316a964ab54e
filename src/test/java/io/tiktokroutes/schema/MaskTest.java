package io.tiktokroutes.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** Personal data, and what may be some, is hidden; the rest stays. */
class MaskTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void personalAnswersAndUnknownOnesAreHidden() throws Exception {
        String lead =
                """
                {"id":"7300000000000000001","form_name":"Spring","email":"lea@example.com",
                 "Which product?":"for lea@example.com","is_test":true,"more":{"a":["b",1]}}""";
        assertThat(Mask.apply(RecordSchema.named("tiktok-lead"), JSON.readTree(lead)).toString())
                .isEqualTo(
                        "{\"id\":\"7300000000000000001\",\"form_name\":\"Spring\","
                                + "\"email\":\"(hidden)\",\"Which product?\":\"(hidden)\","
                                + "\"is_test\":true,\"more\":{\"a\":[\"(hidden)\",\"(hidden)\"]}}");
    }

    @Test
    void whatStandsInsideOfPersonalObjectsIsHidden() throws Exception {
        String batch =
                """
                {"environment":"production","user_attributes":{"$FirstName":"Lea"},
                 "user_identities":{"email":"lea@example.com"}}""";
        assertThat(
                        Mask.apply(RecordSchema.named("mparticle-event"), JSON.readTree(batch))
                                .toString())
                .contains("production", "$FirstName")
                .doesNotContain("Lea", "lea@example.com");
    }

    @Test
    void withoutASchemaOnlyTheNamesAreLeft() throws Exception {
        assertThat(Mask.all(JSON.readTree("{\"a\":{\"b\":\"c\"},\"d\":[1,null]}")).toString())
                .isEqualTo("{\"a\":{\"b\":\"(hidden)\"},\"d\":[\"(hidden)\",null]}");
    }
}
