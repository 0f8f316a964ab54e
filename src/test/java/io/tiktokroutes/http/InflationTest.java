package io.tiktokroutes.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Compressed bodies become what they were, and no more than is allowed. */
class InflationTest {

    private final Inflation inflation = new Inflation(1000);

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private int status(byte[] body, String encoding) {
        return catchThrowableOfType(RefusedRequest.class, () -> inflation.inflate(body, encoding))
                .status();
    }

    /** Whoever is not known yet cannot have a small body become a large one. */
    @Test
    void aStrangersBodyGrowsOnlySoManyTimes() throws Exception {
        Inflation strangers = Inflation.ofStrangers(5_000_000);
        byte[] plain = new byte[Inflation.ALWAYS];
        assertThat(strangers.inflate(gzip(plain), "gzip")).isEqualTo(plain);
        byte[] bomb = gzip(new byte[5_000_000]);
        assertThat(bomb.length * Inflation.TIMES).isLessThan(5_000_000);
        assertThat(
                        catchThrowableOfType(
                                RefusedRequest.class, () -> strangers.inflate(bomb, "gzip")))
                .isNotNull()
                .extracting(RefusedRequest::status)
                .isEqualTo(413);
        assertThat(new Inflation(5_000_000).inflate(bomb, "gzip")).hasSize(5_000_000);
    }

    @Test
    void gzipIsInflatedAndOtherBodiesStay() throws Exception {
        byte[] plain = "{\"a\":1}".getBytes(UTF_8);
        assertThat(inflation.inflate(gzip(plain), "gzip")).isEqualTo(plain);
        assertThat(inflation.inflate(gzip(plain), " X-GZIP")).isEqualTo(plain);
        assertThat(inflation.inflate(plain, "")).isSameAs(plain);
        assertThat(inflation.inflate(plain, "identity")).isSameAs(plain);
    }

    @Test
    void whatBecomesTooLargeIsRefusedAtTheBound() throws Exception {
        assertThat(inflation.inflate(gzip(new byte[1000]), "gzip")).hasSize(1000);
        assertThat(status(gzip(new byte[1001]), "gzip")).isEqualTo(413);
        assertThat(status(gzip(new byte[100_000_000]), "gzip")).isEqualTo(413);
    }

    @Test
    void whatIsNoGzipIsRefused() throws Exception {
        assertThat(status("{}".getBytes(UTF_8), "gzip")).isEqualTo(400);
        assertThat(status(new byte[0], "gzip")).isEqualTo(400);
        byte[] whole = gzip("{\"a\":1}".getBytes(UTF_8));
        assertThat(status(Arrays.copyOf(whole, whole.length - 9), "gzip")).isEqualTo(400);
        assertThat(status(whole, "br")).isEqualTo(415);
        assertThat(status(whole, "gzip, gzip")).isEqualTo(415);
    }
}
