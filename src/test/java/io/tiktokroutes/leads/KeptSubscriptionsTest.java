package io.tiktokroutes.leads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.tiktok.Bench;
import io.tiktokroutes.tiktok.RateLimits;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions at the sandbox, and what looks make of them. */
class KeptSubscriptionsTest {

    private static final String OURS = "https://leads.example.com/webhooks/tiktok/leads";
    private static final String FOREIGN = "https://other.example.com/hook";
    private static final String SUBSCRIBE = "/subscription/subscribe/";
    private static final String REMOVE = "/subscription/unsubscribe/";
    private static final String NEW_TOKEN = "another-token";
    private static final String OF_THE_SECOND = "7300000000000000005";
    private static final String IN_THE_LIBRARY = "7300000000000000004";
    private static final String LIBRARY = "7600000000000000001";

    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        bench = new Bench();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private KeptSubscriptions kept(List<String> advertisers, String... forms) {
        return new KeptSubscriptions(
                bench.api(),
                bench.advertisers(advertisers.toArray(String[]::new)),
                new WebhookApp(Sandbox.APP_ID, Sandbox.APP_SECRET, OURS),
                List.of(forms));
    }

    private KeptSubscriptions both() {
        return kept(List.of(Sandbox.ADVERTISER_ID, Sandbox.SECOND_ADVERTISER_ID));
    }

    private static SubscriptionLook look(KeptSubscriptions kept) throws TikTokException {
        return kept.look(Sandbox.ACCESS_TOKEN);
    }

    /** Another program of the same app subscribes, or an earlier run of ours. */
    private String subscribe(String callback, String token, String owner, String page)
            throws Exception {
        ObjectNode body = Bench.JSON.createObjectNode();
        body.put("app_id", Sandbox.APP_ID).put("secret", Sandbox.APP_SECRET);
        body.put("subscribe_entity", "LEAD").put("callback_url", callback);
        ObjectNode detail = body.putObject("subscription_detail");
        detail.put("access_token", token);
        detail.put(owner.equals(LIBRARY) ? "library_id" : "advertiser_id", owner);
        if (!page.isEmpty()) {
            detail.put("page_id", page);
        }
        return bench.api()
                .call(TikTokRequest.post(SUBSCRIBE, body))
                .data()
                .path("subscription_id")
                .asText();
    }

    /** What stands at TikTok: id, owner and form of each that leads there. */
    private List<String> at(String callback) throws Exception {
        JsonNode all =
                bench.api()
                        .call(
                                TikTokRequest.get(
                                        "/subscription/get/",
                                        Map.of(
                                                "app_id",
                                                Sandbox.APP_ID,
                                                "secret",
                                                Sandbox.APP_SECRET,
                                                "subscribe_entity",
                                                "LEAD",
                                                "page_size",
                                                1000)))
                        .data()
                        .path("subscriptions");
        TreeSet<String> found = new TreeSet<>();
        for (JsonNode each : all) {
            if (each.path("callback_url").asText().equals(callback)) {
                JsonNode detail = each.path("subscription_detail");
                found.add(
                        (detail.path("advertiser_id").asText("")
                                        + detail.path("library_id").asText("")
                                        + " "
                                        + detail.path("page_id").asText(""))
                                .strip());
            }
        }
        return List.copyOf(found);
    }

    @Test
    void everyAdAccountGetsOneAndThenNothingIsDone() throws Exception {
        KeptSubscriptions kept = both();
        SubscriptionLook first = look(kept);
        assertThat(first.without()).isEmpty();
        assertThat(first.kept()).isGreaterThanOrEqualTo(2);
        assertThat(at(OURS)).contains(Sandbox.ADVERTISER_ID, Sandbox.SECOND_ADVERTISER_ID);
        int made = bench.calls(SUBSCRIBE);
        SubscriptionLook second = look(kept);
        assertThat(second.done()).isEmpty();
        assertThat(second.kept()).isEqualTo(first.kept());
        // and another process finds them as they are
        assertThat(look(both()).done()).isEmpty();
        assertThat(bench.calls(SUBSCRIBE)).isEqualTo(made);
        assertThat(bench.calls(REMOVE)).isZero();
    }

    @Test
    void processesThatLookAtTheSameMomentEndWithOne() throws Exception {
        List<KeptSubscriptions> processes = List.of(both(), both(), both());
        ExecutorService threads = Executors.newFixedThreadPool(processes.size());
        try {
            for (int round = 0; round < 2; round++) {
                List<Callable<SubscriptionLook>> looks = new ArrayList<>();
                processes.forEach(each -> looks.add(() -> look(each)));
                for (Future<SubscriptionLook> done : threads.invokeAll(looks)) {
                    assertThat(done.get().without()).isEmpty();
                }
            }
        } finally {
            threads.shutdown();
        }
        int removed = bench.answers(REMOVE, "0");
        SubscriptionLook last = look(both());
        assertThat(last.done()).isEmpty();
        assertThat(bench.calls(SUBSCRIBE) - removed).isEqualTo(last.kept());
    }

