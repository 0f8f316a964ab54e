package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest {

    private record Received(String body, String signature) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private Client client;
    private HttpServer subscriber;

    @BeforeEach
    void start() throws IOException {
        client = new Client();
        subscriber =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        subscriber.createContext(
                "/hook",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    received.add(
                            new Received(
                                    body,
                                    exchange.getRequestHeaders().getFirst("X-Open-Signature")));
                    exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 500 : 200, -1);
                    exchange.close();
                });
        subscriber.start();
    }

    @AfterEach
    void stop() {
        client.close();
        subscriber.stop(0);
    }

    private JsonNode subscribe(String detail) {
        return subscribe("http://127.0.0.1:" + subscriber.getAddress().getPort() + "/hook", detail);
    }

    private JsonNode subscribe(String callback, String detail) {
        return client.post(
                "/subscription/subscribe/",
                "{\"app_id\":\""
                        + Sandbox.APP_ID
                        + "\",\"secret\":\""
                        + Sandbox.APP_SECRET
                        + "\",\"subscribe_entity\":\"LEAD\",\"callback_url\":\""
                        + callback
                        + "\",\"subscription_detail\":{\"access_token\":\""
                        + Sandbox.ACCESS_TOKEN
                        + "\""
                        + detail
                        + "}}");
    }

    private JsonNode subscribe() {
        return subscribe(",\"advertiser_id\":\"" + Sandbox.ADVERTISER_ID + "\"");
    }

    private void submit(String form, String json) {
        client.control("POST", "/forms/" + form + "/leads", json);
    }

    private JsonNode deliveries() {
        return client.control("GET", "/webhooks", null);
    }

    @Test
    void tellsOfALeadWithNumbersAndASignatureOverTheEscapedBody() throws Exception {
        subscribe();
        submit(
                Sandbox.FORM_ID,
                "{\"created\":1768046400,\"answers\":{\"name\":\"Zoë 😀\",\"email\":\"z@example.com\"}}");
        await().untilAsserted(() -> assertThat(received).hasSize(1));
        String body = received.get(0).body();
        assertThat(body).contains("\"id\":7400000000000000001,", "Zoë 😀");
        JsonNode entry = Client.read(body).at("/entry/0");
        assertThat(Client.read(body).path("object").asInt()).isEqualTo(1);
        assertThat(entry.path("page_id").asLong()).isEqualTo(7300000000000000001L);
        assertThat(entry.path("campaign_name").asText()).isEqualTo("Spring");
        assertThat(entry.path("create_time").asLong()).isEqualTo(1768046400L);
        assertThat(entry.at("/changes/1").toString())
                .isEqualTo("{\"field\":\"email\",\"value\":\"z@example.com\"}");
        String escaped = body.replace("ë", "\\u00eb").replace("😀", "\\ud83d\\ude00");
        assertThat(received.get(0).signature()).isEqualTo(hmac(escaped));
    }

    private static String hmac(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(
                new SecretKeySpec(
                        Sandbox.APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void switchesChangeIdsBodyAndSignature() throws Exception {
        subscribe();
        client.set("webhook_ids", "string");
        client.set("webhook_body", "escaped");
        submit(Sandbox.FORM_ID, "{\"answers\":{\"name\":\"Zoë\"}}");
        await().untilAsserted(() -> assertThat(received).hasSize(1));
        assertThat(received.get(0).body()).contains("\"id\":\"7400000000000000001\"", "Zo\\u00eb");
        assertThat(received.get(0).signature()).isEqualTo(hmac(received.get(0).body()));
        client.set("webhook_body", "raw");
        client.set("webhook_signature", "raw");
        submit(Sandbox.FORM_ID, "{\"answers\":{\"name\":\"Zoë\"}}");
        await().untilAsserted(() -> assertThat(received).hasSize(2));
        assertThat(received.get(1).signature()).isEqualTo(hmac(received.get(1).body()));
        client.set("webhook_signature", "wrong");
        submit(Sandbox.FORM_ID, "{\"answers\":{\"name\":\"a\"}}");
        await().untilAsserted(() -> assertThat(received).hasSize(3));
        assertThat(received.get(2).signature())
                .hasSize(64)
                .isNotEqualTo(hmac(received.get(2).body()));
        client.set("webhook_signature", "none");
        client.set("webhook_copies", 2);
        submit(Sandbox.FORM_ID, "{\"answers\":{\"name\":\"a\"}}");
        await().untilAsserted(() -> assertThat(received).hasSize(5));
        assertThat(received.get(4).signature()).isNull();
        assertThat(received.get(4).body()).isEqualTo(received.get(3).body());
    }

    @Test
    void triesAgainUntilItIsTaken() {
        client.set("webhook_time_factor", 0.0001);
        failures.set(3);
        subscribe();
        submit(Sandbox.FORM_ID, "{\"answers\":{\"name\":\"a\"}}");
        await().untilAsserted(
                        () ->
                                assertThat(deliveries().at("/0/state").asText())
                                        .isEqualTo("delivered"));
        assertThat(deliveries().at("/0/attempts").toString())
                .isEqualTo("[\"500\",\"500\",\"500\",\"200\"]");
        assertThat(received.stream().map(Received::body).distinct()).hasSize(1);
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        client.set("webhook_time_factor", 0.000001);
        failures.set(1000);
        subscribe();
        submit(Sandbox.FORM_ID, "{\"answers\":{\"name\":\"a\"}}");
        await().untilAsserted(
                        () ->
                                assertThat(deliveries().at("/0/state").asText())
                                        .isEqualTo("given up"));
        assertThat(received).hasSize(7);
    }

    @Test
    void overlappingSubscriptionsBothDeliverAndBatchesAreCut() {
        subscribe();
        subscribe(
                ",\"advertiser_id\":\""
                        + Sandbox.ADVERTISER_ID
                        + "\",\"page_id\":\""
                        + Sandbox.FORM_ID
                        + "\"");
        client.set("webhook_batch", 2);
        submit(
                Sandbox.FORM_ID,
                "[{\"answers\":{\"name\":\"a\"}},{\"answers\":{\"name\":\"b\"}},{\"answers\":{\"name\":\"c\"}}]");
        await().untilAsserted(() -> assertThat(received).hasSize(4));
        submit(Sandbox.SECOND_FORM_ID, "{\"answers\":{\"first_name\":\"a\"}}");
        await().untilAsserted(() -> assertThat(received).hasSize(5));
        submit("7300000000000000005", "{\"answers\":{\"name\":\"a\"}}");
        assertThat(deliveries()).as("another advertiser's form").hasSize(5);
    }

    @Test
    void endsWithUnsubscribeOrWithTheToken() {
        String id = subscribe().at("/data/subscription_id").asText();
        subscribe();
        String app =
                "\"app_id\":\"" + Sandbox.APP_ID + "\",\"secret\":\"" + Sandbox.APP_SECRET + "\"";
        JsonNode gone =
                client.post(
                        "/subscription/unsubscribe/",
                        "{" + app + ",\"subscription_id\":\"" + id + "\"}");
        assertThat(gone.at("/data/subscription_id").asText()).isEqualTo(id);
        JsonNode list = list();
        assertThat(list.at("/data/subscriptions")).hasSize(1);
        assertThat(list.at("/data/subscriptions/0/subscription_detail/advertiser_id").asText())
                .isEqualTo(Sandbox.ADVERTISER_ID);
        client.control("POST", "/tokens/revoke", null);
        assertThat(list().at("/data/subscriptions")).isEmpty();
        submit(Sandbox.FORM_ID, "{\"answers\":{\"name\":\"a\"}}");
        assertThat(deliveries()).isEmpty();
    }

    private JsonNode list() {
        return client.get(
                "/subscription/get/",
                "app_id",
                Sandbox.APP_ID,
                "secret",
                Sandbox.APP_SECRET,
                "subscribe_entity",
                "LEAD");
    }

    @Test
    void refusesBadSubscriptions() {
        client.set("qps", 0);
        String own = ",\"advertiser_id\":\"" + Sandbox.ADVERTISER_ID + "\"";
        assertThat(subscribe("http://example.com/hook", own).path("message").asText())
                .isEqualTo("Invalid value for callback_url: must be an HTTPS URL.");
        assertThat(subscribe("https://example.com/hook", own).path("code").asInt()).isZero();
        assertThat(subscribe("").path("code").asInt()).isEqualTo(40002);
        assertThat(subscribe(",\"advertiser_id\":\"1\"").path("code").asInt()).isEqualTo(40001);
        assertThat(subscribe(own + ",\"page_id\":\"7300000000000000005\"").path("code").asInt())
                .isEqualTo(40001);
        assertThat(subscribe(own + ",\"access_token\":\"x\"").path("code").asInt())
                .isEqualTo(40105);
        String other =
                "{\"app_id\":\"7100000000000000001\",\"secret\":\"no\",\"subscribe_entity\":\"LEAD\"}";
        assertThat(client.post("/subscription/subscribe/", other).path("code").asInt())
                .isEqualTo(40101);
    }

    @Test
    void aTestLeadTriggersTheWebhook() {
        subscribe();
        client.post(
                "/page/lead/mock/create/",
                "{\"advertiser_id\":\""
                        + Sandbox.ADVERTISER_ID
                        + "\",\"page_id\":\""
                        + Sandbox.FORM_ID
                        + "\"}");
        await().untilAsserted(() -> assertThat(received).hasSize(1));
        assertThat(received.get(0).body()).contains("test@example.com", "\"campaign_id\":0,");
    }

    @Test
    void deliversAnythingSignedAsAWebhook() throws Exception {
        String id = subscribe().at("/data/subscription_id").asText();
        subscribe();
        JsonNode sent =
                client.control(
                        "POST",
                        "/webhooks/deliver",
                        "{\"object\":11,\"body\":{\"object\":1,\"text\":\"ë\"},\"subscription_id\":\""
                                + id
                                + "\"}");
        assertThat(sent.toString()).isEqualTo("{\"deliveries\":[1]}");
        await().untilAsserted(() -> assertThat(received).hasSize(1));
        assertThat(received.get(0).body()).isEqualTo("{\"object\":11,\"text\":\"ë\"}");
        assertThat(received.get(0).signature())
                .isEqualTo(hmac("{\"object\":11,\"text\":\"\\u00eb\"}"));
        sent = client.control("POST", "/webhooks/deliver", "{\"body\":\"not JSON\"}");
        assertThat(sent.toString()).as("to all").isEqualTo("{\"deliveries\":[2,3]}");
        await().untilAsserted(() -> assertThat(received).hasSize(3));
        assertThat(received.get(2)).isEqualTo(new Received("not JSON", hmac("not JSON")));
    }

    @Test
    void replaysAnEarlierDeliveryEvenWhenTheSubscriptionIsGone() {
        subscribe();
        submit(Sandbox.FORM_ID, "{\"answers\":{\"name\":\"a\"}}");
        await().untilAsserted(() -> assertThat(received).hasSize(1));
        client.control("POST", "/tokens/revoke", null);
        client.control("POST", "/webhooks/replay", "{\"delivery\":1}");
        await().untilAsserted(() -> assertThat(received).hasSize(2));
        assertThat(received.get(1)).isEqualTo(received.get(0));
        await().untilAsserted(
                        () ->
                                assertThat(deliveries().findValuesAsText("state"))
                                        .containsExactly("delivered", "delivered"));
        assertThat(client.counts().get("webhooks").toString())
                .isEqualTo(
                        "{\"deliveries\":2,\"leads\":2,\"attempts\":2,\"delivered\":2,\"given_up\":0,"
                                + "\"dropped\":0,\"waiting\":0}");
    }

    @Test
    void aDeliveryCanComeLate() {
        client.set("webhook_delay_ms", 300);
        subscribe();
        long start = System.nanoTime();
        submit(Sandbox.FORM_ID, "{\"answers\":{\"name\":\"a\"}}");
        await().untilAsserted(() -> assertThat(received).hasSize(1));
        assertThat(System.nanoTime() - start).isGreaterThan(300_000_000L);
    }

    /** Subscriptions get their ids anew after a reset; what was due before is not for them. */
    @Test
    void aResetForgetsWhatIsUnderWay() {
        client.set("webhook_delay_ms", 1000);
        subscribe();
        submit(Sandbox.FORM_ID, "{\"answers\":{\"name\":\"before\"}}");
        client.control("POST", "/reset", null);
        assertThat(client.counts().at("/webhooks/waiting").asInt()).isZero();
        client.set("webhook_delay_ms", 1000);
        subscribe();
        submit(Sandbox.FORM_ID, "{\"answers\":{\"name\":\"after\"}}");
        await().untilAsserted(() -> assertThat(received).isNotEmpty());
        assertThat(received).hasSize(1);
        assertThat(received.get(0).body()).contains("\"value\":\"after\"");
    }

    @Test
    void manyWebhooksAllArrive() {
        subscribe();
        client.set("webhook_batch", 1);
        String lead = "{\"answers\":{\"name\":\"a\"}}";
        submit(Sandbox.FORM_ID, "[" + (lead + ",").repeat(99) + lead + "]");
        await().untilAsserted(() -> assertThat(received).hasSize(100));
        assertThat(received.stream().map(Received::body).distinct()).hasSize(100);
        await().untilAsserted(
                        () ->
                                assertThat(client.counts().at("/webhooks/delivered").asInt())
                                        .isEqualTo(100));
    }
}
