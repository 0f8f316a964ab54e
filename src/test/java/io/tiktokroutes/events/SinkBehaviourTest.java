package io.tiktokroutes.events;

import static io.tiktokroutes.events.SenderBench.HASH;
import static io.tiktokroutes.events.SenderBench.PATH;
import static io.tiktokroutes.events.SenderBench.count;
import static io.tiktokroutes.events.SenderBench.offlineRecords;
import static io.tiktokroutes.events.SenderBench.record;
import static io.tiktokroutes.events.SenderBench.records;
import static io.tiktokroutes.record.Outcome.Kind.DELIVERED;
import static io.tiktokroutes.record.Outcome.Kind.FAILED;
import static io.tiktokroutes.record.Outcome.Kind.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.tiktok.Bench;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each parameter of the sink changes about the events that go out. */
class SinkBehaviourTest {

    private SenderBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new SenderBench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** The outcome of one event with a change. */
    private Outcome outcome(Consumer<ObjectNode> change) {
        Record record = record(1, false);
        change.accept((ObjectNode) record.payload());
        return bench.send(List.of(record)).items().get(0).outcome();
    }

    private static ObjectNode user(ObjectNode event) {
        return (ObjectNode) event.get("user");
    }

    /** The events of the last call. */
    private JsonNode sent(String path) throws Exception {
        JsonNode calls = bench.bench.received(path);
        return Bench.JSON.readTree(calls.get(calls.size() - 1).path("body").asText());
    }

    @Test
    void theNamesOfTodayAreSentWhenAskedFor() throws Exception {
        for (String name : List.of("CompletePayment", "SubmitForm", "AddToCart")) {
            assertThat(outcome(e -> e.put("event", name)).kind()).isEqualTo(DELIVERED);
            assertThat(sent(PATH).at("/data/0/event").asText()).isEqualTo(name);
        }
        bench.settings.put("names", "current");
        outcome(e -> e.put("event", "CompletePayment"));
        assertThat(sent(PATH).at("/data/0/event").asText()).isEqualTo("Purchase");
        outcome(e -> e.put("event", "SubmitForm"));
        assertThat(sent(PATH).at("/data/0/event").asText()).isEqualTo("Lead");
        outcome(e -> e.put("event", "AddToCart"));
        assertThat(sent(PATH).at("/data/0/event").asText()).isEqualTo("AddToCart");
    }

    @Test
    void eventsApiOneKnowsTheNamesOfBeforeOnly() throws Exception {
        bench.settings.put("api", "1.0");
        outcome(e -> e.put("event", "Purchase"));
        assertThat(sent("/pixel/batch/").at("/batch/0/event").asText())
                .isEqualTo("CompletePayment");
        Outcome refused = outcome(e -> e.put("event", "Schedule"));
        assertThat(refused.reason()).isEqualTo("UNKNOWN_EVENT_NAME");
        assertThat(refused.detail()).contains("api: \"2.0\"");
    }

    @ParameterizedTest
    @CsvSource({
        "recommended,'',DELIVERED",
        "required,'',REFUSED",
        "required,email,DELIVERED",
        "required,phone,DELIVERED",
        "required,external_id,DELIVERED",
        "required,ttclid,REFUSED",
        "'phone,ttclid',ttclid,DELIVERED",
        "'phone,ttclid',email,REFUSED",
        "ttp,ttclid,REFUSED"
    })
    @Tag("X-5")
    void identitiesSayByWhatAnEventMustNameItsPerson(String wanted, String given, String kind) {
        bench.settings.put("identities", wanted);
        Outcome outcome =
                outcome(
                        event -> {
                            if (!given.isEmpty()) {
                                user(event).put(given, given.equals("ttclid") ? "E.C.P.x" : HASH);
                            }
                        });
        assertThat(outcome.kind().name()).isEqualTo(kind);
        assertThat(outcome.reason()).isEqualTo(outcome.kind() == REFUSED ? "NO_IDENTIFIER" : "");
    }