    @Test
    void allGrantedAdAccountsWhenNoneIsNamed() throws Exception {
        assertThat(look(kept(List.of())).without()).isEmpty();
        assertThat(at(OURS)).contains(Sandbox.ADVERTISER_ID, Sandbox.SECOND_ADVERTISER_ID);
    }

    @Test
    void duplicatesGoAndTheOldestStays() throws Exception {
        String oldest = subscribe(OURS, Sandbox.ACCESS_TOKEN, Sandbox.ADVERTISER_ID, "");
        for (int i = 0; i < 3; i++) {
            subscribe(OURS, Sandbox.ACCESS_TOKEN, Sandbox.ADVERTISER_ID, "");
        }
        SubscriptionLook look = look(kept(List.of(Sandbox.ADVERTISER_ID)));
        assertThat(look.done()).hasSize(3 + look.kept() - 1);
        assertThat(look.done().toString()).doesNotContain(oldest);
        assertThat(bench.received(REMOVE).toString()).doesNotContain(oldest);
        assertThat(bench.calls(REMOVE)).isEqualTo(3);
    }

    @Test
    void thoseOfAnOlderTokenAreRenewedBeforeTheyAreRemoved() throws Exception {
        KeptSubscriptions kept = kept(List.of(Sandbox.ADVERTISER_ID));
        SubscriptionLook first = look(kept);
        bench.control("POST", "/tokens", "{\"token\":\"" + NEW_TOKEN + "\"}");
        bench.token = NEW_TOKEN;
        SubscriptionLook renewed = kept.look(NEW_TOKEN);
        assertThat(renewed.kept()).isEqualTo(first.kept());
        assertThat(renewed.done()).hasSize(2 * first.kept());
        assertThat(renewed.done().get(0)).contains("was made for");
        // the old token's death takes nothing along
        bench.control("POST", "/tokens/revoke", "{}");
        assertThat(at(OURS)).contains(Sandbox.ADVERTISER_ID);
        assertThat(kept.look(NEW_TOKEN).done()).isEmpty();
    }

    @Test
    void thoseThatTikTokKilledAreMadeAgain() throws Exception {
        KeptSubscriptions kept = kept(List.of(Sandbox.ADVERTISER_ID));
        look(kept);
        bench.control("POST", "/tokens/revoke", "{}");
        bench.control("POST", "/tokens", "{\"token\":\"" + NEW_TOKEN + "\"}");
        bench.token = NEW_TOKEN;
        assertThat(at(OURS)).isEmpty();
        assertThat(kept.look(NEW_TOKEN).without()).isEmpty();
        assertThat(at(OURS)).contains(Sandbox.ADVERTISER_ID);
    }

    @Test
    void whatIsNotOursStaysAndWhatWeNoLongerWorkForGoes() throws Exception {
        subscribe(FOREIGN, Sandbox.ACCESS_TOKEN, Sandbox.ADVERTISER_ID, "");
        subscribe(FOREIGN, Sandbox.ACCESS_TOKEN, Sandbox.SECOND_ADVERTISER_ID, "");
        subscribe(OURS + "/", Sandbox.ACCESS_TOKEN, Sandbox.ADVERTISER_ID, "");
        subscribe(OURS, Sandbox.ACCESS_TOKEN, Sandbox.SECOND_ADVERTISER_ID, "");
        look(kept(List.of(Sandbox.ADVERTISER_ID)));
        assertThat(at(OURS)).contains(Sandbox.ADVERTISER_ID);
        assertThat(at(OURS)).doesNotContain(Sandbox.SECOND_ADVERTISER_ID);
        assertThat(at(FOREIGN))
                .containsExactly(Sandbox.ADVERTISER_ID, Sandbox.SECOND_ADVERTISER_ID);
        assertThat(at(OURS + "/")).hasSize(1);
    }

    @Test
    void namedFormsGetOneEachAndTheAccountNone() throws Exception {
        look(kept(List.of(Sandbox.ADVERTISER_ID)));
        KeptSubscriptions named =
                kept(
                        List.of(Sandbox.ADVERTISER_ID, Sandbox.SECOND_ADVERTISER_ID),
                        Sandbox.FORM_ID,
                        OF_THE_SECOND);
        SubscriptionLook look = look(named);
        assertThat(look.without()).isEmpty();
        assertThat(look.kept()).isEqualTo(2);
        assertThat(at(OURS))
                .containsExactly(
                        Sandbox.ADVERTISER_ID + " " + Sandbox.FORM_ID,
                        Sandbox.SECOND_ADVERTISER_ID + " " + OF_THE_SECOND);
        assertThat(look(named).done()).isEmpty();
        SubscriptionLook unknown = look(kept(List.of(Sandbox.ADVERTISER_ID), "73", "74"));
        assertThat(unknown.without()).containsOnlyKeys("form 73", "form 74");
        assertThat(unknown.without().get("form 73")).contains("tiktok.lead-forms");
    }

