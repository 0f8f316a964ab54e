package io.tiktokroutes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sealed can be opened with the same key and name only, and only unchanged. */
class SealTest {

    private final String key = Seal.newKey();
    private final Seal seal = Seal.of(key);

    @ParameterizedTest
    @ValueSource(strings = {"", "token", "with ünïcode €"})
    void opensWhatItSealed(String text) throws Exception {
        String sealed = seal.seal("a", text);
        assertThat(Seal.of(key).open("a", sealed)).isEqualTo(text);
    }

    @Test
    void theSameTextLooksDifferentEachTime() {
        String one = seal.seal("a", "token");
        assertThat(one).doesNotContain("token").isNotEqualTo(seal.seal("a", "token"));
    }

    @Test
    void anotherKeyOrNameDoesNotOpenIt() {
        String sealed = seal.seal("a", "token");
        assertThatThrownBy(() -> Seal.of(Seal.newKey()).open("a", sealed))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> seal.open("b", sealed))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void noByteOfItMayChange() {
        String sealed = seal.seal("a", "token");
        byte[] bytes = Base64.getDecoder().decode(sealed.substring("gcm1:".length()));
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            String other = "gcm1:" + Base64.getEncoder().encodeToString(changed);
            assertThatThrownBy(() -> seal.open("a", other))
                    .as("byte %s", i)
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token", "gcm1:", "gcm1:AAAA", "gcm1:not base64!"})
    void whatIsNoSealIsToldAsSuch(String sealed) {
        assertThatThrownBy(() -> seal.open("a", sealed))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @ParameterizedTest
    @CsvSource({"secret words, it is not base64", "c2hvcnQ=, it is base64 of 5 bytes"})
    void aKeyThatIsNoneIsToldWithoutItself(String wrong, String words) {
        assertThatThrownBy(() -> Seal.of(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(words);
    }
}