    @Test
    @Tag("R-HT-43")
    void anOfflineEventNeedsAnAddressOrANumberWhateverTheSinkSays() {
        bench.offline("2.0");
        for (String identities : List.of("recommended", "required", "external_id")) {
            bench.settings.put("identities", identities);
            assertThat(outcome(e -> user(e).put("external_id", HASH)).reason())
                    .isEqualTo("NO_IDENTIFIER");
        }
        bench.settings.put("identities", "recommended");
        assertThat(outcome(e -> user(e).put("phone", HASH)).kind()).isEqualTo(DELIVERED);
    }

    @Test
    void anOfflinePaymentNeedsValueAndCurrency() {
        bench.offline("1.0");
        Consumer<ObjectNode> payment =
                event -> {
                    event.put("event", "CompletePayment").remove("page");
                    user(event).put("email", HASH);
                };
        assertThat(outcome(payment).reason()).isEqualTo("BAD_CURRENCY");
        Consumer<ObjectNode> currency =
                e -> ((ObjectNode) e.get("properties")).put("currency", "EUR");
        assertThat(outcome(payment.andThen(currency)).reason()).isEqualTo("MALFORMED");
        Consumer<ObjectNode> value = e -> ((ObjectNode) e.get("properties")).put("value", 42);
        assertThat(outcome(payment.andThen(currency).andThen(value)).kind()).isEqualTo(DELIVERED);
        // recommended only on the web
        bench.settings.putAll(java.util.Map.of("eventSource", "web", "api", "2.0"));
        bench.settings.put("eventSourceId", Sandbox.PIXEL_CODE);
        assertThat(outcome(e -> e.put("event", "CompletePayment")).kind()).isEqualTo(DELIVERED);
    }

    @Test
    void timesAheadAreRefusedAndOldOnesAsTheSinkSays() throws Exception {
        bench.bench.set("events_age", false);
        long now = Instant.now().getEpochSecond();
        assertThat(outcome(e -> e.put("event_time", now + 660)).reason())
                .isEqualTo("BAD_TIMESTAMP");
        assertThat(outcome(e -> e.put("event_time", now + 540)).kind()).isEqualTo(DELIVERED);
        long month = now - Duration.ofDays(29).toSeconds();
        assertThat(outcome(e -> e.put("event_time", month)).kind()).isEqualTo(DELIVERED);
        bench.settings.put("maxAge", "28d");
        Outcome old = outcome(e -> e.put("event_time", month));
        assertThat(old.reason()).isEqualTo("BAD_TIMESTAMP");
        assertThat(old.detail()).contains("maxAge");
        assertThat(outcome(e -> e.put("event_time", month + 172_800)).kind()).isEqualTo(DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"__CALLBACK_PARAM__", "__CLICKID__", "__TTCLID__"})
    @Tag("R-MP-28")
    void aPlaceholderIsNoClickId(String placeholder) throws Exception {
        Record record = record(1, false);
        user((ObjectNode) record.payload()).put("ttclid", placeholder);
        assertThat(bench.send(List.of(record)).items().get(0).outcome().kind())
                .isEqualTo(DELIVERED);
        assertThat(sent(PATH).at("/data/0/user").has("ttclid")).isFalse();
        assertThat(record.payload().at("/user/ttclid").asText())
                .as("the payload stays as it was")
                .isEqualTo(placeholder);
    }

