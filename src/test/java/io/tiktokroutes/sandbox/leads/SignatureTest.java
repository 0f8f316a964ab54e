package io.tiktokroutes.sandbox.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The two published vectors: an ASCII body, and one whose escaped form is what counts. */
class SignatureTest {

    private static final String SECRET = "emulator-app-secret-01";

    @Test
    void signsAsciiAsItIs() {
        String body =
                "{\"object\":1,\"entry\":[{\"id\":7400000000000000001,\"page_id\":7300000000000000001,"
                        + "\"changes\":[{\"field\":\"name\",\"value\":\"Ana Silva\"}]}],\"time\":1760000000}";
        assertThat(body).hasSize(146).isEqualTo(Signature.escape(body));
        assertThat(Signature.of(SECRET, Signature.escape(body)))
                .isEqualTo("e63cbc09e763c53520e2bdb1383083d0918a2895fec474bf34730569d4210a42");
    }

    @Test
    void signsTheEscapedFormOfTheRest() {
        String body =
                "{\"object\":1,\"entry\":[{\"id\":7400000000000000002,\"page_id\":7300000000000000001,"
                        + "\"changes\":[{\"field\":\"name\",\"value\":\"Zoë Łoś 😀\"}]}],\"time\":1760000060}";
        assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSize(152);
        String escaped = Signature.escape(body);
        assertThat(escaped).hasSize(172).contains("Zo\\u00eb \\u0141o\\u015b \\ud83d\\ude00");
        assertThat(Signature.of(SECRET, escaped))
                .isEqualTo("badbdc9cd2035fdf63175852a974710472da8bf0882e4bd7dc5314717734d78f");
        assertThat(Signature.of(SECRET, body))
                .isEqualTo("42cca09ba49bc7492f1d38b105c9e16bc6eec6ae524160c61cb9996092ed3eae");
    }
}