    @Test
    void theLibraryThatFormsWereMovedToGetsItsOwn() throws Exception {
        look(shelved(List.of(Sandbox.ADVERTISER_ID)));
        assertThat(at(OURS)).containsExactly(Sandbox.ADVERTISER_ID, LIBRARY);
        assertThat(look(shelved(List.of(Sandbox.ADVERTISER_ID))).done()).isEmpty();
        // a form that was moved is the library's
        look(shelved(List.of(Sandbox.ADVERTISER_ID), IN_THE_LIBRARY));
        assertThat(at(OURS)).containsExactly(LIBRARY + " " + IN_THE_LIBRARY);
        // where libraries may not be asked for, there are none, and none is given up
        libraries = "{'code':40001,'message':'no permission','request_id':'r','data':{}}";
        SubscriptionLook refused = look(shelved(List.of(Sandbox.ADVERTISER_ID)));
        assertThat(refused.without()).isEmpty();
        assertThat(at(OURS)).containsExactly(Sandbox.ADVERTISER_ID, LIBRARY + " " + IN_THE_LIBRARY);
        libraries = "{'code':50002,'message':'time-out','request_id':'r','data':{}}";
        assertThat(look(shelved(List.of(Sandbox.ADVERTISER_ID))).without())
                .containsOnlyKeys("the libraries of forms");
        assertThat(at(OURS)).hasSize(2);
        // another account's library is not ours
        libraries = ONE_LIBRARY;
        look(shelved(List.of(Sandbox.SECOND_ADVERTISER_ID)));
        assertThat(at(OURS)).containsExactly(Sandbox.SECOND_ADVERTISER_ID);
    }

    private static final String ONE_LIBRARY =
            "{'code':0,'message':'OK','request_id':'r','data':{'list':[{'library_id':'"
                    + LIBRARY
                    + "','library_name':'Shelf','advertiser_id':'"
                    + Sandbox.ADVERTISER_ID
                    + "'}],'page_info':{'page':1,'total_page':1}}}";

    private String libraries = ONE_LIBRARY;

    /** The sandbox, with a list of libraries of this test's own. */
    private KeptSubscriptions shelved(List<String> advertisers, String... forms) {
        HttpCalls calls =
                new HttpCalls(bench.camel, Duration.ofSeconds(5))
                        .instead(
                                request -> {
                                    if (request.url().endsWith("/page/library/get/")) {
                                        byte[] body = libraries.replace('\'', '"').getBytes(UTF_8);
                                        return new HttpAnswer(200, Map.of(), body);
                                    }
                                    try {
                                        return bench.http.call(request);
                                    } catch (IOException e) {
                                        throw new UncheckedIOException(e);
                                    }
                                });
        TikTokApi api =
                new TikTokApi(
                        calls,
                        bench.sandbox.apiUrl(),
                        () -> bench.token,
                        new RateLimits(10_000, Clock.systemUTC()),
                        Bench.QUICK);
        return new KeptSubscriptions(
                api,
                bench.advertisers(advertisers.toArray(String[]::new)),
                new WebhookApp(Sandbox.APP_ID, Sandbox.APP_SECRET, OURS),
                List.of(forms));
    }

    @Test
    void oneAccountsTroubleIsNotTheOthersAndTakesNothingAway() throws Exception {
        String theirs = "7200000000000000003";
        KeptSubscriptions kept = kept(List.of(theirs, Sandbox.ADVERTISER_ID));
        SubscriptionLook look = look(kept);
        assertThat(look.without()).containsOnlyKeys("ad account " + theirs);
        assertThat(look.without().get("ad account " + theirs))
                .contains("40001")
                .contains("must be admin of the ad account");
        assertThat(at(OURS)).contains(Sandbox.ADVERTISER_ID);
        // with forms named, one list of forms cannot be had: what is there stays
        bench.fault("{'path':'/page/get/','times':8,'code':50002}");
        SubscriptionLook blind = look(kept(List.of(Sandbox.ADVERTISER_ID), Sandbox.FORM_ID));
        assertThat(blind.without()).containsKey("ad account " + Sandbox.ADVERTISER_ID);
        assertThat(at(OURS)).contains(Sandbox.ADVERTISER_ID);
    }