    @Test
    @Tag("R-MP-27")
    void anOddClickIdIsSentAndTold() throws Exception {
        outcome(e -> user(e).put("ttclid", "odd-click"));
        assertThat(sent(PATH).at("/data/0/user/ttclid").asText()).isEqualTo("odd-click");
        Instant[] now = {Instant.parse("2026-11-22T10:00:00Z")};
        Clock clock =
                new Clock() {
                    @Override
                    public Instant instant() {
                        return now[0];
                    }

                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }
                };
        ClickIds told = new ClickIds(clock);
        assertThat(told.count("a", 0)).isEmpty();
        assertThat(told.count("a", 1).orElseThrow()).startsWith("a: a click id (ttclid) did not");
        assertThat(told.count("a", 40)).as("once an hour").isEmpty();
        assertThat(told.count("b", 2)).as("each destination by itself").isPresent();
        now[0] = now[0].plus(Duration.ofMinutes(59));
        assertThat(told.count("a", 1)).isEqualTo(Optional.empty());
        now[0] = now[0].plus(Duration.ofMinutes(1));
        assertThat(told.count("a", 1).orElseThrow()).startsWith("a: 42 click ids");
    }

    @Test
    void ofTwoEventsWithOneNameAndIdOneIsSent() throws Exception {
        List<Record> records = records(4, i -> false);
        for (int i : new int[] {0, 2, 3}) {
            ((ObjectNode) records.get(i).payload()).put("event_id", "O-1");
        }
        ((ObjectNode) records.get(3).payload()).put("event", "AddToCart");
        Delivery delivery = bench.send(records);
        assertThat(delivery.items())
                .extracting(i -> i.outcome().kind() + " " + i.outcome().reason())
                .containsExactly("DELIVERED ", "DELIVERED ", "SKIPPED DUPLICATE", "DELIVERED ");
        assertThat(bench.counted().path("duplicate").asInt()).isZero();
    }

    @Test
    void theSecondOfTwoIsSentWhenTheFirstIsBad() throws Exception {
        List<Record> records = records(3, i -> i == 0);
        for (Record record : records) {
            ((ObjectNode) record.payload()).put("event_id", "O-1");
        }
        Delivery delivery = bench.send(records);
        assertThat(delivery.items())
                .extracting(i -> i.outcome().kind() + " " + i.outcome().reason())
                .containsExactly("REFUSED TIKTOK_40002", "DELIVERED ", "SKIPPED DUPLICATE");
        bench.bench.control("POST", "/tokens/revoke", "{}");
        assertThat(count(bench.send(records), FAILED)).isEqualTo(3);
    }

    @Test
    void largeEventsTravelInSmallerBatchesAndOneThatIsTooLargeNotAtAll() throws Exception {
        List<Record> records = records(8, i -> false);
        for (int i = 0; i < 8; i++) {
            String text =
                    "x".repeat(i == 5 ? EventSender.MOST_EVENT_BYTES : EventSender.MOST_BYTES / 5);
            ((ObjectNode) records.get(i).payload().get("properties")).put("description", text);
        }
        Delivery delivery = bench.send(records);
        assertThat(delivery.items().get(5).outcome().reason()).isEqualTo("TOO_LARGE");
        assertThat(count(delivery, DELIVERED)).isEqualTo(7);
        assertThat(bench.calls()).as("four fit into one request").isEqualTo(2);
    }

    @Test
    void aDigestOfNothingIsNoValue() {
        String nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assertThat(outcome(e -> user(e).put("email", nothing)).reason()).isEqualTo("BAD_EMAIL");
        assertThat(outcome(e -> user(e).putArray("phone").add(nothing)).reason())
                .isEqualTo("BAD_PHONE");
        assertThat(outcome(e -> user(e).put("external_id", nothing)).reason())
                .isEqualTo("MALFORMED");
    }

    @Test
    @Tag("R-HT-47")
    @Tag("R-HT-48")
    void offlineEventsOfApiOneTravelByTheHundred() throws Exception {
        bench.offline("1.0");
        Delivery delivery = bench.send(offlineRecords(250, i -> false));
        assertThat(count(delivery, DELIVERED)).isEqualTo(250);
        assertThat(bench.calls("/offline/batch/")).isEqualTo(3);
        JsonNode body = sent("/offline/batch/");
        assertThat(body.path("event_set_id").asText()).isEqualTo(Sandbox.EVENT_SET_ID);
        assertThat(body.path("partner_name").asText()).isEqualTo("tiktok-routes");
        assertThat(body.at("/batch/0/context/user/emails/0").asText()).isEqualTo(HASH);
        assertThat(body.at("/batch/0").has("type")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"web,/pixel/track/,pixel_code", "offline,/offline/track/,event_set_id"})
    void oneEventPerCallWhenTheSinkSaysSo(String source, String path, String idName)
            throws Exception {
        boolean offline = source.equals("offline");
        if (offline) {
            bench.offline("1.0");
        }
        bench.settings.put("api", "1.0");
        bench.settings.put("batchSize", "1");
        Delivery delivery =
                bench.send(offline ? offlineRecords(3, i -> i == 1) : records(3, i -> i == 1));
        assertThat(delivery.items())
                .extracting(i -> i.outcome().kind())
                .containsExactly(DELIVERED, REFUSED, DELIVERED);
        assertThat(bench.calls(path)).isEqualTo(3);
        JsonNode body = sent(path);
        assertThat(body.path(idName).asText()).isEqualTo(bench.settings.get("eventSourceId"));
        assertThat(body.path("event").asText()).isEqualTo("ViewContent");
        assertThat(body.has("type")).isFalse();
        // and in 2.0 the same
        bench.settings.put("api", "2.0");
        bench.send(offline ? offlineRecords(3, i -> false) : records(3, i -> false));
        assertThat(bench.calls()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"strict", "partial"})
    void theErrorsOfApiOneNameTheEventByItsPlace(String mode) throws Exception {
        bench.settings.put("api", "1.0");
        bench.bench.set("events_mode", mode);
        Delivery delivery = bench.send(records(300, i -> i == 7 || i == 299));
        assertThat(count(delivery, DELIVERED)).isEqualTo(298);
        for (int bad : new int[] {7, 299}) {
            Outcome outcome = delivery.items().get(bad).outcome();
            assertThat(outcome.kind()).isEqualTo(REFUSED);
            assertThat(outcome.detail()).contains("timestamp");
        }
        assertThat(bench.calls("/pixel/batch/")).isEqualTo(mode.equals("partial") ? 1 : 5);
    }

    @Test
    void aWrongPixelInApiOneRefusesNobody() {
        bench.settings.put("api", "1.0");
        bench.settings.put("eventSourceId", "no-pixel");
        assertThat(count(bench.send(records(100, i -> false)), FAILED)).isEqualTo(100);
    }

    @Test
    void appEventsGoWhereTikTokAllowsThem() throws Exception {
        bench.settings.put("eventSource", "app");
        bench.settings.put("eventSourceId", Sandbox.TIKTOK_APP_ID);
        Consumer<ObjectNode> app =
                event -> {
                    event.put("event", "InstallApp").remove("page");
                    event.putObject("app").put("app_id", "343200656");
                    user(event).put("idfa", "6D92078A-8246-4BA4-AE5B-76104861E7DC");
                };
        Outcome outcome = outcome(app);
        assertThat(outcome.kind()).isEqualTo(FAILED);
        assertThat(outcome.reason()).isEqualTo("TIKTOK_40118");
        assertThat(outcome.detail()).contains("allowlist");
        bench.bench.set("events_app", true);
        assertThat(outcome(app).kind()).isEqualTo(DELIVERED);
        assertThat(outcome(app.andThen(e -> e.remove("app"))).reason()).isEqualTo("MALFORMED");
        assertThat(outcome(app.andThen(e -> e.put("event", "PageView"))).reason())
                .isEqualTo("UNKNOWN_EVENT_NAME");
        assertThat(outcome(app.andThen(e -> user(e).put("idfa", "6d92078a-8246"))).detail())
                .contains("in capitals");
        assertThat(outcome(app.andThen(e -> user(e).put("idfa", HASH))).kind())
                .isEqualTo(DELIVERED);
        assertThat(
                        outcome(
                                        app.andThen(
                                                e ->
                                                        user(e).put(
                                                                        "gaid",
                                                                        "38400000-8CF0-11BD-B23E-10B96E40000D")))
                                .detail())
                .contains("user.gaid");
    }
}
