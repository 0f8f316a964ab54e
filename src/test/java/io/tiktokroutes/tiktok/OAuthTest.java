package io.tiktokroutes.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.Sandbox;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a developer app asks of TikTok after a consent. */
class OAuthTest {

    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private OAuth oauth(String secret) {
        return new OAuth(
                token ->
                        new TikTokApi(
                                bench.http,
                                bench.sandbox.apiUrl(),
                                () -> token,
                                new RateLimits(1_000, Clock.systemUTC()),
                                Backoff.ONCE),
                Sandbox.APP_ID,
                secret);
    }

    private String code(String body) throws Exception {
        return bench.control("POST", "/auth-codes", body).path("auth_code").asText();
    }

    @Test
    void aCodeBecomesATokenOnce() throws Exception {
        OAuth oauth = oauth(Sandbox.APP_SECRET);
        String code = code(null);
        String token = oauth.exchange(code);
        assertThat(oauth.granted(token))
                .containsExactly(
                        new AdAccount(
                                Sandbox.ADVERTISER_ID,
                                "Acme EU",
                                "Europe/Berlin",
                                "EUR",
                                "STATUS_ENABLE"),
                        new AdAccount(
                                Sandbox.SECOND_ADVERTISER_ID,
                                "Acme US",
                                "America/Los_Angeles",
                                "USD",
                                "STATUS_ENABLE"));
        JsonNode call = bench.received("/oauth2/access_token/").path(0);
        assertThat(call.toString()).doesNotContainIgnoringCase("Access-Token\"");
        var again = catchThrowableOfType(TikTokException.class, () -> oauth.exchange(code));
        assertThat(again.code()).isEqualTo(40110);
        assertThat(again).message().doesNotContain(code, Sandbox.APP_SECRET);
        assertThat(bench.calls("/oauth2/access_token/")).as("never sent twice").isEqualTo(2);
    }

    @Test
    void aCodeIsSentOnceEvenWhenNobodyAnswers() throws Exception {
        bench.fault("{'path':'/oauth2/access_token/','cut':'after'}");
        var cut =
                catchThrowableOfType(
                        TikTokException.class, () -> oauth(Sandbox.APP_SECRET).exchange("code"));
        assertThat(cut.code()).isEqualTo(TikTokException.NO_CODE);
        assertThat(bench.calls("/oauth2/access_token/")).isEqualTo(1);
    }

    @Test
    void anAnswerWithoutATokenIsNone() throws Exception {
        bench.fault("{'path':'/oauth2/access_token/','code':0,'data':{}}");
        var none =
                catchThrowableOfType(
                        TikTokException.class, () -> oauth(Sandbox.APP_SECRET).exchange("code"));
        assertThat(none).hasMessageContaining("no access_token");
    }

    @Test
    void anAppThatIsNotKnown() throws Exception {
        String code = code(null);
        var wrong = catchThrowableOfType(TikTokException.class, () -> oauth("no").exchange(code));
        assertThat(wrong.code()).isEqualTo(40101);
        assertThat(wrong.remedy()).isEqualTo(Remedy.CONFIGURE);
    }

    @Test
    void accountsAreListedByNameWhereMoreMayNotBeRead() throws Exception {
        OAuth oauth = oauth(Sandbox.APP_SECRET);
        String token = oauth.exchange(code(null));
        bench.fault("{'path':'/advertiser/info/','code':40001}");
        assertThat(oauth.granted(token))
                .contains(new AdAccount(Sandbox.ADVERTISER_ID, "Acme EU", "", "", ""));
        String none = oauth.exchange(code("{\"advertiser_ids\":[]}"));
        assertThat(oauth.granted(none)).isEmpty();
    }

    @Test
    void aRevokedTokenIsGoodForNothing() throws Exception {
        OAuth oauth = oauth(Sandbox.APP_SECRET);
        String token = oauth.exchange(code(null));
        oauth.revoke(token);
        var dead = catchThrowableOfType(TikTokException.class, () -> oauth.granted(token));
        assertThat(ReturnCodes.isDeadToken(dead.code())).isTrue();
    }

    @Test
    void whatIsWrongWithAnAccountIsTold() {
        AdAccount limited = new AdAccount("7", "Acme", "Asia/Tokyo", "JPY", "STATUS_LIMIT");
        assertThat(limited.isEnabled()).isFalse();
        assertThat(limited.about()).isEqualTo("Acme, Asia/Tokyo, JPY, STATUS_LIMIT");
        assertThat(new AdAccount("7", "Acme", "", "", "").about()).isEqualTo("Acme");
    }
}