    @Test
    void whenTheListCannotBeHadNothingIsChanged() throws Exception {
        look(both());
        List<String> before = at(OURS);
        int made = bench.calls(SUBSCRIBE);
        KeptSubscriptions wrong =
                new KeptSubscriptions(
                        bench.api(),
                        bench.advertisers(Sandbox.ADVERTISER_ID),
                        new WebhookApp(Sandbox.APP_ID, "not-the-secret", OURS),
                        List.of());
        assertThatThrownBy(() -> look(wrong))
                .isInstanceOf(TikTokException.class)
                .satisfies(
                        e ->
                                assertThat(wrong.remedy((TikTokException) e, "t"))
                                        .contains("check tiktok.app-id and tiktok.app-secret")
                                        .doesNotContain("not-the-secret"));
        assertThat(at(OURS)).isEqualTo(before);
        assertThat(bench.calls(SUBSCRIBE)).isEqualTo(made);
    }

    @Test
    void noSecretStandsInAnyWord() throws Exception {
        bench.fault(
                "{'path':'/subscription/subscribe/','code':40000,'message':'bad secret "
                        + Sandbox.APP_SECRET
                        + " or token "
                        + Sandbox.ACCESS_TOKEN
                        + "'}");
        SubscriptionLook look = look(kept(List.of(Sandbox.ADVERTISER_ID)));
        assertThat(look.without().toString())
                .contains("bad secret … or token …", "check leads.webhook-url")
                .doesNotContain(Sandbox.APP_SECRET, Sandbox.ACCESS_TOKEN);
        look = look(kept(List.of(Sandbox.ADVERTISER_ID)));
        assertThat(look + "" + look.done()).doesNotContain(Sandbox.APP_SECRET);
        assertThat(new WebhookApp("1", "hush", "u").toString()).doesNotContain("hush");
        assertThat(new LeadSubscription("1", LeadOwner.advertiser("2"), "", "hush").toString())
                .doesNotContain("hush");
    }

    @Test
    void allPagesAreRead() throws Exception {
        String page =
                "{'path':'/subscription/get/','code':0,'message':'OK','data':{'subscriptions':[{"
                        + "'subscription_id':'%d','callback_url':'%s','subscription_detail':{"
                        + "'advertiser_id':'%s'}}],'page_info':{'page':%d,'total_page':2}}}";
        bench.fault(page.formatted(8, FOREIGN, Sandbox.ADVERTISER_ID, 1));
        bench.fault(page.formatted(9, OURS, Sandbox.ADVERTISER_ID, 2));
        SubscriptionLook look = look(kept(List.of(Sandbox.ADVERTISER_ID)));
        assertThat(look.kept()).isPositive();
        assertThat(at(OURS)).doesNotContain(Sandbox.ADVERTISER_ID);
        assertThat(bench.received("/subscription/get/").toString())
                .contains("page=2&page_size=1000");
    }

    @Test
    void aTokenThatTikTokMasksIsNoReasonToRenew() throws Exception {
        // the answers below speak of one account, so there shall be no library
        bench.fault(
                "{'path':'/page/library/get/','times':-1,'code':0,'message':'OK','data':{'list':[],"
                        + "'page_info':{'page':1,'total_page':0}}}");
        KeptSubscriptions kept = kept(List.of(Sandbox.ADVERTISER_ID));
        look(kept);
        int made = bench.calls(SUBSCRIBE);
        String id =
                bench.api()
                        .call(
                                TikTokRequest.get(
                                        "/subscription/get/",
                                        Map.of(
                                                "app_id", Sandbox.APP_ID,
                                                "secret", Sandbox.APP_SECRET,
                                                "subscribe_entity", "LEAD")))
                        .data()
                        .at("/subscriptions/0/subscription_id")
                        .asText();
        for (String shown : List.of("'access_token':'f00d****',", "")) {
            bench.fault(
                    "{'path':'/subscription/get/','code':0,'message':'OK','data':{'subscriptions':[{"
                            + "'subscription_id':'"
                            + id
                            + "','subscribe_entity':'LEAD','callback_url':'"
                            + OURS
                            + "','subscription_detail':{"
                            + shown
                            + "'lead_source':'INSTANT_FORM','page_id':0,'advertiser_id':"
                            + Sandbox.ADVERTISER_ID
                            + "}},{'subscription_id':'7','callback_url':'"
                            + OURS
                            + "','subscription_detail':{'lead_source':'DIRECT_MESSAGE',"
                            + "'advertiser_id':"
                            + Sandbox.ADVERTISER_ID
                            + "}}],'page_info':{'page':1,'total_page':1}}}");
            assertThat(look(kept).done()).as(shown).isEmpty();
        }
        assertThat(bench.calls(SUBSCRIBE)).isEqualTo(made);
    }
}
