package io.tiktokroutes.leads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.leads.WebhookSignature.Form;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The vectors of the reference, and bodies that somebody changed. */
class WebhookSignatureTest {

    static final String SECRET = "emulator-app-secret-01";
    static final String ASCII =
            "{\"object\":1,\"entry\":[{\"id\":7400000000000000001,\"page_id\":7300000000000000001,"
                    + "\"changes\":[{\"field\":\"name\",\"value\":\"Ana Silva\"}]}],"
                    + "\"time\":1760000000}";
    static final String OF_ASCII =
            "e63cbc09e763c53520e2bdb1383083d0918a2895fec474bf34730569d4210a42";
    static final String BEYOND =
            "{\"object\":1,\"entry\":[{\"id\":7400000000000000002,\"page_id\":7300000000000000001,"
                    + "\"changes\":[{\"field\":\"name\",\"value\":\"Zoë Łoś 😀\"}]}],"
                    + "\"time\":1760000060}";
    static final String OF_ESCAPED =
            "badbdc9cd2035fdf63175852a974710472da8bf0882e4bd7dc5314717734d78f";
    static final String OF_RAW = "42cca09ba49bc7492f1d38b105c9e16bc6eec6ae524160c61cb9996092ed3eae";

    private final WebhookSignature signature = new WebhookSignature(SECRET);

    @Test
    void theVectorsOfTheReferenceFit() {
        assertThat(ASCII.getBytes(UTF_8)).hasSize(146);
        assertThat(BEYOND.getBytes(UTF_8)).hasSize(152);
        assertThat(signature.fits(ASCII.getBytes(UTF_8), OF_ASCII)).contains(Form.ASCII);
        assertThat(signature.fits(BEYOND.getBytes(UTF_8), OF_ESCAPED)).contains(Form.ESCAPED);
        assertThat(signature.fits(BEYOND.getBytes(UTF_8), OF_RAW)).contains(Form.RAW);
        String onTheWire = BEYOND.replace("Zoë Łoś 😀", "Zo\\u00eb \\u0141o\\u015b \\ud83d\\ude00");
        assertThat(onTheWire).hasSize(172);
        assertThat(signature.fits(onTheWire.getBytes(UTF_8), OF_ESCAPED)).contains(Form.ASCII);
    }

    @Test
    void aBodyThatDiffersInAnyByteDoesNotFit() {
        for (String[] vector : new String[][] {{ASCII, OF_ASCII}, {BEYOND, OF_ESCAPED}}) {
            byte[] body = vector[0].getBytes(UTF_8);
            for (int i = 0; i < body.length; i++) {
                body[i] ^= 1;
                assertThat(signature.fits(body, vector[1])).as("byte %d", i).isEmpty();
                body[i] ^= 1;
            }
            assertThat(signature.fits((vector[0] + "\n").getBytes(UTF_8), vector[1])).isEmpty();
        }
    }

    @Test
    void aSignatureThatDiffersDoesNotFit() {
        byte[] body = ASCII.getBytes(UTF_8);
        for (String wrong :
                new String[] {
                    "",
                    " " + OF_ASCII,
                    OF_ASCII.substring(1),
                    OF_ASCII + "0",
                    OF_ASCII.toUpperCase(Locale.ROOT),
                    OF_ESCAPED
                }) {
            assertThat(signature.fits(body, wrong)).isEmpty();
        }
        assertThat(new WebhookSignature("another").fits(body, OF_ASCII)).isEmpty();
    }

    @Test
    void bytesThatAreNoTextFitAsTheyAreOnly() {
        byte[] body = {'"', (byte) 0xC3, '"'};
        assertThat(signature.fits(body, OF_ASCII)).isEmpty();
        assertThat(signature.fits(body, Signing.raw(SECRET, body))).contains(Form.RAW);
    }

    @Test
    void aLongBodyIsEscapedToItsEnd() {
        String text = "\"" + "ëŁ😀x".repeat(50_000) + "\"";
        assertThat(signature.fits(text.getBytes(UTF_8), Signing.escaped(SECRET, text)))
                .contains(Form.ESCAPED);
    }
}
