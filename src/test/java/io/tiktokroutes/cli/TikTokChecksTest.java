package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.token.StoredToken;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.tiktok.Bench;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code check} says of accounts, forms, regions and the subscription, case by case. */
class TikTokChecksTest {

    private static final Duration CALL = Duration.ofSeconds(8);

    private static Bench bench;

    private final Map<String, String> fixed = new HashMap<>();

    @BeforeAll
    static void open() throws Exception {
        bench = new Bench();
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @BeforeEach
    void settle() throws Exception {
        bench.control("POST", "/reset", "");
        bench.set("qps", 0);
        fixed.put("tiktok.api-url", bench.sandbox.apiUrl());
        fixed.put("tiktok.app-id", Sandbox.APP_ID);
        fixed.put("tiktok.app-secret", Sandbox.APP_SECRET);
        fixed.put("tiktok.rate-limit", "1000");
    }

    private List<String> check(boolean exports, long secondsLeft) throws Exception {
        Settings settings =
                Settings.read(Path.of("none.properties"), Map.of(), new Properties()).with(fixed);
        StoredToken.Found token = new StoredToken.Found(Sandbox.ACCESS_TOKEN, true, "");
        try (Connections connections = new Connections(settings, CALL, token.value())) {
            long end = System.nanoTime() + Duration.ofSeconds(secondsLeft).toNanos();
            return new TikTokChecks(settings, connections, token, exports, end)
                    .run().stream().map(Checked::line).toList();
        }
    }

    private List<String> check() throws Exception {
        return check(false, 30);
    }

    @Test
    @Tag("R-CDP-17")
    void eachAccountIsToldWithWhatOneKnowsItBy() throws Exception {
        assertThat(check())
                .contains(
                        "ok           token: TikTok takes the stored one",
                        "ok           advertiser 7200000000000000001: Acme EU, Europe/Berlin, EUR",
                        "ok           advertiser 7200000000000000002: Acme US,"
                                + " America/Los_Angeles, USD");
        fixed.put("tiktok.advertiser-ids", "7200000000000000002,7200000000000000003");
        assertThat(check())
                .contains(
                        "ok           advertiser 7200000000000000002: Acme US,"
                                + " America/Los_Angeles, USD")
                .anyMatch(
                        line ->
                                line.startsWith("failed       advertiser 7200000000000000003: ")
                                        && line.contains("No permission")
                                        && line.contains("run authorize again"));
    }

    @Test
    void anAccountThatIsNotEnabledIsTold() throws Exception {
        bench.fault(
                "{'path':'/advertiser/info/','code':0,'data':{'list':[{'advertiser_id':"
                        + "'7200000000000000001','name':'Acme','status':'STATUS_LIMIT'}]}}");
        assertThat(check())
                .contains(
                        "ok           advertiser 7200000000000000001: Acme, STATUS_LIMIT: TikTok"
                                + " runs no ads of it now")
                .anyMatch(l -> l.startsWith("failed       advertiser 7200000000000000002: "));
    }

    @Test
    void aGrantOfNothingAndOneOfVeryMuch() throws Exception {
        bench.control("POST", "/tokens", "{\"advertiser_ids\":[]}");
        assertThat(check())
                .contains(
                        "failed       advertisers: the token was granted no ad account; run"
                                + " authorize again, and choose some on TikTok's page");
        String many =
                IntStream.range(0, 23)
                        .mapToObj(i -> "{'advertiser_id':'72000000000000001" + (10 + i) + "'}")
                        .reduce((a, b) -> a + "," + b)
                        .orElseThrow();
        bench.fault("{'path':'/oauth2/advertiser/get/','code':0,'data':{'list':[" + many + "]}}");
        assertThat(check())
                .contains("not checked  advertisers: and 3 more, not asked about")
                .filteredOn(line -> line.contains(" advertiser 72"))
                .hasSize(20);
    }

    @Test
    void eachFormIsToldWithOwnerAndState() throws Exception {
        List<String> lines = check();
        long readable = lines.stream().filter(l -> l.matches("ok +form 73.*")).count();
        assertThat(readable).isGreaterThanOrEqualTo(3);
        assertThat(lines)
                .contains(
                        "ok           forms: " + readable + " published",
                        "ok           form 7300000000000000001: Spring demo request, of advertiser"
                                + " 7200000000000000001, published, 4 questions",
                        "not checked  form 7300000000000000003: Draft, not published, of"
                                + " advertiser 7200000000000000001, not published",
                        "ok           form 7300000000000000005: West Coast newsletter, of"
                                + " advertiser 7200000000000000002, published, 2 questions",
                        "not checked  regions: row, us, eu; check --leads has TikTok make an"
                                + " export of one form in each")
                .filteredOn(line -> line.contains("form 7300000000000000004"))
                .hasSize(1);
        assertThat(bench.calls("/page/lead/task/")).isZero();
        fixed.put("tiktok.lead-forms", "7300000000000000002");
        assertThat(check())
                .contains("ok           forms: 1 of tiktok.lead-forms")
                .filteredOn(line -> line.contains(" form 73"))
                .hasSize(1);
    }

    @Test
    void aFormThatMayNotBeReadIsToldWithWhatIsNeeded() throws Exception {
        fixed.put("tiktok.lead-forms", "7300000000000000002");
        bench.fault(
                "{'path':'/page/field/get/','code':40001,'message':'advertiser does not grant you"
                        + " /page/field/get/:GET permission'}");
        assertThat(check(true, 30))
                .anyMatch(
                        line ->
                                line.startsWith("failed       form 7300000000000000002: Probefahrt")
                                        && line.contains("does not grant you")
                                        && line.contains("admin of the ad account")
                                        && line.contains("Test Leads"))
                .contains("not checked  regions: row, us, eu; there is no form to export");
    }

    @Test
    void whatThereIsNoTimeForIsSaid() throws Exception {
        assertThat(check(false, -1))
                .filteredOn(line -> line.contains("there was no time to ask more"))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void regionsAreTriedWhenAskedFor() throws Exception {
        fixed.put("tiktok.lead-regions", "row,eu,mars");
        assertThat(check(true, 30))
                .contains(
                        "ok           region row: TikTok makes an export of form"
                                + " 7300000000000000001",
                        "ok           region eu: TikTok makes an export of form"
                                + " 7300000000000000001")
                .anyMatch(line -> line.startsWith("failed       region mars: "));
        bench.control("POST", "/tokens", "{\"admin\":false}");
        assertThat(check(true, 30))
                .anyMatch(
                        l ->
                                l.startsWith("failed       ")
                                        && l.contains("admin of the ad account"));
    }

    @Test
    void theSubscriptionIsLookedForAndNothingElseOfItTold() throws Exception {
        assertThat(check())
                .contains(
                        "not checked  subscription: leads.webhook-url is not set; without it leads"
                                + " come by export alone");
        String url = "https://routes.example.com/webhooks/tiktok/leads";
        fixed.put("leads.webhook-url", url);
        assertThat(check())
                .contains(
                        "not checked  subscription: there is none to leads.webhook-url yet; run"
                                + " makes it");
        for (String callback : List.of(url, "https://other.example.com/")) {
            bench.api()
                    .call(
                            TikTokRequest.post(
                                    "/subscription/subscribe/",
                                    Bench.JSON.readTree(
                                            """
                                            {"app_id":"%s","secret":"%s","subscribe_entity":"LEAD",
                                             "callback_url":"%s","subscription_detail":{
                                             "access_token":"%s","advertiser_id":"%s"}}"""
                                                    .formatted(
                                                            Sandbox.APP_ID,
                                                            Sandbox.APP_SECRET,
                                                            callback,
                                                            Sandbox.ACCESS_TOKEN,
                                                            Sandbox.ADVERTISER_ID))));
        }
        assertThat(check())
                .contains(
                        "ok           subscription: 1 to leads.webhook-url; none of"
                                + " 7200000000000000002")
                .noneMatch(line -> line.contains(Sandbox.ACCESS_TOKEN));
        fixed.put("tiktok.app-secret", "not-the-secret");
        fixed.put("tiktok.advertiser-ids", Sandbox.ADVERTISER_ID);
        assertThat(check())
                .anyMatch(l -> l.startsWith("failed       subscription: ") && l.contains("40101"))
                .noneMatch(line -> line.contains("not-the-secret"));
        fixed.put("tiktok.app-secret", "");
        assertThat(check())
                .contains(
                        "failed       subscription: tiktok.app-secret is not set; TikTok"
                                + " subscribes no app else");
    }

    @Test
    @Tag("RX-CDP-16")
    void aRevokedTokenIsToldWithTheCommand() throws Exception {
        bench.control("POST", "/tokens/revoke", "");
        assertThat(check())
                .anyMatch(
                        line ->
                                line.startsWith("failed       token: ")
                                        && line.contains("40105")
                                        && line.contains(
                                                "authorize again: run the command authorize"));
    }
}
