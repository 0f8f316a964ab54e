package io.tiktokroutes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceKeyTest {

    private static final String KEY = "geheim-Ω-7f3a";
    private static final String ANYWHERE = "203.0.113.9";

    private final SourceKey sourceKey = new SourceKey(KEY);

    private static String basic(String text) {
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void check(SourceKey key, String authorization, String token, String caller)
            throws IntakeException {
        key.check(SourceKey.presented(authorization, token), caller);
    }

    private void refused(String authorization, String token) {
        IntakeException refused =
                catchThrowableOfType(
                        IntakeException.class,
                        () -> check(sourceKey, authorization, token, "127.0.0.1"));
        assertThat(refused).isNotNull();
        boolean presents = !SourceKey.presented(authorization, token).isEmpty();
        assertThat(refused.status()).isEqualTo(presents ? 403 : 401);
        assertThat(refused).message().doesNotContain(KEY);
    }

    @Test
    void theKeyOpensInThreeWays() {
        assertThatCode(
                        () -> {
                            check(sourceKey, "Bearer " + KEY, null, ANYWHERE);
                            check(sourceKey, "bearer   " + KEY + " ", null, ANYWHERE);
                            check(sourceKey, basic(KEY + ":"), null, ANYWHERE);
                            check(sourceKey, basic(KEY), null, ANYWHERE);
                            check(sourceKey, basic(KEY + ":any:thing"), null, ANYWHERE);
                            check(sourceKey, null, KEY, ANYWHERE);
                            check(sourceKey, "Digest x", KEY, ANYWHERE);
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void anythingElseDoesNotNotEvenOnTheSameMachine() {
        refused(null, null);
        refused("", "");
        refused("Bearer", null);
        refused("Bearer ", null);
        refused("Bearer wrong", null);
        refused("Bearer " + KEY + "x", null);
        refused("Bearer " + KEY.substring(1), null);
        refused(KEY, null);
        refused(basic(""), null);
        refused(basic("user:" + KEY), null);
        refused("Basic %%%", null);
        refused(null, "wrong");
        refused(null, KEY.toUpperCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"})
    void withoutAKeyThisMachineMayPost(String caller) {
        assertThatCode(() -> check(new SourceKey(""), null, null, caller))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.9", "10.0.0.1", "2001:db8::1", "0.0.0.0", "''", "not an address"})
    void withoutAKeyNobodyElseMay(String caller) {
        IntakeException refused =
                catchThrowableOfType(
                        IntakeException.class,
                        () -> check(new SourceKey(""), "Bearer ", "", caller));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused).hasMessageContaining("sources.key");
    }

    @Test
    void anyOfSeveralKeysOpensAndAnEmptyOneDoesNot() throws Exception {
        SourceKey two = new SourceKey("", "one", "two");
        two.check("one", ANYWHERE);
        two.check("two", ANYWHERE);
        IntakeException empty =
                catchThrowableOfType(IntakeException.class, () -> two.check("", "127.0.0.1"));
        assertThat(empty.status()).isEqualTo(401);
    }
}
